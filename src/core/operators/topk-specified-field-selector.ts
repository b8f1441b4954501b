import { z } from 'zod';
import { defineSelector } from './operator.ts';
import { best, everything, fieldKey, howMany, number, numberOf, share } from './shared/selecting.ts';

/** Data-Juicer's `topk_specified_field_selector`. */
export const topkSpecifiedFieldSelector = defineSelector({
  kind: 'selector',
  name: 'topk_specified_field_selector',
  from: 'data-juicer',
  summary: 'Keeps the samples with the highest, or lowest, values of a field.',
  parameters: z.strictObject({
    field_key: fieldKey,
    top_ratio: share('Share of the samples to keep.'),
    topk: number('How many samples to keep; with a share too, the smaller number counts.'),
    reverse: z.boolean().default(true).describe('Whether the highest stay; else the lowest.'),
  }),
  differences: ['Rows stay in dataset order.', 'A value that is missing comes last, never an error.'],
  version: 1,
  field: ({ field_key }) => field_key || null,
  select: (count, values, { field_key, top_ratio, topk, reverse }) => {
    const wanted = howMany(count, top_ratio, topk);
    if (count <= 1 || field_key === '' || wanted === null) return everything(count);
    // Only below the top level does Data-Juicer read texts as numbers.
    const ranked = field_key.includes('.') ? values.map(numberOf) : values;
    return best(ranked, wanted, reverse);
  },
});
