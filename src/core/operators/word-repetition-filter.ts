import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { lowerWords, wordParameters } from './shared/words.ts';

/** Data-Juicer's `word_repetition_filter`. */
export const wordRepetitionFilter = defineFilter({
  kind: 'filter',
  name: 'word_repetition_filter',
  from: 'data-juicer',
  summary: 'Keeps samples in which the share of repeated word n-grams is within bounds.',
  parameters: z.strictObject({
    ...wordParameters,
    rep_len: z.int().min(1).default(10).describe('Words in an n-gram.'),
    min_ratio: bound(0, 'Lowest share.'),
    max_ratio: bound(0.5, 'Highest share.'),
  }),
  differences: ['tokenization: true is refused: it needs a sentencepiece model.'],
  cost: 'text',
  version: 1,
  statistics: [{ key: 'word_rep_ratio', per: 'sample', min: 'min_ratio', max: 'max_ratio', better: 'low' }],
  measuredBy: ['rep_len'],
  measureText:
    ({ rep_len }) =>
    (sample) => ({ word_rep_ratio: repeatedShare(lowerWords(sample.text), rep_len) }),
});

/** How many of all n-grams stand at least twice. */
function repeatedShare(words: readonly string[], n: number): number {
  const total = words.length - n + 1;
  if (total <= 0) return 0;
  // All words of a second occurrence have stood before: with fewer such words nothing repeats.
  if (words.length - new Set(words).size < n) return 0;
  const counts = new Map<string, number>();
  for (let i = 0; i < total; i++) {
    const gram = words.slice(i, i + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  let repeated = 0;
  for (const count of counts.values()) if (count > 1) repeated += count;
  return repeated / total;
}
