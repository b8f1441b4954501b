import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Random } from '../../../src/base/random.ts';
import { apportion } from '../../../src/core/select/apportion.ts';
import type { ScoreColumn } from '../../../src/core/select/question.ts';
import { selectRows } from '../../../src/core/select/select-rows.ts';
import { column, question, rowsOf, sum } from './questions.ts';

test('dynamic increase takes the nearest, the farthest and a draw from between', () => {
  for (const { n, near, far, drawn } of [
    { n: 0, near: 0, far: 0, drawn: 0 },
    { n: 1, near: 0, far: 1, drawn: 0 },
    { n: 3, near: 0, far: 1, drawn: 0 },
    { n: 4, near: 0, far: 1, drawn: 1 },
    { n: 8, near: 0, far: 1, drawn: 2 },
    { n: 200, near: 12, far: 13, drawn: 26 },
  ]) {
    const order = new Random(n).shuffle(Array.from({ length: n }, (_, i) => i));
    const { times, notes } = selectRows(question(n, { distance: Float64Array.from(order) }));
    const chosen = rowsOf(times)
      .map((row) => order[row]!)
      .sort((a, b) => a - b);
    assert.equal(chosen.length, near + far + drawn);
    assert.deepEqual(
      chosen.slice(0, near),
      Array.from({ length: near }, (_, i) => i),
    );
    assert.deepEqual(
      chosen.slice(chosen.length - far),
      Array.from({ length: far }, (_, i) => n - far + i),
    );
    assert.deepEqual(notes, []);
  }
});

test('dynamic increase can draw any row from between, and only these', () => {
  const drawn = new Set<number>();
  for (let seed = 0; seed < 40; seed++) {
    const chosen = rowsOf(selectRows(question(8, { seed })).times);
    assert.deepEqual([chosen.length, chosen.at(-1)], [3, 7]);
    for (const row of chosen.slice(0, -1)) drawn.add(row);
  }
  assert.deepEqual([...drawn].sort(), [0, 1, 2, 3, 4, 5, 6]);
});

test('dynamic increase of 10,000 samples in 50 clusters gives a quarter and one per cluster', () => {
  const random = new Random(1);
  const cluster = Int32Array.from({ length: 10_000 }, () => random.below(50));
  const sizes = new Int32Array(50);
  for (const number of cluster) sizes[number]!++;
  const { times } = selectRows(question(10_000, { cluster }));
  assert.equal(sum(times), sum(sizes.map((size) => Math.floor(size / 4) + 1)));
});

test('equal distances count in dataset order, and the draw depends on the seed and on its own cluster only', () => {
  const equal = question(3, { distance: Float64Array.of(2, 2, 2) });
  assert.deepEqual([...selectRows(equal).times], [0, 0, 1]);
  const cluster = Int32Array.from({ length: 400 }, (_, i) => i % 2);
  const first = selectRows(question(400, { cluster }));
  assert.deepEqual(selectRows(question(400, { cluster })), first);
  assert.notDeepEqual(selectRows(question(400, { cluster, seed: 1 })), first);
  const other = selectRows(question(400, { cluster: cluster.map((number) => (number === 0 ? 0 : 5)) }));
  for (let row = 0; row < 400; row += 2) assert.equal(other.times[row], first.times[row]);
});

test('a sample without a cluster is not chosen by dynamic increase, and said', () => {
  const { times, notes } = selectRows(
    question(4, { cluster: Int32Array.of(-1, 0, -1, 0), distance: Float64Array.of(NaN, 1, NaN, 2) }),
  );
  assert.deepEqual([...times], [0, 0, 0, 1]);
  assert.deepEqual(notes, ['2 samples without a cluster were not chosen']);
});

test('top takes the best by one score, ties by dataset order, and never a sample without it', () => {
  const by = [column('score', 3, NaN, 9, 3, 1)];
  assert.deepEqual(rowsOf(selectRows(question(5, { strategy: 'top', at: 2, by })).times), [0, 2]);
  const all = selectRows(question(5, { strategy: 'top', at: 9, by }));
  assert.deepEqual(rowsOf(all.times), [0, 2, 3, 4]);
  assert.deepEqual(all.notes, ['1 sample without score was not chosen']);
  assert.deepEqual(rowsOf(selectRows(question(5, { strategy: 'top', budget: 3, by })).times), [0, 2, 3]);
});

test('a score whose lowest values are the best ranks and is cut from the other end', () => {
  const unsafe = { ...column('unsafe', 0.3, 0.1, 0.9, 0.1, NaN), lowerIsBetter: true };
  const chosen = (strategy: 'top' | 'percentile', at: number, by: ScoreColumn[]): number[] =>
    rowsOf(selectRows(question(5, { strategy, at, by })).times);
  assert.deepEqual(chosen('top', 1, [unsafe]), [1]);
  assert.deepEqual(chosen('top', 3, [unsafe]), [0, 1, 3]);
  assert.deepEqual(chosen('percentile', 25, [unsafe]), [0, 1, 3]);
  assert.deepEqual(chosen('percentile', 60, [unsafe]), [1, 3]);
  const other = column('good', 5, 1, 9, 2, 3);
  assert.deepEqual(chosen('top', 1, [unsafe, other]), [3]);
  assert.deepEqual(chosen('percentile', 25, [unsafe, other]), [0, 3]);
});

