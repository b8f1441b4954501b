import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { countBound, unbounded } from './shared/bounds.ts';
import { lengthOf } from './shared/text.ts';

/** Data-Juicer's `text_length_filter`. */
export const textLengthFilter = defineFilter({
  kind: 'filter',
  name: 'text_length_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose number of characters (code points) is within bounds.',
  parameters: z.strictObject({
    min_len: countBound(10, 'Fewest characters.'),
    max_len: countBound(unbounded, 'Most characters.'),
  }),
  cost: 'text',
  version: 1,
  statistics: [{ key: 'text_len', per: 'sample', min: 'min_len', max: 'max_len' }],
  measuredBy: [],
  measureText: () => (sample) => ({ text_len: lengthOf(sample.text) }),
});
