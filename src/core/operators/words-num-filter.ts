import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { countBound, unbounded } from './shared/bounds.ts';
import { countWords, wordParameters } from './shared/words.ts';

/** Data-Juicer's `words_num_filter`. */
export const wordsNumFilter = defineFilter({
  kind: 'filter',
  name: 'words_num_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose number of words is within bounds; special tokens count as words.',
  parameters: z.strictObject({
    ...wordParameters,
    min_num: countBound(10, 'Fewest words.'),
    max_num: countBound(unbounded, 'Most words.'),
  }),
  differences: ['tokenization: true is refused: it needs a sentencepiece model.'],
  cost: 'text',
  version: 1,
  statistics: [{ key: 'num_words', per: 'sample', min: 'min_num', max: 'max_num' }],
  measuredBy: [],
  measureText: () => (sample) => ({ num_words: countWords(sample.text) }),
});
