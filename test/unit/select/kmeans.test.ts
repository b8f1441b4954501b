import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { kmeans } from '../../../src/core/select/kmeans.ts';
import type { MatrixProduct } from '../../../src/base/matrix.ts';
import type { Centres, RowBlocks } from '../../../src/core/select/matrix.ts';
import { assign } from '../../../src/core/select/nearest.ts';
import { plainProduct } from '../../support/plain-product.ts';

/** Vectors in blocks of `block` rows. */
function blocks(vectors: readonly (readonly number[])[], block = 1000, columns = vectors[0]?.length ?? 2): RowBlocks {
  return {
    rows: vectors.length,
    columns,
    // eslint-disable-next-line @typescript-eslint/require-await -- the rows are there already
    async *read() {
      for (let i = 0; i < vectors.length; i += block) yield Float32Array.from(vectors.slice(i, i + block).flat());
    },
  };
}

/** `count` vectors around each of `groups` well separated places. */
function groups(groups: number, count: number, columns: number, seed: number): number[][] {
  const random = new Random(seed);
  const vector = (size: number): number[] => Array.from({ length: columns }, () => size * (random.real() - 0.5));
  const places = Array.from({ length: groups }, () => vector(20));
  return Array.from({ length: groups * count }, (_, i) => vector(1).map((value, j) => value + places[i % groups]![j]!));
}

async function assignAll(rows: RowBlocks, centres: Centres, product = plainProduct) {
  const [cluster, distance]: [number[], number[]] = [[], []];
  for await (const part of assign(rows, centres, product)) {
    cluster.push(...part.cluster);
    distance.push(...part.distance);
  }
  return { cluster, distance };
}

/** Labels and distances by the definition. */
function byDefinition(vectors: readonly (readonly number[])[], centres: Centres) {
  return vectors.map((vector) => {
    const distances = Array.from({ length: centres.rows }, (_, j) =>
      vector.reduce((sum, x, i) => sum + (Math.fround(x) - centres.data[j * centres.columns + i]!) ** 2, 0),
    );
    const distance = Math.min(...distances);
    return { cluster: distances.indexOf(distance), distance };
  });
}

test('separated groups become the clusters', async () => {
  const rows = blocks(groups(7, 60, 5, 1));
  const { centres, inertia } = await kmeans(rows, 7, 0, plainProduct);
  const { cluster, distance } = await assignAll(rows, centres);
  for (let i = 0; i < rows.rows; i++) assert.equal(cluster[i], cluster[i % 7]);
  assert.equal(new Set(cluster).size, 7);
  assert.ok(Math.abs(distance.reduce((a, b) => a + b) - inertia) < 1e-6 * inertia);
});

test('the same rows and seed give the same centres, however the rows are cut into blocks', async () => {
  const vectors = groups(4, 900, 3, 2).map((vector) => vector.map((value) => value / 9));
  const whole = await kmeans(blocks(vectors, 9000), 9, 5, plainProduct);
  const cut = await kmeans(blocks(vectors, 17), 9, 5, plainProduct);
  assert.deepEqual(cut, whole);
  const other = await kmeans(blocks(vectors), 9, 6, plainProduct);
  assert.notDeepEqual(other.centres, whole.centres);
});

test('no cluster can be bettered by moving its centre: each is the mean of its rows', async () => {
  const vectors = groups(3, 300, 4, 3);
  const { centres } = await kmeans(blocks(vectors), 3, 0, plainProduct);
  const { cluster } = await assignAll(blocks(vectors), centres);
  for (let j = 0; j < 3; j++) {
    const members = vectors.filter((_, i) => cluster[i] === j).map((vector) => vector.map(Math.fround));
    for (let c = 0; c < 4; c++) {
      const mean = members.reduce((sum, vector) => sum + vector[c]!, 0) / members.length;
      assert.ok(Math.abs(mean - centres.data[j * 4 + c]!) < 1e-9);
    }
  }
});

test('labels and distances are exact, whatever a product of limited precision proposes', async () => {
  const random = new Random(4);
  // Vectors far from the origin and close to each other: float32 products alone mistake their neighbours.
  const near = (): number[] => Array.from({ length: 24 }, () => 50 + 0.02 * random.real());
  const vectors = Array.from({ length: 500 }, near);
  const centres: Centres = { rows: 20, columns: 24, data: Float64Array.from(Array.from({ length: 20 }, near).flat()) };
  const expected = byDefinition(vectors, centres);
  const found = await assignAll(blocks(vectors), centres);
  assert.deepEqual(
    found.cluster,
    expected.map(({ cluster }) => cluster),
  );
  assert.deepEqual(
    found.distance,
    expected.map(({ distance }) => distance),
  );
  const products = await plainProduct(
    { rows: 500, columns: 24, data: Float32Array.from(vectors.flat()) },
    { rows: 20, columns: 24, data: Float32Array.from(centres.data) },
  );
  const proposed = vectors.map((_, i) => {
    const scores = Array.from({ length: 20 }, (__, j) => {
      const square = centres.data.subarray(j * 24, j * 24 + 24).reduce((sum, value) => sum + value * value, 0);
      return square - 2 * products.data[i * 20 + j]!;
    });
    return scores.indexOf(Math.min(...scores));
  });
  assert.notDeepEqual(proposed, found.cluster, 'the test data are too easy');
});