test('top by several scores goes by the mean rank', () => {
  // Ranks: 1, 2, 3, 4 and 4, 1.5, 3, 1.5.
  const by = [column('a', 1, 2, 3, 400), column('b', 9, 5, 8, 5)];
  assert.deepEqual(rowsOf(selectRows(question(4, { strategy: 'top', at: 1, by })).times), [2]);
  assert.deepEqual(rowsOf(selectRows(question(4, { strategy: 'top', at: 2, by })).times), [2, 3]);
});

test('percentile keeps what reaches the percentile of every score', () => {
  const by = [column('a', 1, 2, 3, 4, 5), column('b', 5, 4, 3, 2, 1)];
  assert.deepEqual(rowsOf(selectRows(question(5, { strategy: 'percentile', at: 25, by })).times), [1, 2, 3]);
  assert.deepEqual(rowsOf(selectRows(question(5, { strategy: 'percentile', by: [by[0]!] })).times), [1, 2, 3, 4]);
});

test('sigma keeps what lies within the mean and so many standard deviations, both ends included', () => {
  // Mean 0, population standard deviation 2.
  const by = [column('a', -2, 2, -2, 2), column('b', 0, 0, NaN, 0)];
  assert.deepEqual(rowsOf(selectRows(question(4, { strategy: 'sigma', at: 1, by })).times), [0, 1, 3]);
  assert.deepEqual(rowsOf(selectRows(question(4, { strategy: 'sigma', at: 0.5, by: [by[0]!] })).times), []);
});

test('high-low keeps the proportions of clusters and prefers high samples', () => {
  // Similarity: the 25th percentile of 0..11 is 2.75, so rows 3..11 are high: 1 of cluster 0, all of cluster 1.
  const cluster = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
  const by = [column('image_text_similarity', ...cluster.keys()), column('num_words', ...cluster.map(() => 7))];
  const { times, notes } = selectRows(question(12, { strategy: 'high-low', cluster, by }));
  const chosen = rowsOf(times);
  assert.equal(chosen.length, 9);
  assert.deepEqual([chosen.filter((row) => row < 4).length, chosen.includes(3)], [3, true]);
  assert.deepEqual(notes, ["9 of 12 samples are high; 2 low ones were chosen to keep the clusters' proportions"]);
  const three = selectRows(question(12, { strategy: 'high-low', cluster, by, budget: 3 }));
  assert.deepEqual(
    rowsOf(three.times).filter((row) => row < 4),
    [3],
  );
  assert.equal(sum(three.times), 3);
});

test('a strategy that goes by scores says so when the recipe names none', () => {
  for (const strategy of ['top', 'percentile', 'sigma', 'high-low'] as const) {
    assert.throws(() => selectRows(question(2, { strategy })), /needs a score to go by/);
  }
});

test('people overrule a strategy and change nothing else of its result', () => {
  const before = selectRows(question(200)).times;
  const dropped = rowsOf(before)[3]!;
  const kept = [...before.keys()].find((row) => before[row] === 0)!;
  const manual = new Int8Array(200);
  manual[dropped] = -1;
  manual[kept] = 1;
  const after = selectRows(question(200, { manual })).times;
  const expected = before.slice();
  expected[dropped] = 0;
  expected[kept] = 1;
  assert.deepEqual(after, expected);
});

test('a trim takes from clusters by their share, and what people keep stays', () => {
  const cluster = Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 2, 2);
  const by = [column('s', ...cluster.map(() => 1))];
  const everything = question(10, { strategy: 'top', by, cluster, at: 10, budget: 4 });
  const counts = (times: Int32Array): number[] =>
    [0, 1, 2].map((j) => rowsOf(times).filter((row) => cluster[row] === j).length);
  // Shares 2, 1.2 and 0.8.
  assert.deepEqual(counts(selectRows(everything).times), [2, 1, 1]);
  const manual = Int8Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 1);
  const kept = selectRows({ ...everything, manual }).times;
  assert.deepEqual([kept[0], kept[4], kept[8], kept[9], sum(kept)], [1, 1, 1, 1, 4]);
  const tooMany = selectRows({ ...everything, manual: manual.map(() => 1), budget: 3 }).times;
  assert.equal(sum(tooMany), 3);
});

test('places are shared by largest remainder, ties to the lower number', () => {
  assert.deepEqual(apportion([5, 3, 2], 4), [2, 1, 1]);
  assert.deepEqual(apportion([1, 1, 1], 2), [1, 1, 0]);
  assert.deepEqual(apportion([0, 4], 3), [0, 3]);
  assert.deepEqual(apportion([], 0), []);
  assert.deepEqual(apportion([5, 5], 4, [3, 0]), [3, 1]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (groups, share) => {
        const sizes = groups.map(([size]) => size);
        const least = groups.map(([size, part]) => Math.floor(size * part));
        const total = sum(least) + Math.floor((sum(sizes) - sum(least)) * share);
        const free = apportion(sizes, total);
        const bound = apportion(sizes, total, least);
        assert.equal(sum(free), total);
        assert.equal(sum(bound), total);
        sizes.forEach((size, i) => {
          const quota = sum(sizes) === 0 ? 0 : (size * total) / sum(sizes);
          assert.ok(Math.abs(free[i]! - quota) < 1, 'a share is its quota, rounded up or down');
          assert.ok(bound[i]! >= least[i]! && bound[i]! <= size);
        });
      },
    ),
  );
});
