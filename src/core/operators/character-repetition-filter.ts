import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { GramCounter } from './shared/gram-counter.ts';

/** Data-Juicer's `character_repetition_filter`. */
export const characterRepetitionFilter = defineFilter({
  kind: 'filter',
  name: 'character_repetition_filter',
  from: 'data-juicer',
  summary: 'Keeps samples in which the share of the most repeated character n-grams is within bounds.',
  parameters: z.strictObject({
    rep_len: z.int().min(1).default(10).describe('Characters in an n-gram.'),
    min_ratio: bound(0, 'Lowest share.'),
    max_ratio: bound(0.5, 'Highest share.'),
  }),
  cost: 'text',
  version: 1,
  statistics: [{ key: 'char_rep_ratio', per: 'sample', min: 'min_ratio', max: 'max_ratio', better: 'low' }],
  measuredBy: ['rep_len'],
  measureText: ({ rep_len }) => {
    const counter = new GramCounter(rep_len);
    return (sample) => ({ char_rep_ratio: repeatedShare(counter, sample.text) });
  },
});

/** The share of the √d most frequent of d different n-grams, single ones not counted. */
function repeatedShare(counter: GramCounter, text: string): number {
  const { total, different, repeated } = counter.count(text);
  if (total === 0) return 0;
  const top = repeated.sort((a, b) => b - a).slice(0, Math.floor(Math.sqrt(different)));
  return top.reduce((sum, count) => sum + count, 0) / total;
}
