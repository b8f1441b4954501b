import { z } from 'zod';
import { defineMapper } from './operator.ts';
import { strip } from './shared/text.ts';

/** Data-Juicer's VARIOUS_WHITESPACES: line breaks are not among them, U+0084 and the object replacement character are. */
const spaces = /[\t\x84\xa0\u2000-\u200d\u202f\u205f\u2060\u3000\ufffc]/g;

/** Data-Juicer's `whitespace_normalization_mapper`. */
export const whitespaceNormalizationMapper = defineMapper({
  kind: 'mapper',
  name: 'whitespace_normalization_mapper',
  from: 'data-juicer',
  summary: 'Strips the text and writes every kind of blank, line breaks excepted, as a plain one.',
  parameters: z.strictObject({}),
  version: 1,
  map: () => (text) => strip(text).replace(spaces, ' '),
});