test('of equally near centres the lower number wins', async () => {
  const centres: Centres = { rows: 4, columns: 2, data: Float64Array.of(9, 9, 0, 1, 0, -1, 0, 1) };
  assert.deepEqual(
    await assignAll(
      blocks([
        [0, 0],
        [0, 2],
        [1, 0],
      ]),
      centres,
    ),
    { cluster: [1, 1, 1], distance: [1, 1, 2] },
  );
});

test('vectors whose products overflow are still assigned exactly', async () => {
  const centres: Centres = { rows: 2, columns: 1, data: Float64Array.of(1e30, 3e30) };
  assert.deepEqual((await assignAll(blocks([[2.9e30], [-1e30]]), centres)).cluster, [1, 0]);
});

test('a row that is not finite is an error, not a cluster', async () => {
  await assert.rejects(assignAll(blocks([[NaN, 0]]), { rows: 1, columns: 2, data: Float64Array.of(0, 0) }), RangeError);
});

test('no rows give no clusters, and one row gives one', async () => {
  const none = await kmeans(blocks([]), 5, 0, plainProduct);
  assert.deepEqual([none.centres.rows, none.inertia], [0, 0]);
  assert.deepEqual(await assignAll(blocks([]), none.centres), { cluster: [], distance: [] });
  const one = await kmeans(blocks([[3, 4]]), 5, 0, plainProduct);
  assert.deepEqual([one.centres.rows, [...one.centres.data], one.inertia], [1, [3, 4], 0]);
});

test('k is lowered to the number of distinct vectors, which then are the centres', async () => {
  const distinct = [
    [0, 0],
    [0.1, 0.7],
    [5, 1],
  ];
  const vectors = Array.from({ length: 301 }, (_, i) => distinct[i % 3]!);
  const { centres, inertia } = await kmeans(blocks(vectors), 50, 0, plainProduct);
  assert.equal(centres.rows, 3);
  assert.equal(inertia, 0);
  assert.equal(new Set((await assignAll(blocks(vectors), centres)).cluster).size, 3);
  for (const vector of [
    [0, 0],
    [0.3, 0.1],
  ]) {
    const equal = await kmeans(blocks(Array.from({ length: 100 }, () => vector)), 4, 0, plainProduct);
    assert.deepEqual([equal.centres.rows, equal.inertia], [1, 0]);
    assert.deepEqual([...equal.centres.data], vector.map(Math.fround));
  }
});

test('vectors that no sample shows are found by the passes over all rows', async () => {
  // 40,000 equal rows and two others: a sample of 32,768 may miss them, and its centre is one.
  const vectors = Array.from({ length: 40_000 }, () => [1, 1]);
  vectors[123] = [4, 1];
  vectors[39_999] = [1, 7];
  for (const seed of [0, 1, 2]) {
    const { centres } = await kmeans(blocks(vectors), 3, seed, plainProduct);
    const found = Array.from({ length: centres.rows }, (_, j) => centres.data.slice(2 * j, 2 * j + 2).join());
    assert.deepEqual(found.sort(), ['1,1', '1,7', '4,1']);
  }
});

test('progress is told, and what it throws stops the clustering', async () => {
  const rows = blocks(groups(3, 50, 2, 9));
  const phases: string[] = [];
  await kmeans(rows, 3, 0, plainProduct, ({ phase }) => void phases.push(phase));
  assert.deepEqual([...new Set(phases)], ['start', 'trial', 'pass']);
  let products = 0;
  const counting: MatrixProduct = (a, b) => {
    products++;
    return plainProduct(a, b);
  };
  await assert.rejects(
    kmeans(rows, 3, 0, counting, () => Promise.reject(new Error('cancelled'))),
    /cancelled/,
  );
  assert.equal(products, 0);
});

test('a clustering that was stopped goes on to the very same end', async () => {
  const random = new Random(5);
  const rows = blocks(Array.from({ length: 3000 }, () => Array.from({ length: 3 }, () => random.real())));
  const passes: { centres: Centres; passes: number }[] = [];
  const whole = await kmeans(rows, 12, 3, plainProduct, ({ centres, number }) => {
    if (centres !== undefined) passes.push({ centres, passes: number });
  });
  assert.ok(passes.length > 0, 'nowhere to stop');
  for (const stopped of passes) assert.deepEqual(await kmeans(rows, 12, 3, plainProduct, undefined, stopped), whole);
});
