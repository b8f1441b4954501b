import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { compared } from '../../../src/core/map/limits.ts';
import { marksOf } from '../../../src/core/map/marks.ts';
import { NearestVectors } from '../../../src/core/map/nearest-vectors.ts';
import { sharedNeighbours } from '../../../src/core/map/overlap.ts';
import { strategies } from '../../../src/core/select/strategies.ts';
import type { SelectQuestion } from '../../../src/core/select/question.ts';

function noise(rows: number, columns: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: rows * columns }, () => random.real());
}

test('the nearest vectors of a stream are those that sorting all of them finds', () => {
  const [rows, columns] = [300, 5];
  const data = noise(rows, columns, 1);
  const own = data.slice(0, columns);
  const nearest = new NearestVectors(own, 9);
  for (let from = 0; from < rows; from += 70) {
    const to = Math.min(rows, from + 70);
    const numbers = Int32Array.from({ length: to - from }, (_, i) => from + i);
    nearest.add(numbers, data.subarray(from * columns, to * columns));
  }
  const distance = (row: number): number =>
    own.reduce((sum, value, i) => sum + (value - data[row * columns + i]!) ** 2, 0);
  const sorted = Array.from({ length: rows }, (_, row) => row).sort((a, b) => distance(a) - distance(b) || a - b);
  assert.deepEqual(nearest.rows, sorted.slice(0, 9));
});

test('samples share all neighbours with the same space, and those that were moved share none', async () => {
  const columns = 4;
  const random = new Random(5);
  // Ten groups of thirty: neighbours are of one's own group.
  const around = (group: number): number[] =>
    Array.from({ length: columns }, (_, i) => group * 10 * (i + 1) + random.real());
  const one = Float32Array.from({ length: 300 }, (_, row) => row % 10).reduce<number[]>(
    (all, group) => [...all, ...around(group)],
    [],
  );
  const data = Float32Array.from(one);
  const same = { columns, data };
  const tell = (): void => undefined;
  const all = await sharedNeighbours({ seed: 1, spaces: [same, { columns, data: data.slice() }] }, tell);
  assert.ok(all.every((shared) => shared === compared));
  const moved = data.slice();
  moved.set(data.subarray(columns, 2 * columns), 0);
  const shared = await sharedNeighbours({ seed: 1, spaces: [same, { columns, data: moved }] }, tell);
  assert.equal(shared[0], 0);
  assert.ok(shared.subarray(1).every((count) => count > 0));
});

test('a selection by dynamic-increase is told apart as it was made', () => {
  const rows = 90;
  const random = new Random(9);
  const cluster = Int32Array.from({ length: rows }, (_, row) => row % 3);
  const distance = Float64Array.from({ length: rows }, () => random.real());
  const question = { cluster, distance, seed: 4 } as unknown as SelectQuestion;
  const { chosen } = strategies['dynamic-increase'](question);
  const marks = marksOf({ cluster, distance, times: Int32Array.from(chosen) });
  // 30 samples a cluster: m = 8, of which 2 are nearest, 2 farthest and 4 between.
  for (const [mark, count] of [6, 6, 12].entries())
    assert.equal(marks.filter((each) => each === mark + 1).length, count);
  for (let own = 0; own < 3; own++) {
    const sorted = [...cluster.keys()]
      .filter((row) => cluster[row] === own)
      .sort((a, b) => distance[a]! - distance[b]!);
    assert.deepEqual(
      sorted.slice(0, 2).map((row) => marks[row]),
      [1, 1],
    );
    assert.deepEqual(
      sorted.slice(-2).map((row) => marks[row]),
      [2, 2],
    );
  }
  assert.ok(marks.every((mark, row) => mark > 0 === (chosen[row] === 1)));
});

test('what was taken without a cluster is between', () => {
  const marks = marksOf({
    cluster: Int32Array.of(-1, -1),
    distance: Float64Array.of(NaN, NaN),
    times: Int32Array.of(2, 0),
  });
  assert.deepEqual([...marks], [3, 0]);
});
