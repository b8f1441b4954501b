/** Maps, asked of the real engine over its channel. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { MapDisagreeing, MapMade, MapMethod } from '../../src/protocol/map.ts';
import { demoDataset } from '../support/demo.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { captionOfKind, mappedDataset, mappedDemo } from '../support/mapped.ts';

type Made = Extract<MapMade, { state: 'made' }>;

const folder = await mappedDataset(Array.from({ length: 240 }, (_, row) => captionOfKind(row)));
const demo = await mappedDemo();

/** Asks until it is made. */
async function made(engine: TestEngine, stage: string, method: MapMethod): Promise<Made> {
  for (;;) {
    const found = await engine.ask('map/make', { stage, method });
    if (found.state === 'made') return found;
    assert.ok(found.state === 'making');
    assert.ok(found.share >= 0 && found.share <= 1);
  }
}

const all = { from: 0, count: 250_000 };
const ints = (text: string): Int32Array => new Int32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
const shorts = (text: string): Uint16Array => new Uint16Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
const rowsOf = (bits: string): number[] =>
  [...Buffer.from(bits, 'base64')].flatMap((byte, i) =>
    Array.from({ length: 8 }, (_, bit) => bit)
      .filter((bit) => (byte >> bit) & 1)
      .map((bit) => i * 8 + bit),
  );

test('a space of captions is told with its scores and its selection', async () => {
  await using engine = await startEngine(folder);
  const { spaces, rows, scores, selection } = await engine.ask('map/open', null);
  assert.deepEqual(
    spaces.map(({ stage, of, model, points }) => [stage, of, model, points]),
    [['topics', 'text', 'tf-idf', 240]],
  );
  assert.equal(rows, 240);
  assert.deepEqual(scores, ['num_words', 'text_len']);
  assert.deepEqual(selection, { stage: 'choose', strategy: 'dynamic-increase' });
});

for (const method of ['pca', 'umap'] as const) {
  test(`${method}: captions of one kind lie together; the map is stored, and made no second time`, async () => {
    await using engine = await startEngine(folder);
    const map = await made(engine, 'topics', method);
    assert.deepEqual([map.points, map.laidOut, map.lost], [240, null, 0]);
    const { rows, x, y } = await engine.ask('map/points', { map: map.map, ...all });
    assert.deepEqual(
      ints(rows),
      Int32Array.from({ length: 240 }, (_, row) => row),
    );
    const [xs, ys] = [shorts(x), shorts(y)];
    assert.deepEqual([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)], [0, 65_535, 0, 65_535]);
    const nearest = (row: number): number =>
      [...xs.keys()]
        .filter((other) => other !== row)
        .reduce((a, b) =>
          Math.hypot(xs[a]! - xs[row]!, ys[a]! - ys[row]!) <= Math.hypot(xs[b]! - xs[row]!, ys[b]! - ys[row]!) ? a : b,
        );
    const right = [...xs.keys()].filter((row) => nearest(row) % 3 === row % 3).length;
    assert.ok(right > 225, `${right} of 240 have a neighbour of their kind`);
    await using other = await startEngine(folder);
    assert.deepEqual(await other.ask('map/make', { stage: 'topics', method }), map);
    assert.deepEqual(await other.ask('map/points', { map: map.map, ...all }), { rows, x, y });
  });
}

test('the same seed gives the same map once the stored one is gone, and a torn one is no map', async () => {
  await using engine = await startEngine(folder);
  const before = await made(engine, 'topics', 'umap');
  const points = await engine.ask('map/points', { map: before.map, ...all });
  const file = join(folder, '.better-synth/cache/map', before.map);
  const bytes = readFileSync(file);
  for (const spoil of [
    () => rmSync(join(folder, '.better-synth/cache'), { recursive: true }),
    () => writeFileSync(file, bytes.subarray(0, 900)),
  ]) {
    spoil();
    await using again = await startEngine(folder);
    assert.equal((await again.ask('map/make', { stage: 'topics', method: 'umap' })).state, 'making');
    assert.deepEqual(await made(again, 'topics', 'umap'), before);
    assert.deepEqual(await again.ask('map/points', { map: before.map, ...all }), points);
    assert.deepEqual(readFileSync(file), bytes);
  }
});

