import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { Layout, type LayoutTask } from '../../../src/core/map/layout.ts';
import { fitPca, project } from '../../../src/core/map/pca.ts';

/** Points around some centres that lie far apart. */
function blobs(rows: number, columns: number, centres: number): Float32Array {
  const random = new Random(3);
  const middle = Float64Array.from({ length: centres * columns }, () => random.real() * 20);
  return Float32Array.from({ length: rows * columns }, (_, i) => {
    const centre = Math.floor(i / columns) % centres;
    return middle[centre * columns + (i % columns)]! + random.real();
  });
}

async function laidOut(
  method: LayoutTask['method'],
  data: Float32Array,
  columns: number,
  seed = 7,
): Promise<Float32Array> {
  const task = { method, rows: data.length / columns, columns, seed, sample: data };
  const layout = new Layout(task, () => undefined);
  // In blocks of any size.
  for (let from = 0; from < data.length; from += 13 * columns) layout.add(data.slice(from, from + 13 * columns));
  return layout.finish();
}

/** Of points with the same centre and of others, the mean distance. */
function apart(places: Float32Array, centres: number): { within: number; between: number } {
  const sums = { within: 0, between: 0 };
  const counts = { within: 0, between: 0 };
  const rows = places.length / 2;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const kind = i % centres === j % centres ? 'within' : 'between';
      sums[kind] += Math.hypot(places[i * 2]! - places[j * 2]!, places[i * 2 + 1]! - places[j * 2 + 1]!);
      counts[kind]++;
    }
  }
  return { within: sums.within / counts.within, between: sums.between / counts.between };
}

test('the first component is the direction in which vectors differ most', () => {
  const data = Float32Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? i : Math.sin(i)));
  const pca = fitPca({ rows: 200, columns: 2, data }, 2, 1);
  assert.ok(Math.abs(pca.directions[0]![0]!) > 0.999);
  const places = project(pca, data);
  const along = Float64Array.from({ length: 200 }, (_, row) => places[row * 2]!);
  assert.ok(Math.abs(along.reduce((sum, value) => sum + value, 0)) < 0.1, 'around their mean');
  assert.ok(along.every((value, row) => row === 0 || Math.abs(value - along[row - 1]! - 2) < 0.01));
});

for (const method of ['pca', 'umap'] as const) {
  test(`${method}: what belongs together lies together, and the same seed gives the same map`, async () => {
    const data = blobs(240, 12, 3);
    const places = await laidOut(method, data, 12);
    const { within, between } = apart(places, 3);
    assert.ok(between > 3 * within, `${within} within, ${between} between`);
    assert.deepEqual(await laidOut(method, data, 12), places);
  });

  test(`${method}: vectors that are all the same, too few, or of one dimension have places`, async () => {
    for (const data of [new Float32Array(600).fill(0.3), new Float32Array(0), new Float32Array(60).fill(1)]) {
      const places = await laidOut(method, data, 6);
      assert.equal(places.length, data.length / 3);
      assert.ok(places.every(Number.isFinite));
    }
    const line = await laidOut(
      method,
      Float32Array.from({ length: 50 }, (_, i) => i),
      1,
    );
    assert.ok(line.every(Number.isFinite));
  });

  test(`${method}: a vector with a number that is none has no place, and costs only itself`, async () => {
    const data = blobs(120, 6, 2);
    const whole = await laidOut(method, data.slice(0, 119 * 6), 6);
    assert.ok(whole.every(Number.isFinite));
    data[119 * 6 + 2] = NaN;
    const places = await laidOut(method, data, 6);
    assert.deepEqual([...places.subarray(238)], [NaN, NaN]);
    assert.deepEqual(places.subarray(0, 238), whole);
  });
}

test('another seed gives another UMAP', async () => {
  const data = blobs(120, 6, 2);
  assert.notDeepEqual(await laidOut('umap', data, 6, 1), await laidOut('umap', data, 6, 2));
});
