import { z } from 'zod';
import type { Json } from '../../protocol/records.ts';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { parseFloatOf } from './shared/python-values.ts';

/** Data-Juicer's `specified_numeric_field_filter`. */
export const specifiedNumericFieldFilter = defineFilter({
  kind: 'filter',
  name: 'specified_numeric_field_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose field is a number other than 0 and within bounds.',
  parameters: z.strictObject({
    field_key: z.string().default('').describe('Dotted path of the field; empty: all samples are kept.'),
    min_value: bound(-(2 ** 63), 'Lowest value.'),
    max_value: bound(2 ** 63, 'Highest value.'),
  }),
  cost: 'text',
  version: 1,
  statistics: [
    {
      key: 'specified_numeric_field',
      per: 'picture',
      hidden: true,
      min: 'min_value',
      max: 'max_value',
      mayBeNaN: true,
    },
  ],
  measuredBy: ['field_key'],
  readsFields: true,
  measureText:
    ({ field_key }) =>
    (sample) => ({ specified_numeric_field: field_key === '' ? [] : [numberOf(sample.field(field_key) ?? null)] }),
});

/** A number, or a text that Python reads as one. Data-Juicer's test for a number begins with its truth: 0 is none. */
function numberOf(value: Json): number {
  if (value === true) return 1;
  if (typeof value === 'number') return value === 0 ? NaN : value;
  return typeof value === 'string' ? numberIn(value) : NaN;
}

/** Infinity, and "nan" which is within no range, become numbers that the store can hold, beyond every bound. */
function numberIn(text: string): number {
  if (/^[+-]?nan$/i.test(text.trim())) return Number.MAX_VALUE;
  return Math.min(Math.max(parseFloatOf(text), -Number.MAX_VALUE), Number.MAX_VALUE);
}
