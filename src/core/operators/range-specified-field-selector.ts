import { z } from 'zod';
import { defineSelector } from './operator.ts';
import { ascending, descending, everything, fieldKey, number, numberOf, share } from './shared/selecting.ts';

/** Data-Juicer's `range_specified_field_selector`. */
export const rangeSpecifiedFieldSelector = defineSelector({
  kind: 'selector',
  name: 'range_specified_field_selector',
  from: 'data-juicer',
  summary: 'Keeps the samples whose rank by a field, lowest first, is within a range; both ends must be named.',
  parameters: z.strictObject({
    field_key: fieldKey,
    lower_percentile: share('Share of the samples below the range.'),
    upper_percentile: share('Share of the samples up to the end of the range.'),
    lower_rank: number('Samples below the range; with a share too, the larger number counts.'),
    upper_rank: number('Samples up to the end of the range; with a share too, the smaller number counts.'),
  }),
  differences: ['Rows stay in dataset order.'],
  version: 1,
  field: ({ field_key }) => field_key || null,
  select: (count, values, { field_key, ...range }) => {
    const { lower_percentile, upper_percentile, lower_rank, upper_rank } = range;
    const open = (lower_percentile ?? lower_rank) === null || (upper_percentile ?? upper_rank) === null;
    if (count <= 1 || field_key === '' || open) return everything(count);
    const lower = Math.max(Math.trunc((lower_percentile ?? 0) * count), lower_rank ?? 0);
    const upper = Math.max(lower, Math.min(Math.trunc((upper_percentile ?? 1) * count), upper_rank ?? Infinity));
    // A missing value counts as the lowest here. Of equal values at the lower end the first stay: Data-Juicer cuts twice.
    const ranked = values.map((value) => numberOf(value) ?? -Infinity);
    const below = ascending(ranked).slice(0, upper);
    const best = descending(below.map((i) => ranked[i]!)).slice(0, upper - lower);
    return best.map((i) => below[i]!);
  },
});
