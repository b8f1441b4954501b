/** The stage `train`: its parameters, and the arithmetic of its batches, which is checked before any work. */
import { z } from 'zod';
import { modelName } from '../operators/shared/models.ts';
import { canonicalJson } from './canonical.ts';
import type { RecipeContext } from './recipe-context.ts';
import type { TrainStage } from './recipe.ts';
import type { Reporter } from './reporter.ts';
import type { Entry, MapNode } from './source.ts';
import { readObject } from './validate.ts';

/** Enough for any small training, and for what its matrices and orders take in memory. */
const count = z.int().min(1).max(4096);

/** Parameters of `train`. */
export const trainSchema = z.strictObject({
  runner: z.enum(['projector']).describe('what is trained: a small projector, on the processor'),
  vision: modelName.default('demo/encoder-b').describe('the model whose features of pictures it takes'),
  text: modelName.default('demo/text-embedding').describe("the model towards whose vectors of captions it's led"),
  batch: count.default(32).describe('how many samples are contrasted with each other'),
  accumulation: count.default(1).describe('how many batches make a step'),
  global_batch: count
    .nullable()
    .default(null)
    .describe('how many samples a step is meant to have: batch × accumulation must give it'),
  epochs: count.default(1).describe('how often each sample is seen'),
  lr: z.number().positive().max(1).default(1e-3).describe('the highest learning rate'),
  warmup: z.number().min(0).max(1).default(0.03).describe('the share of the steps in which the learning rate rises'),
  samples: z.int().min(2).nullable().default(null).describe('exactly how many samples are drawn; by default all'),
});

/** Reads a `train` stage. */
export function readTrain(name: string, kind: Entry, map: MapNode, { report }: RecipeContext): TrainStage | null {
  const values = readObject(trainSchema, map, report, 'train', kind.key);
  if (values === null) return null;
  const { global_batch: globalBatch, lr, ...rest } = values;
  if (globalBatch !== null) checkBatch({ ...rest, globalBatch }, map, report);
  // The global batch is a check and changes nothing of what is trained.
  return { name, kind: 'train', ...rest, learningRate: lr, canonical: canonicalJson({ ...rest, lr }) };
}

/** A step has batch × accumulation samples: where another number is prescribed, that is a mistake to find before training. */
function checkBatch(
  { batch, accumulation, globalBatch }: Pick<TrainStage, 'batch' | 'accumulation'> & { readonly globalBatch: number },
  map: MapNode,
  report: Reporter,
): void {
  if (batch * accumulation === globalBatch) return;
  const fitting = globalBatch / batch;
  const way = Number.isInteger(fitting) ? ` accumulation: ${fitting} would give it.` : '';
  const sum = `batch ${batch} × accumulation ${accumulation} = ${batch * accumulation}`;
  const message = `train: ${sum}, but global_batch is ${globalBatch}.${way}`;
  report.error('wrong-batch', message, map.entries.get('global_batch')!.value);
}
