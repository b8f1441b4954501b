import { z } from 'zod';
import { defineMapper } from './operator.ts';
import { replacer } from './shared/replacing.ts';

/** Data-Juicer's `replace_content_mapper`. */
export const replaceContentMapper = defineMapper({
  kind: 'mapper',
  name: 'replace_content_mapper',
  from: 'data-juicer',
  summary: 'Replaces every match of one or several regular expressions, one after the other.',
  parameters: z
    .strictObject({
      pattern: z
        .union([z.string(), z.array(z.string())])
        .nullable()
        .default(null)
        .describe('Regular expression in Python syntax, or several; a dot also matches line breaks.'),
      repl: z
        .union([z.string(), z.array(z.string())])
        .default('')
        .describe('Replacement for all patterns, or one for each; \\1 and \\g<name> stand for groups.'),
    })
    .refine(({ pattern, repl }) => !Array.isArray(repl) || listOf(pattern).length <= repl.length, {
      path: ['repl'],
      message: 'repl: a list needs a replacement for every pattern',
    }),
  differences: [
    'Patterns run in linear time: look-around, back-references, atomic groups and fuzzy matching are refused.',
    'In a group that repeats and can be empty, the group holds its last match that was not empty.',
  ],
  version: 1,
  map: ({ pattern, repl }, tools) => {
    const steps = listOf(pattern).map((one, i) => replacer(tools, one, typeof repl === 'string' ? repl : repl[i]!));
    return (text) => steps.reduce((present, step) => step(present), text);
  },
});

function listOf(pattern: string | readonly string[] | null): readonly string[] {
  return typeof pattern === 'string' ? [pattern] : (pattern ?? []);
}
