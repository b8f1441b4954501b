import * as z from 'zod/mini';
import { name, text, whole } from '../../pages/asks.ts';

const key = z.string().check(z.minLength(1), z.maxLength(512));
/** More scores than bits are not brushed at once. */
const brushes = z.array(z.strictObject({ key, from: z.number(), to: z.number() })).check(z.maxLength(31));

/** The shapes of the questions about distributions of scores that filter one another. */
export const scoresAsks = {
  'scores/open': z.strictObject({ stage: z.nullable(name), filter: text }),
  'scores/brush': z.strictObject({
    view: whole,
    brushes,
    plot: z.nullable(z.strictObject({ x: key, y: key })),
  }),
  'scores/plot': z.strictObject({ view: whole, x: key, y: key }),
  'scores/summaries': z.strictObject({ view: whole }),
  'scores/style': z.strictObject({ filter: text }),
  'scores/phrase': z.strictObject({
    filter: text,
    text: z.string().check(z.minLength(1), z.maxLength(512)),
    place: z.enum(['opener', 'tail', 'anywhere']),
  }),
};
