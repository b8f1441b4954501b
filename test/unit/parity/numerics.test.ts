import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mean, percentile, populationSigma } from '../../../src/base/statistics.ts';
import { openMatMul, type MatMul } from '../../../src/core/models/matmul.ts';
import { kmeans } from '../../../src/core/select/kmeans.ts';
import { nearestTo } from '../../../src/core/select/nearest.ts';
import { readTable } from './tables.ts';

interface PointSet {
  readonly rows: number;
  readonly columns: number;
  readonly clusters: number;
  readonly spread: number;
  readonly seed: number;
  readonly k: number;
  readonly inertia: readonly number[];
  readonly centres: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly squared: readonly number[];
  readonly transform: readonly number[];
}

describe('clusters are those of scikit-learn', () => {
  const { sets } = readTable<{ sets: readonly PointSet[] }>('kmeans');
  let matmul: MatMul;
  before(async () => {
    matmul = await openMatMul(1);
  });
  after(() => matmul.close());

  for (const set of sets) {
    const { rows, columns, k, centres, labels, squared, transform, inertia } = set;
    const data = blobs(set);

    it(`given its centres: labels and distances of ${rows} points in ${columns} dimensions`, async () => {
      const given = { rows: k, columns, data: Float64Array.from(centres.flat()) };
      const { cluster, distance } = await nearestTo(given, matmul.product).of({ rows, columns, data });
      assert.deepEqual([...cluster], labels);
      squared.forEach((value, i) =>
        assert.ok(Math.abs(distance[i]! - value) <= 1e-9 * Math.max(1, value), `point ${i}`),
      );
      transform.forEach((value, i) => assert.ok(Math.abs(Math.sqrt(distance[i]!) - value) <= 1e-6, `point ${i}`));
    });

    it(`inertia within 1.005 of its, medians over five seeds, for ${k} clusters of ${rows} points`, async () => {
      const ours: number[] = [];
      for (const seed of [0, 1, 2, 3, 4]) {
        const source = { rows, columns, read: () => blocks(data, columns) };
        ours.push((await kmeans(source, k, seed, matmul.product)).inertia);
      }
      const ratio = median(ours) / median(inertia);
      assert.ok(ratio <= 1.005, `${ratio}`);
    });
  }
});

describe('statistics are those of NumPy', () => {
  interface List {
    readonly values: readonly number[];
    readonly percentiles: readonly (readonly [rank: number, value: number])[];
    readonly mean: number;
    readonly sigma: number;
  }
  for (const [i, list] of readTable<{ lists: readonly List[] }>('statistics').lists.entries()) {
    it(`of list ${i}, ${list.values.length} values`, () => {
      const values = Float64Array.from(list.values);
      const size = Math.max(1, ...list.values.map(Math.abs));
      for (const [rank, value] of list.percentiles) assert.ok(percentile(values, rank) === value, `percentile ${rank}`);
      assert.ok(Math.abs(mean(values) - list.mean) <= 1e-15 * size * 4, 'mean');
      assert.ok(Math.abs(populationSigma(values) - list.sigma) <= 1e-9 * Math.max(1, list.sigma), 'sigma');
    });
  }
});

/** The points of `python/parity/numerics.py`: sixteenths of whole numbers, exact in float32. */
function blobs({ rows, columns, clusters, spread, seed }: PointSet): Float32Array {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state * limit) / 2 ** 32);
  };
  const centres = Array.from({ length: clusters * columns }, () => below(256));
  return Float32Array.from({ length: rows * columns }, (_, i) => {
    const centre = centres[(Math.floor(i / columns) % clusters) * columns + (i % columns)]!;
    return (centre + below(spread) + below(spread) + below(spread) + below(spread) - 2 * (spread - 1)) / 16;
  });
}

async function* blocks(data: Float32Array, columns: number): AsyncGenerator<Float32Array> {
  for (let at = 0; at < data.length; at += 256 * columns)
    yield await Promise.resolve(data.subarray(at, at + 256 * columns));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
