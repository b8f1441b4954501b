import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { special } from './shared/characters.ts';
import { countOf, lengthOf } from './shared/text.ts';

/** Data-Juicer's `special_characters_filter`. */
export const specialCharactersFilter = defineFilter({
  kind: 'filter',
  name: 'special_characters_filter',
  from: 'data-juicer',
  summary: 'Keeps samples in which the share of punctuation, digits, white space and emoji is within bounds.',
  parameters: z.strictObject({ min_ratio: bound(0, 'Lowest share.'), max_ratio: bound(0.25, 'Highest share.') }),
  cost: 'text',
  version: 1,
  statistics: [{ key: 'special_char_ratio', per: 'sample', min: 'min_ratio', max: 'max_ratio', better: 'low' }],
  measuredBy: [],
  measureText: () => (sample) => {
    const length = lengthOf(sample.text);
    return { special_char_ratio: length === 0 ? 0 : countOf(sample.text, special) / length };
  },
});