test('points are coloured as the grid would find them, and pieces put together are the whole', async () => {
  await using engine = await startEngine(folder);
  const { map } = await made(engine, 'topics', 'pca');
  const colors = async (by: 'selected' | 'cluster:topics', from = 0, count = 1000) => {
    const found = await engine.ask('map/colors', { map, by, from, count });
    assert.ok(found.kind === 'groups');
    return found;
  };
  const clusters = await colors('cluster:topics');
  for (const [number, { filter, points }] of clusters.groups.entries()) {
    const { result, total } = await engine.ask('grid/open', { filter: filter!, orderBy: null });
    const rows = (await engine.ask('grid/rows', { result, from: 0, count: total, scores: [] })).map(({ row }) => row);
    assert.equal(points, total);
    assert.deepEqual(
      rows,
      [...shorts(clusters.of).keys()].filter((row) => shorts(clusters.of)[row] === number),
    );
  }
  const selected = await colors('selected');
  const pieces = await Promise.all([
    colors('selected', 0, 100),
    colors('selected', 100, 100),
    colors('selected', 200, 100),
  ]);
  assert.deepEqual(
    pieces.flatMap(({ of }) => [...shorts(of)]),
    [...shorts(selected.of)],
  );
  const score = await engine.ask('map/colors', { map, by: 'score:text_len', ...all });
  assert.ok(score.kind === 'scale');
  const lengths = Array.from({ length: 240 }, (_, row) => captionOfKind(row).length);
  assert.deepEqual([score.min, score.max, score.count], [Math.min(...lengths), Math.max(...lengths), 240]);
  const levels = shorts(score.of);
  assert.equal(levels[lengths.indexOf(score.min)], 0);
  assert.equal(levels[lengths.indexOf(score.max)], 255);
});

test('the table of clusters says what each has', async () => {
  await using engine = await startEngine(folder);
  const clusters = await engine.ask('map/clusters', { stage: 'topics', score: 'num_words' });
  assert.equal(
    clusters.reduce((sum, { samples }) => sum + samples, 0),
    240,
  );
  for (const { cluster, label, samples, mean, kept, nearest, farthest } of clusters) {
    assert.match(label, /teapot|fox|harbour|kitchen|wood|ship|table|snow|rope|steam|night|wave/);
    assert.equal(mean, 9);
    const asked = { filter: `cluster:${cluster}`, orderBy: { key: 'distance', descending: false } };
    const { result } = await engine.ask('grid/open', asked);
    const rows = await engine.ask('grid/rows', { result, from: 0, count: samples, scores: [] });
    assert.equal(nearest, rows[0]!.row);
    assert.equal(rows.find(({ row }) => row === farthest)!.cluster, cluster);
    assert.equal(kept, rows.filter(({ outcome }) => outcome === 'kept').length / samples);
  }
});

test('the selection is marked: nearest, farthest and between are all that was taken', async () => {
  await using engine = await startEngine(folder);
  const marks = await engine.ask('map/marks', null);
  const rows = Object.values(marks).flatMap(rowsOf);
  const { result, total } = await engine.ask('grid/open', { filter: 'is:selected', orderBy: null });
  const taken = await engine.ask('grid/rows', { result, from: 0, count: total, scores: [] });
  assert.deepEqual(
    rows.sort((a, b) => a - b),
    taken.map(({ row }) => row),
  );
  assert.ok(rowsOf(marks.nearest).length >= 3 && rowsOf(marks.farthest).length >= 3);
});

test('the captions nearest to one are of its kind', async () => {
  await using engine = await startEngine(folder);
  const { result, total, filter } = await engine.ask('map/near', { stage: 'topics', row: 4 });
  const rows = (await engine.ask('grid/rows', { result, from: 0, count: total, scores: [] })).map(({ row }) => row);
  assert.equal(rows.length, 24);
  assert.ok(
    rows.every((row) => row !== 4 && row % 3 === 1),
    rows.join(),
  );
  assert.equal((await engine.ask('grid/open', { filter, orderBy: null })).total, 24);
});

