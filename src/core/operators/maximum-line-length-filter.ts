import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { countBound, unbounded } from './shared/bounds.ts';
import { lengthOf, lines } from './shared/text.ts';

/** Data-Juicer's `maximum_line_length_filter`. */
export const maximumLineLengthFilter = defineFilter({
  kind: 'filter',
  name: 'maximum_line_length_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose longest line is within bounds.',
  parameters: z.strictObject({
    min_len: countBound(10, 'Fewest characters.'),
    max_len: countBound(unbounded, 'Most characters.'),
  }),
  cost: 'text',
  version: 1,
  statistics: [{ key: 'max_line_length', per: 'sample', min: 'min_len', max: 'max_len' }],
  measuredBy: [],
  measureText: () => (sample) => ({
    max_line_length: lines(sample.text).reduce((longest, line) => Math.max(longest, lengthOf(line)), 0),
  }),
});
