import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { dataset, framed, type Dataset } from '../../support/dataset.ts';
import { readTable, type Outputs } from '../models/model-fixtures.ts';
import { assertNear, labelsOf, query, recipeOf, run, tiny, vectorsOf } from './cluster-runs.ts';

const { bert } = readTable<Outputs>('outputs');
const bertStage = (rest: string): string => recipeOf(`model: ${tiny('bert')}, ${rest}`);
const line = (id: number, caption: string): object => ({ id, images: [], text: framed(caption) });

/** Captions of some seven words; every fifth is one of three. */
function captions(count: number): string[] {
  const random = new Random(3);
  const words = [
    'red',
    'boat',
    'near',
    'old',
    'lighthouse',
    'three',
    'cats',
    'quiet',
    'meadow',
    'tram',
    'night',
    'kite',
  ];
  return Array.from({ length: count }, (_, i) =>
    i % 5 === 0
      ? `the same ${['boat', 'cat', 'kite'][i % 3]!}`
      : Array.from({ length: 3 + random.below(8) }, () => words[random.below(words.length)]).join(' '),
  );
}

function drawn(count: number, recipe: string): Promise<Dataset> {
  return dataset({ lines: captions(count).map((caption, i) => line(i, caption)), recipe });
}

for (const pooling of ['mean', 'mean-padded', 'cls'] as const) {
  for (const normalize of [false, true]) {
    test(`captions get the vectors that transformers gives them: ${pooling}${normalize ? ', normalized' : ''}`, async () => {
      const { folder } = await dataset({
        lines: bert.texts.map((text, i) => line(i, text)),
        recipe: bertStage(`k: 3, pooling: ${pooling}, normalize: ${normalize}`),
      });
      const { report } = await run(folder);
      assert.deepEqual([report.in, report.kept, report.failed], [bert.texts.length, bert.texts.length, 0]);
      const { byRow } = await vectorsOf(folder);
      bert.poolings.forEach((expected, row) =>
        assertNear(byRow.get(row)!, expected[pooling]![normalize ? 'normalized' : 'plain']),
      );
    });
  }
}

test('a run says which model made the vectors, and embeds equal captions once', async () => {
  const { folder } = await drawn(200, bertStage('k: 4'));
  const { report, embedded } = await run(folder);
  const different = new Set(captions(200)).size;
  assert.ok(different < 170);
  assert.deepEqual(report.notes, [
    `model ${tiny('bert')}, pooling mean, 32 dimensions; ${different} captions embedded`,
  ]);
  assert.deepEqual(embedded.at(-1)!.done, 200);
  const [sizes] = await query(folder, 'SELECT count(*), count(DISTINCT cluster) FROM clusters');
  assert.deepEqual(sizes!.map(Number), [200, 4]);
});

test('clusters are named after the words of their captions', async () => {
  const { folder } = await drawn(100, bertStage('k: 2'));
  await run(folder);
  const names = await labelsOf(folder);
  assert.equal(names.length, 2);
  for (const name of names) assert.match(name, /^\w+ · \w+ · \w+$/);
});

test('what an earlier run embedded is not embedded again, wherever the samples stand now', async () => {
  const data = await drawn(150, bertStage('k: 4'));
  await run(data.folder);
  const before = await vectorsOf(data.folder);
  data.write('better-synth.yaml', bertStage('k: 5'));
  assert.match((await run(data.folder)).report.notes![0]!, /; 0 captions embedded$/);
  assert.equal((await vectorsOf(data.folder)).sha256, before.sha256);

  const moved = ['a caption that is new', ...captions(150).reverse()];
  data.write('data.jsonl', moved.map((caption, i) => `${JSON.stringify(line(i, caption))}\n`).join(''));
  assert.match((await run(data.folder)).report.notes![0]!, /; 1 captions embedded$/);
  const { byRow } = await vectorsOf(data.folder);
  assert.equal(byRow.size, 151);
  for (const [row, vector] of before.byRow) assert.deepEqual(byRow.get(150 - row), vector);
});

test('vectors of another pooling are never taken', async () => {
  const data = await drawn(40, bertStage('k: 4'));
  await run(data.folder);
  data.write('better-synth.yaml', bertStage('k: 4, pooling: cls'));
  const { report } = await run(data.folder);
  assert.match(report.notes![0]!, new RegExp(`pooling cls.*; ${new Set(captions(40)).size} captions embedded`));
});

test('a run that is cancelled goes on where it stopped, and ends as one that never was', async () => {
  const [stopped, whole] = [await drawn(300, bertStage('k: 4')), await drawn(300, bertStage('k: 4'))];
  await assert.rejects(run(stopped.folder, 128), { kind: 'cancelled' });
  const { report, embedded } = await run(stopped.folder);
  assert.equal(embedded[0]!.done, 128 + 64, 'the first progress is beyond what was done');
  assert.equal(report.in, 300);
  const before = captions(300).slice(0, 128);
  const left = new Set(captions(300).filter((caption) => !before.includes(caption))).size;
  assert.match(report.notes![0]!, new RegExp(`; ${left} captions embedded$`));
  await run(whole.folder);
  assert.equal((await vectorsOf(stopped.folder)).sha256, (await vectorsOf(whole.folder)).sha256);
  const clusters = 'SELECT id, cluster, distance_to_center FROM clusters ORDER BY id';
  assert.deepEqual(await query(stopped.folder, clusters), await query(whole.folder, clusters));
});

for (const model of ['tf-idf', tiny('bert')]) {
  test(`lines that cannot be read fail in a cluster stage that comes first, the others stay: ${model.split('/').at(-1)!}`, async () => {
    const { folder } = await dataset({
      lines: [line(1, 'a red boat'), '{"id": ', line(3, 'two black cats'), line(4, 'a red boat')],
      recipe: recipeOf(`model: ${model}, k: 10`),
    });
    const { report } = await run(folder);
    assert.deepEqual([report.in, report.kept, report.dropped, report.failed], [4, 3, 0, 1]);
    assert.equal(report.notes!.at(-1), 'k lowered from 10 to 2: there are no more distinct captions');
    const decisions = await query(folder, 'SELECT id, outcome, reason IS NOT NULL FROM decisions ORDER BY id');
    assert.deepEqual(decisions, [
      ['1', 'kept', false],
      ['3', 'kept', false],
      ['4', 'kept', false],
      ['~2', 'failed', true],
    ]);
    assert.deepEqual((await query(folder, 'SELECT id FROM clusters ORDER BY id')).flat(), ['1', '3', '4']);
  });
}

test('a model that is missing stops the run before any work, and its place is told', async () => {
  const { folder } = await drawn(10, recipeOf('model: BAAI/nowhere, k: 2'));
  await assert.rejects(run(folder), (error: Error & { kind: string; details: { where: string } }) => {
    assert.equal(error.kind, 'model');
    assert.match(error.details.where, /BAAI\/nowhere$/);
    return true;
  });
});

test('a model of pictures does not embed captions', async () => {
  const { folder } = await drawn(10, recipeOf(`model: ${tiny('nsfw')}, k: 2`));
  await assert.rejects(run(folder), { kind: 'model' });
});
