/** A small contrastive training: pictures' features are led to the vectors of their captions. Pure and seeded. */
import { Random } from '../../base/random.ts';
import { adamw, noMoments, type Moments } from './adamw.ts';
import { contrast } from './info-nce.ts';
import type { Matrix, MatrixProduct } from '../../base/matrix.ts';
import { rowsAt } from './matrix.ts';
import { backward, forward, newProjector, weightsOf, type Projector } from './projector.ts';
import { learningRateAt } from './schedule.ts';

/** What is trained, on what. */
export interface ProjectorTask {
  /** A row per picture. */
  readonly features: Matrix;
  /** A row of length 1 per caption. */
  readonly targets: Matrix;
  /** What each sample is: a row of `features` and one of `targets`. */
  readonly samples: { readonly picture: Int32Array; readonly caption: Int32Array };
  /** Places in `samples`, in the order in which they are seen; the last step takes what is left. */
  readonly order: Int32Array;
  /** Samples that are contrasted with each other. */
  readonly batch: number;
  /** Batches of a step; 1 by default. */
  readonly accumulation?: number;
  readonly hidden: number;
  readonly learningRate: number;
  /** Share of the steps in which the learning rate rises. */
  readonly warmup: number;
  readonly temperature: number;
  /** Of the first weights. */
  readonly seed: number;
}

/** Where a training is after a step: enough to go on from there to the same end. */
export interface Checkpoint {
  readonly step: number;
  readonly projector: Projector;
  /** Per array of `weightsOf(projector)`. */
  readonly moments: readonly Moments[];
}

/** One step of a training. */
export interface TrainingStep {
  /** 1 for the first. */
  readonly step: number;
  /** Mean over the step's samples. */
  readonly loss: number;
  readonly learningRate: number;
  /** Samples seen so far, over all samples. */
  readonly epoch: number;
  /** Length of the whole gradient. */
  readonly gradNorm: number;
  /** Places in the task's samples. */
  readonly samples: Int32Array;
  /** Per sample of the step. */
  readonly losses: Float64Array;
  /** A copy of where the training is now; to be asked for before the next step. */
  checkpoint(): Checkpoint;
}

/** How many steps a task has. */
export function stepsOf({ order, batch, accumulation = 1 }: ProjectorTask): number {
  return Math.ceil(order.length / (batch * accumulation));
}

/** Whether any step of a task moves the weights: a warm-up gives the first step a learning rate of 0. */
export function learns(task: ProjectorTask): boolean {
  const steps = stepsOf(task);
  // The first step alone can have none, so the last one tells.
  return learningRateAt(steps, { ...task, steps }) > 0;
}

/**
 * Trains a projector, step by step; can be left between any two. The same task and product give the same weights, bit by
 * bit, also from a checkpoint on.
 * @param stopped goes on from there
 */
export async function* trainProjector(
  task: ProjectorTask,
  product: MatrixProduct,
  { stopped }: { readonly stopped?: Checkpoint | undefined } = {},
): AsyncGenerator<TrainingStep, Projector> {
  const { projector, moments } = stopped === undefined ? beginning(task) : copyOf(stopped);
  const weights = weightsOf(projector);
  const steps = stepsOf(task);
  const stepSamples = task.batch * (task.accumulation ?? 1);
  for (let step = (stopped?.step ?? 0) + 1; step <= steps; step++) {
    const samples = task.order.subarray((step - 1) * stepSamples, step * stepSamples);
    const { gradient, losses } = await slopeOf(task, projector, samples, product);
    const learningRate = learningRateAt(step, { ...task, steps });
    weights.forEach((values, i) => adamw(values, gradient[i]!, moments[i]!, { step, learningRate }));
    yield {
      step,
      loss: mean(losses),
      learningRate,
      epoch: Math.min(step * stepSamples, task.order.length) / task.samples.picture.length,
      gradNorm: Math.sqrt(gradient.reduce((sum, values) => sum + squares(values), 0)),
      samples,
      losses,
      checkpoint: () => copyOf({ step, projector, moments }),
    };
  }
  return projector;
}

function beginning({ features, targets, hidden, seed }: ProjectorTask): Omit<Checkpoint, 'step'> {
  const sizes = { features: features.columns, hidden, outputs: targets.columns };
  const projector = newProjector(sizes, new Random(seed));
  return { projector, moments: weightsOf(projector).map(({ length }) => noMoments(length)) };
}

function copyOf({ step, projector, moments }: Checkpoint): Checkpoint {
  const { weight1, bias1, weight2, bias2 } = projector;
  const copied = {
    weight1: { ...weight1, data: weight1.data.slice() },
    bias1: bias1.slice(),
    weight2: { ...weight2, data: weight2.data.slice() },
    bias2: bias2.slice(),
  };
  const copies = moments.map(({ first, second }) => ({ first: first.slice(), second: second.slice() }));
  return { step, projector: copied, moments: copies };
}

/** The gradient of a step's mean loss, batch by batch, and the loss of each of its samples. */
async function slopeOf(
  task: ProjectorTask,
  projector: Projector,
  samples: Int32Array,
  product: MatrixProduct,
): Promise<{ gradient: readonly Float32Array[]; losses: Float64Array }> {
  const { temperature, batch } = task;
  const scale = 1 / samples.length;
  const losses = new Float64Array(samples.length);
  let gradient: readonly Float32Array[] | null = null;
  for (let from = 0; from < samples.length; from += batch) {
    const some = samples.subarray(from, from + batch);
    const features = rowsAt(
      task.features,
      some.map((place) => task.samples.picture[place]!),
    );
    const targets = rowsAt(
      task.targets,
      some.map((place) => task.samples.caption[place]!),
    );
    const pass = await forward(projector, features, product);
    const contrasted = await contrast(pass.outputs, targets, { temperature, scale }, product);
    losses.set(contrasted.losses, from);
    const found = await backward(projector, pass, contrasted.gradient, product);
    if (gradient === null) gradient = found;
    else gradient.forEach((sum, i) => add(sum, found[i]!));
  }
  return { gradient: gradient!, losses };
}

function add(sum: Float32Array, values: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += values[i]!;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function squares(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}
