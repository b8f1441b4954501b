import { z } from 'zod';
import type { Json } from '../../protocol/records.ts';
import { defineFilter } from './operator.ts';
import { equal, isList } from './shared/python-values.ts';

/** Data-Juicer's `specified_field_filter`. */
export const specifiedFieldFilter = defineFilter({
  kind: 'filter',
  name: 'specified_field_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose field, or every item of it if it is a list, is one of the values named.',
  parameters: z.strictObject({
    field_key: z.string().default('').describe('Dotted path of the field; empty: all samples are kept.'),
    target_value: z.array(z.json()).default([]).describe('The values to keep; empty: all samples are kept.'),
  }),
  differences: ['A sample without the field is dropped, by a reversed range too, and is no error.'],
  cost: 'text',
  version: 1,
  statistics: [{ key: 'specified_field', per: 'picture', hidden: true, atLeast: 0.5, mayBeNaN: true }],
  measuredBy: ['field_key', 'target_value'],
  readsFields: true,
  measureText: ({ field_key, target_value }) => {
    const targets = target_value as readonly Json[];
    return (sample) => {
      if (field_key === '' || targets.length === 0) return { specified_field: [] };
      const value = sample.field(field_key);
      if (value === undefined) return { specified_field: [NaN] };
      const items = isList(value) ? value : [value];
      return { specified_field: [Number(items.every((item) => targets.some((target) => equal(item, target))))] };
    };
  },
});
