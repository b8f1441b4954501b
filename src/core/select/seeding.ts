/** First centres: greedy k-means++ on a sample of the rows, and the iterations that refine them there. */
import { kmeans } from 'ml-kmeans';
import type { Random } from '../../base/random.ts';
import type { Matrix } from '../../base/matrix.ts';
import type { Centres } from './matrix.ts';
import { squaredDistance } from './nearest.ts';

/** Centres and the sum of squared distances of the sample to them. */
export interface SeedCentres {
  readonly centres: Centres;
  readonly inertia: number;
}

/**
 * Greedy k-means++ (Arthur and Vassilvitskii 2007, with 2 + ⌊ln k⌋ candidates a step as scikit-learn has it):
 * numbers of rows that are far from each other. Fewer than `k` where the rows have fewer distinct vectors.
 */
export function plusPlus(rows: Matrix, k: number, random: Random): number[] {
  const trials = 2 + Math.floor(Math.log(k));
  let chosen = [random.below(rows.rows)];
  let nearest = distancesTo(rows, chosen[0]!, new Float64Array(rows.rows).fill(Infinity));
  while (chosen.length < k && nearest.total > 0) {
    let best: { row: number; distances: Distances } | null = null;
    for (let trial = 0; trial < trials; trial++) {
      const row = drawByWeight(nearest, random.real());
      const distances = distancesTo(rows, row, nearest.values);
      if (best === null || distances.total < best.distances.total) best = { row, distances };
    }
    chosen = [...chosen, best!.row];
    nearest = best!.distances;
  }
  return chosen;
}

/**
 * Lloyd's iterations on a sample from first centres, by ml-kmeans.
 *
 * @param tolerance - sum of the centres' squared shifts below which they stand still
 */
export function refine(
  sample: Matrix,
  first: readonly number[],
  tolerance: number,
  maxIterations: number,
): SeedCentres {
  const points = Array.from({ length: sample.rows }, (_, row) => rowOf(sample, row));
  // Every option is given: ml-kmeans takes an undefined one for a value, and 0 iterations for no limit.
  const result = kmeans(points, first.length, {
    initialization: first.map((row) => rowOf(sample, row)),
    maxIterations: Math.max(1, maxIterations),
    tolerance: tolerance / first.length,
    distanceFunction: squared,
  });
  const { columns } = sample;
  const centres: Centres = { rows: first.length, columns, data: Float64Array.from(result.centroids.flat()) };
  let inertia = 0;
  for (let row = 0; row < sample.rows; row++)
    inertia += squaredDistance(sample.data, row, centres.data, result.clusters[row]!, columns);
  return { centres, inertia };
}

interface Distances {
  readonly values: Float64Array;
  readonly total: number;
}

function distancesTo(rows: Matrix, chosen: number, before: Float64Array): Distances {
  const centre = Float64Array.from(rowOf(rows, chosen));
  const values = new Float64Array(rows.rows);
  let total = 0;
  for (let row = 0; row < rows.rows; row++) {
    const value = Math.min(before[row]!, squaredDistance(rows.data, row, centre, 0, rows.columns));
    values[row] = value;
    total += value;
  }
  return { values, total };
}

/** The row that a uniform share in [0, 1) of the total falls on; never one of weight 0. */
function drawByWeight({ values, total }: Distances, share: number): number {
  let rest = share * total;
  let last = 0;
  for (let row = 0; row < values.length; row++) {
    if (values[row] === 0) continue;
    last = row;
    rest -= values[row]!;
    if (rest < 0) break;
  }
  return last;
}

function rowOf(matrix: Matrix, row: number): number[] {
  return Array.from(matrix.data.subarray(row * matrix.columns, (row + 1) * matrix.columns));
}

function squared(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i]! - b[i]!) ** 2;
  return total;
}
