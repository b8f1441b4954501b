import { z } from 'zod';
import { modelName } from '../operators/shared/models.ts';
import { exportFormats } from './recipe.ts';

/** Parameters of `cluster`. */
export const clusterSchema = z.strictObject({
  of: z.enum(['text', 'image']).default('text').describe('what is embedded: captions or pictures'),
  model: modelName.default('tf-idf').describe('tf-idf, or a model: demo/<name>, a folder, or a hub id'),
  k: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(50)
    .describe('number of clusters; lowered to the number of distinct vectors'),
  pooling: z
    .enum(['mean', 'mean-padded', 'cls'])
    .default('mean')
    .describe("how a text model's token vectors become one"),
  normalize: z.boolean().default(false).describe("whether a model's vectors are scaled to length 1"),
});

/** Parameters of `select`. */
export const selectSchema = z.strictObject({
  strategy: z.enum(['dynamic-increase', 'top', 'percentile', 'sigma', 'high-low']).describe('how samples are chosen'),
  by: z
    .union([
      z
        .string()
        .min(1)
        .transform((key) => [key]),
      z.array(z.string().min(1)),
    ])
    .default([])
    .describe('statistics that rank or split, by their keys'),
  at: z.number().nullable().default(null).describe('how many, which percentile, or how many sigmas'),
  budget: z.int().min(1).nullable().default(null).describe('how many samples the result has'),
  fill: z.enum(['repeat', 'none']).default('none').describe('whether too few are repeated up to the budget'),
  replace_low: z
    .boolean()
    .default(false)
    .describe('of high-low: whether a low original gives its place to a high synthesized caption of its picture'),
  ratio: z.number().positive().nullable().default(null).describe('originals per synthesized sample in the result'),
  max_per_image: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('how many captions of a picture are considered: the best by `by`, else the first'),
});

/** Formats of `export` that later versions write. */
const laterFormats = ['webdataset'] as const;

/** Parameters of `export`. */
export const exportSchema = z.strictObject({
  format: z.enum([...exportFormats, ...laterFormats]).describe('what the file looks like'),
  output: z.string().min(1).describe('where it is written: a path inside the folder of the recipe'),
});
