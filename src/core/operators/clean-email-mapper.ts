import { z } from 'zod';
import { defineMapper } from './operator.ts';
import { replacer } from './shared/replacing.ts';

const email = String.raw`[A-Za-z0-9.\-+_]+@[a-z0-9.\-+_]+\.[a-z]+`;

/** Data-Juicer's `clean_email_mapper`. */
export const cleanEmailMapper = defineMapper({
  kind: 'mapper',
  name: 'clean_email_mapper',
  from: 'data-juicer',
  summary: 'Replaces e-mail addresses, by nothing unless told otherwise.',
  parameters: z.strictObject({
    pattern: z
      .string()
      .nullable()
      .default(null)
      .describe('Regular expression in Python syntax instead of the built-in one.'),
    repl: z.string().default('').describe('What is written for an address.'),
  }),
  differences: ['A pattern of your own runs in linear time: look-around and back-references are refused.'],
  version: 1,
  map: ({ pattern, repl }, tools) => {
    const replace = replacer(tools, pattern ?? email, repl);
    return (text) => (pattern !== null || text.includes('@') ? replace(text) : text);
  },
});