test('a map that is stopped goes on nowhere, and can be asked for again', async () => {
  await using engine = await startEngine(folder);
  rmSync(join(folder, '.better-synth/cache/map'), { recursive: true, force: true });
  assert.equal((await engine.ask('map/make', { stage: 'topics', method: 'umap' })).state, 'making');
  await engine.ask('map/stop', null);
  const threads = (): number => readdirSync(`/proc/${engine.child.pid}/task`).length;
  const before = threads();
  await made(engine, 'topics', 'umap');
  assert.ok(threads() <= before, 'no thread is left');
});

test('in Restricted Mode only what is stored is shown', async () => {
  await using trusted = await startEngine(folder);
  await made(trusted, 'topics', 'pca');
  await using engine = await startEngine(folder, { restricted: true });
  assert.equal((await engine.ask('map/make', { stage: 'topics', method: 'pca' })).state, 'made');
  rmSync(join(folder, '.better-synth/cache/map'), { recursive: true });
  await using another = await startEngine(folder, { restricted: true });
  for (const method of ['pca', 'umap'] as const)
    assert.deepEqual(await another.ask('map/make', { stage: 'topics', method }), { state: 'untrusted' });
  assert.throws(() => readdirSync(join(folder, '.better-synth/cache/map')), { code: 'ENOENT' });
});

test('captions that do not tell of their picture disagree with it', async () => {
  await using engine = await startEngine(demo);
  const truth = JSON.parse(readFileSync(join(demoDataset, 'truth.json'), 'utf8')) as Record<string, { kind: string }>;
  let found: MapDisagreeing;
  do found = await engine.ask('map/disagree', { stages: ['pictures', 'captions'] });
  while (found.state === 'making');
  assert.ok(found.state === 'made');
  const { result, total } = found.samples;
  assert.ok(found.compared > 100 && total > 0 && total < found.compared / 4, `${total} of ${found.compared}`);
  const rows = await engine.ask('grid/rows', { result, from: 0, count: total, scores: [] });
  const clean = rows.filter(({ id }) => truth[id]!.kind === 'clean').length;
  assert.ok(clean < total / 2, `${clean} of ${total} are clean: ${rows.map(({ id }) => truth[id]!.kind).join(', ')}`);
  assert.deepEqual(
    rowsOf(found.rows),
    rows.map(({ row }) => row).sort((a, b) => a - b),
  );
});

test('pairs of clusters that rarely occur together are told, the rarest first, and are counted as they are', async () => {
  await using engine = await startEngine(demo);
  const clustersOf = async (stage: string): Promise<Map<number, number>> => {
    const { map, points } = await made(engine, stage, 'pca');
    const { rows } = await engine.ask('map/points', { map, from: 0, count: points });
    const { of } = await engine.ask('map/colors', { map, by: `cluster:${stage}`, from: 0, count: points });
    const numbers = shorts(of);
    return new Map([...ints(rows)].map((row, i) => [row, numbers[i]!]));
  };
  const [pictures, captions] = [await clustersOf('pictures'), await clustersOf('captions')];
  const both = [...pictures.keys()].filter((row) => captions.has(row));
  const count = (fits: (row: number) => boolean): number => both.filter(fits).length;
  const lift = (row: number): number => {
    const [isPicture, isCaption] = [pictures, captions].map((of) => (other: number) => of.get(other) === of.get(row));
    const together = count((other) => isPicture!(other) && isCaption!(other));
    return (together * both.length) / (count(isPicture!) * count(isCaption!));
  };
  const expected = both.filter((row) => lift(row) < 0.5).sort((a, b) => lift(a) - lift(b) || a - b);
  const { compared, samples, rows } = await engine.ask('map/rare-pairs', { stages: ['pictures', 'captions'] });
  const shown = await engine.ask('grid/rows', { result: samples.result, from: 0, count: samples.total, scores: [] });
  assert.equal(compared, both.length);
  assert.deepEqual(
    shown.map(({ row }) => row),
    expected,
  );
  assert.deepEqual(
    rowsOf(rows),
    expected.toSorted((a, b) => a - b),
  );
  assert.ok(expected.length > 0 && expected.length < both.length / 4, String(expected.length));
});
