/** One training of the proof, and its judgement. */
import type { Matrix, MatrixProduct } from '../../src/base/matrix.ts';
import { project } from '../../src/core/train/projector.ts';
import { epochOrder } from '../../src/core/train/sampler.ts';
import { trainProjector } from '../../src/core/train/train-projector.ts';

/** The same for every arm: 2,000 samples twice in batches of 32 are 125 steps. */
export const settings = { batch: 32, hidden: 384, learningRate: 1e-3, warmup: 0.03, temperature: 0.07 } as const;
export const epochs = 2;

/** What all trainings share. */
export interface World {
  /** A row per picture of the pool. */
  readonly features: Matrix;
  /** A row of length 1 per candidate. */
  readonly targets: Matrix;
  /** By candidate the row of its picture. */
  readonly pictureOf: Int32Array;
  /** Features of the held-out pictures, and vectors of their captions. */
  readonly heldOut: { readonly features: Matrix; readonly captions: Matrix };
  /** By held-out picture the places of captions that are right of it. */
  readonly right: readonly ReadonlySet<number>[];
}

/**
 * Trains on candidates, and gives the share of held-out pictures whose nearest held-out caption is right.
 * @param places of the candidates, as often as each is seen in an epoch
 * @param seed of the first weights and the order
 */
export async function score(world: World, places: Int32Array, seed: number, product: MatrixProduct): Promise<number> {
  const { features, targets, pictureOf, heldOut, right } = world;
  const samples = { picture: places.map((place) => pictureOf[place]!), caption: places };
  const order = epochOrder(places.length, epochs, seed);
  const training = trainProjector({ features, targets, samples, order, ...settings, seed }, product);
  let step = await training.next();
  while (step.done !== true) step = await training.next();
  const projected = await project(step.value, heldOut.features, product);
  const nearest = largest(await product(projected, heldOut.captions));
  return nearest.filter((place, picture) => right[picture]!.has(place)).length / right.length;
}

/** By row the place of its largest value. */
function largest({ rows, columns, data }: Matrix): number[] {
  return Array.from({ length: rows }, (_, row) => {
    const values = data.subarray(row * columns, (row + 1) * columns);
    return values.indexOf(Math.max(...values));
  });
}
