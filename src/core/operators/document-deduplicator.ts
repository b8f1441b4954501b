import { z } from 'zod';
import { defineDeduplicator } from './operator.ts';
import { equalFingerprints } from './shared/duplicates.ts';
import { md5 } from './shared/md5.ts';
import { strip } from './shared/text.ts';

/** White space of Python's `regex` (without U+001C to U+001F, which only `strip` takes away), digits, ASCII punctuation. */
const nonCharacters = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\p{Nd}!-/:-@[-`{-~]+/gu;

/** Data-Juicer's `document_deduplicator`. */
export const documentDeduplicator = defineDeduplicator({
  kind: 'deduplicator',
  name: 'document_deduplicator',
  from: 'data-juicer',
  summary: 'Keeps the first of all samples with the same text, special tokens included.',
  parameters: z.strictObject({
    lowercase: z.boolean().default(false).describe('Whether capitals count as small letters.'),
    ignore_non_character: z.boolean().default(false).describe('Whether blanks, digits and punctuation are left out.'),
  }),
  version: 1,
  measuredBy: ['lowercase', 'ignore_non_character'],
  fingerprint:
    ({ lowercase, ignore_non_character }) =>
    ({ text }) => {
      const lower = lowercase ? text.toLowerCase() : text;
      return md5(strip(ignore_non_character ? lower.replace(nonCharacters, '') : lower));
    },
  byEquality: true,
  representatives: (question) => equalFingerprints(question),
});
