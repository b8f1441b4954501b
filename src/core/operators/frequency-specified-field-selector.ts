import { z } from 'zod';
import { defineSelector, type FieldValue } from './operator.ts';
import { everything, fieldKey, howMany, number, share } from './shared/selecting.ts';

/** Data-Juicer's `frequency_specified_field_selector`. */
export const frequencySpecifiedFieldSelector = defineSelector({
  kind: 'selector',
  name: 'frequency_specified_field_selector',
  from: 'data-juicer',
  summary: 'Keeps all samples with the most, or least, frequent values of a field.',
  parameters: z.strictObject({
    field_key: fieldKey,
    top_ratio: share('Share of the different values to keep.'),
    topk: number('How many different values to keep; with a share too, the smaller number counts.'),
    reverse: z.boolean().default(true).describe('Whether the most frequent stay; else the least frequent.'),
  }),
  differences: [
    'Rows stay in dataset order.',
    'A list or object counts as its JSON text, and a list of numbers as its mean; never an error.',
  ],
  version: 1,
  field: ({ field_key }) => field_key || null,
  select: (count, values, { field_key, top_ratio, topk, reverse }) => {
    const groups = new Map<FieldValue, number[]>();
    for (const [i, value] of values.entries()) {
      const group = groups.get(value);
      if (group === undefined) groups.set(value, [i]);
      else group.push(i);
    }
    const wanted = howMany(groups.size, top_ratio, topk);
    if (count <= 1 || field_key === '' || wanted === null) return everything(count);
    const sign = reverse ? -1 : 1;
    return [...groups.values()]
      .sort((a, b) => sign * (a.length - b.length))
      .slice(0, wanted)
      .flat();
  },
});
