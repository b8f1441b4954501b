/** What operators that ask a model share. */
import { z } from 'zod';
import { bound } from './bounds.ts';

/** What names a model: `demo/<name>`, a folder, or an id on the Hugging Face hub. */
export const modelName = z
  .string()
  .min(1)
  .regex(/^\P{Cc}*$/u, 'a model is named without control characters');

/** A parameter that names a model. */
export function model(by: string, description: string): z.ZodDefault<z.ZodString> {
  return modelName.default(by).describe(`${description} \`demo/<name>\`, a folder, or an id on the Hugging Face hub.`);
}

/** Data-Juicer's switch for code that comes with a model. */
export const trustRemoteCode = z
  .boolean()
  .default(false)
  .describe('Understood and without effect: code that comes with a model is never run.');

/** The switches that mirror pictures before a model sees them. */
const flips = {
  horizontal_flip: z.boolean().default(false).describe('Whether pictures are mirrored left to right first.'),
  vertical_flip: z.boolean().default(false).describe('Whether pictures are turned upside down, as in water, first.'),
};

/** How the pictures of one chunk of text make one value. */
const reduceMode = z
  .enum(['avg', 'max', 'min'])
  .default('avg')
  .describe('How the values of the pictures that one chunk of text has become one.');

/** The parameter that says how a sample's chunks decide together. */
const anyOrAllChunks = z
  .enum(['any', 'all'])
  .default('any')
  .describe('Whether any chunk of text within bounds keeps the sample, or all must be.');

/**
 * What filters of text against pictures share besides their model's name.
 * @param leastScore the default of `min_score`
 */
export function imageTextParameters(leastScore: number) {
  return {
    trust_remote_code: trustRemoteCode,
    min_score: bound(leastScore, 'Smallest score.'),
    max_score: bound(1, 'Greatest score.'),
    ...flips,
    any_or_all: anyOrAllChunks,
    reduce_mode: reduceMode,
  };
}

/** Where these filters leave Data-Juicer, on purpose. */
export const imageTextDifferences = [
  'A sample whose text has more image tokens than it lists pictures fails when a chunk is left without any.',
] as const;

/** The probability of the second of some classes, by softmax: how Data-Juicer reads classifiers of two. */
export function secondOf(logits: Float32Array): number {
  const most = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
  return Math.exp(logits[1]! - most) / sum;
}
