import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound, unbounded } from './shared/bounds.ts';
import { alphanumeric } from './shared/characters.ts';
import { countOf, lengthOf } from './shared/text.ts';
import { withoutTokenizer } from './shared/words.ts';

/** Data-Juicer's `alphanumeric_filter`. */
export const alphanumericFilter = defineFilter({
  kind: 'filter',
  name: 'alphanumeric_filter',
  from: 'data-juicer',
  summary: 'Keeps samples in which the share of letters and digits is within bounds.',
  parameters: z.strictObject({
    tokenization: withoutTokenizer('a Hugging Face tokenizer'),
    min_ratio: bound(0.25, 'Lowest share.'),
    max_ratio: bound(unbounded, 'Highest share.'),
  }),
  differences: [
    'tokenization: true (the statistic alpha_token_ratio) is refused: it needs a Hugging Face tokenizer.',
    'Letters and digits are those of the Unicode version of the running JavaScript engine.',
  ],
  cost: 'text',
  version: 1,
  statistics: [{ key: 'alnum_ratio', per: 'sample', min: 'min_ratio', max: 'max_ratio' }],
  measuredBy: [],
  measureText: () => (sample) => {
    const length = lengthOf(sample.text);
    return { alnum_ratio: length === 0 ? 0 : countOf(sample.text, alphanumeric) / length };
  },
});
