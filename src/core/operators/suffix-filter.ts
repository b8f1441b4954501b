import { z } from 'zod';
import { defineFilter } from './operator.ts';

/** Data-Juicer's `suffix_filter`. */
export const suffixFilter = defineFilter({
  kind: 'filter',
  name: 'suffix_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose source file had one of the suffixes named.',
  parameters: z.strictObject({
    suffixes: z
      .union([z.string(), z.array(z.string())])
      .nullable()
      .default([])
      .describe('Suffixes to keep, such as .jsonl, with their dot; none: all samples are kept.'),
  }),
  cost: 'text',
  version: 1,
  statistics: [{ key: 'suffix', per: 'picture', hidden: true, atLeast: 0.5 }],
  measuredBy: ['suffixes'],
  readsFields: true,
  measureText: ({ suffixes }) => {
    const kept = typeof suffixes === 'string' ? [suffixes] : (suffixes ?? []);
    return (sample) => {
      if (kept.length === 0) return { suffix: [] };
      const suffix = sample.field('__dj__suffix__') ?? '.jsonl';
      return { suffix: [Number(typeof suffix === 'string' && kept.includes(suffix))] };
    };
  },
});
