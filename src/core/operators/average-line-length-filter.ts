import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound, unbounded } from './shared/bounds.ts';
import { lengthOf, lines } from './shared/text.ts';

/** Data-Juicer's `average_line_length_filter`. */
export const averageLineLengthFilter = defineFilter({
  kind: 'filter',
  name: 'average_line_length_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose characters per line, line breaks included, are within bounds.',
  parameters: z.strictObject({
    min_len: bound(10, 'Fewest characters.'),
    max_len: bound(unbounded, 'Most characters.'),
  }),
  cost: 'text',
  version: 1,
  statistics: [{ key: 'avg_line_length', per: 'sample', min: 'min_len', max: 'max_len' }],
  measuredBy: [],
  measureText: () => (sample) => {
    const count = lines(sample.text).length;
    return { avg_line_length: count === 0 ? 0 : lengthOf(sample.text) / count };
  },
});
