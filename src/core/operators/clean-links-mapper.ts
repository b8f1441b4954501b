import { z } from 'zod';
import { defineMapper } from './operator.ts';
import { replacer } from './shared/replacing.ts';

/** Something with a scheme, `www.` or a host and a slash; then no blanks, brackets paired; no closing punctuation. */
const host = String.raw`[a-z][\w-]+:(?:\/{1,3}|[a-z0-9%])|www\d{0,3}[.]|[a-z0-9.\-]+[.][a-z]{2,4}\/`;
const paired = String.raw`\(([^\s()<>]+|(\([^\s()<>]+\)))*\)`;
const link = String.raw`(?i)\b((?:${host})(?:[^\s()<>]+|${paired})+(?:${paired}|[^\s${'`'}!()\[\]{};:\'\".,<>?«»“”‘’]))`;

/** Data-Juicer's `clean_links_mapper`. */
export const cleanLinksMapper = defineMapper({
  kind: 'mapper',
  name: 'clean_links_mapper',
  from: 'data-juicer',
  summary: 'Replaces links (http, https, ftp, www and the like), by nothing unless told otherwise.',
  parameters: z.strictObject({
    pattern: z
      .string()
      .nullable()
      .default(null)
      .describe('Regular expression in Python syntax instead of the built-in one.'),
    repl: z.string().default('').describe('What is written for a link.'),
  }),
  differences: ['A pattern of your own runs in linear time: look-around and back-references are refused.'],
  version: 1,
  map: ({ pattern, repl }, tools) => {
    if (pattern !== null) return replacer(tools, pattern, repl);
    const replace = replacer(tools, link, repl);
    return (text) => (/[:/]|www/i.test(text) ? replace(text) : text);
  },
});
