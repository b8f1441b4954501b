/** What exactly a training will see: decided, and checked, before its first step. */
import { ProductError } from '../../../../protocol/errors.ts';
import type { TrainStage } from '../../../recipe/recipe.ts';
import { drawSamples, epochOrder } from '../../../train/sampler.ts';
import { learns, stepsOf, type ProjectorTask } from '../../../train/train-projector.ts';
import type { TrainSamples } from './samples.ts';

/** The width of the projector's hidden layer, and the temperature of its loss. */
const hidden = 384;
const temperature = 0.07;

/** A training, ready for its first step. */
export interface TrainPlan {
  readonly task: ProjectorTask;
  /** The rows of the task's samples in the dataset. */
  readonly rows: Int32Array;
  /** How many there were to draw from, repeated ones as often as they were selected. */
  readonly available: number;
}

/**
 * Draws the samples and their order.
 * @param exact whether the number that the recipe asks for must be met, and something be learnt
 * @throws ProductError `unusable` where there are fewer, or fewer than two, or no step that learns
 */
export function planTraining(stage: TrainStage, samples: TrainSamples, seed: number, exact: boolean): TrainPlan {
  const available = samples.times.reduce((sum, often) => sum + often, 0);
  if (available < 2) throw tooFew(stage, `A training needs two samples or more, and there are ${available}.`);
  if (exact && stage.samples !== null && available < stage.samples)
    throw tooFew(stage, `The recipe asks for ${stage.samples} samples, and ${available} can be trained on.`);
  const drawn = drawSamples(samples.times, stage.samples, seed);
  const task: ProjectorTask = {
    features: samples.features,
    targets: samples.targets,
    samples: { picture: drawn.map((entry) => samples.picture[entry]!), caption: drawn },
    order: epochOrder(drawn.length, stage.epochs, seed),
    batch: stage.batch,
    accumulation: stage.accumulation,
    hidden,
    learningRate: stage.learningRate,
    warmup: stage.warmup,
    temperature,
    seed,
  };
  if (exact && !learns(task)) throw tooShort(stage, task);
  return { task, rows: drawn.map((entry) => samples.rows[entry]!), available };
}

function tooFew({ name }: TrainStage, message: string): ProductError {
  return new ProductError('unusable', message, {
    where: `stage ${name}`,
    safe: 'Nothing was trained.',
    next: 'Let more samples through, let a select stage repeat them up to a budget, or ask for fewer.',
  });
}

function tooShort({ name, epochs }: TrainStage, task: ProjectorTask): ProductError {
  const { samples, order, batch, accumulation = 1 } = task;
  const seen = `${samples.caption.length} samples, seen ${epochs === 1 ? 'once' : `${epochs} times`}`;
  const perStep = accumulation === 1 ? `batch ${batch}` : `batch ${batch} × accumulation ${accumulation}`;
  const message = `Nothing would be learnt: ${seen}, with ${perStep} give ${stepsOf(task)} step, and the warm-up begins at 0.`;
  return new ProductError('unusable', message, {
    where: `stage ${name}`,
    safe: 'Nothing was trained.',
    next: `At least two steps are needed: fewer than ${order.length} samples a step (a smaller batch), or more epochs.`,
  });
}
