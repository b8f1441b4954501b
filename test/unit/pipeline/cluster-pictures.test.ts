import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dataset, framed, pictureBytes, type Dataset } from '../../support/dataset.ts';
import { folder as models, readTable, type Outputs } from '../models/model-fixtures.ts';
import { assertNear, query, recipeOf, run, tiny, vectorsOf } from './cluster-runs.ts';

const outputs = readTable<Outputs>('outputs');
const gallery = outputs.pictures.map((name) => `images/${name}`);
const embedsOf = (path: string): readonly number[] => outputs.clip.image_embeds[gallery.indexOf(path)]!;
const clipStage = (rest: string): string => recipeOf(`of: image, model: ${tiny('clip')}, ${rest}`);

function sample(id: number, images: readonly string[]): object {
  return { id, images, text: framed(`caption ${id}`) };
}

/** A dataset over the test pictures. */
function pictured(samples: readonly (readonly string[])[], recipe: string): Promise<Dataset> {
  const pictures = gallery.map((path) => [path, readFileSync(path.replace('images', `${models}/pictures`))] as const);
  return dataset({
    lines: samples.map((images, i) => sample(i, images)),
    pictures: Object.fromEntries(pictures),
    recipe,
  });
}

test('pictures get the vectors that transformers gives them, and each is decoded once', async () => {
  const { folder } = await pictured(
    [...gallery, ...gallery].map((path) => [path]),
    clipStage('k: 5'),
  );
  const { report, embedded } = await run(folder);
  assert.deepEqual([report.in, report.kept, report.failed], [30, 30, 0]);
  assert.deepEqual(report.notes, [`model ${tiny('clip')}, 24 dimensions; 15 pictures embedded`]);
  assert.equal(embedded.at(-1)!.decoded, 15);
  const { byRow } = await vectorsOf(folder);
  [...gallery, ...gallery].forEach((path, row) => assertNear(byRow.get(row)!, embedsOf(path)));
});

test('a sample with several pictures has the mean of their vectors', async () => {
  const samples = [gallery.slice(0, 3), gallery.slice(2, 4), [gallery[3]!]];
  const { folder } = await pictured(samples, clipStage('k: 3'));
  const { embedded } = await run(folder);
  assert.equal(embedded.at(-1)!.decoded, 4);
  const { byRow } = await vectorsOf(folder);
  samples.forEach((paths, row) => assertNear(byRow.get(row)!, meanOf(paths.map(embedsOf))));
});

test('normalized vectors have length 1, the mean of several pictures too', async () => {
  const samples = [[gallery[0]!], gallery.slice(0, 3)];
  const { folder } = await pictured(samples, clipStage('k: 2, normalize: true'));
  await run(folder);
  const { byRow } = await vectorsOf(folder);
  samples.forEach((paths, row) => assertNear(byRow.get(row)!, unit(meanOf(paths.map((path) => unit(embedsOf(path)))))));
});

test('samples whose pictures cannot be read, or that have none, fail with the reason and no others', async () => {
  const data = await pictured(
    [[gallery[0]!], ['images/gone.jpg'], [], [gallery[1]!, 'images/text.jpg'], [gallery[2]!]],
    clipStage('k: 9'),
  );
  data.write('images/text.jpg', 'no picture');
  const { report } = await run(data.folder);
  assert.deepEqual([report.in, report.kept, report.failed], [5, 2, 3]);
  assert.equal(report.notes!.at(-1), 'k lowered from 9 to 2: there are no more distinct pictures');
  const decisions = await query(data.folder, 'SELECT id, outcome, reason FROM decisions ORDER BY id');
  assert.deepEqual(
    decisions.map(([, outcome]) => outcome),
    ['kept', 'failed', 'failed', 'failed', 'kept'],
  );
  const reasons = decisions.map(([, , reason]) => reason as string | null);
  assert.match(reasons[1]!, /^images\/gone\.jpg: /);
  assert.match(reasons[2]!, /no picture/);
  assert.match(reasons[3]!, /^images\/text\.jpg: /);
  assert.deepEqual((await query(data.folder, 'SELECT id FROM clusters ORDER BY id')).flat(), ['0', '4']);
});

test('what an earlier run embedded is neither decoded nor embedded again', async () => {
  const data = await pictured(
    gallery.map((path) => [path]),
    clipStage('k: 2'),
  );
  await run(data.folder);
  const before = await vectorsOf(data.folder);
  data.write('better-synth.yaml', clipStage('k: 3'));
  const again = await run(data.folder);
  assert.match(again.report.notes![0]!, /; 0 pictures embedded$/);
  assert.equal(again.embedded.at(-1)!.decoded, 0);
  assert.equal((await vectorsOf(data.folder)).sha256, before.sha256);
});

test('another picture at the same path is looked at, a copy at another path is not embedded again', async () => {
  const data = await pictured([[gallery[0]!], [gallery[4]!]], clipStage('k: 2'));
  await run(data.folder);
  assert.equal((await run(data.folder)).report.cached, true);
  data.write(gallery[0]!, await pictureBytes('new.png', { width: 40, height: 40, seed: 5 }));
  data.write('images/copy.jpg', readFileSync(`${data.folder}/${gallery[4]!}`));
  const lines = [[gallery[0]!], [gallery[4]!], ['images/copy.jpg']];
  data.write('data.jsonl', lines.map((images, i) => `${JSON.stringify(sample(i, images))}\n`).join(''));
  const { report } = await run(data.folder);
  assert.deepEqual([report.cached, report.notes![0]!.match(/\d+ pictures/)![0]], [false, '1 pictures']);
  const { byRow } = await vectorsOf(data.folder);
  assert.deepEqual(byRow.get(2), byRow.get(1));
});

test('a run that is cancelled goes on where it stopped, failures included, and ends as one that never was', async () => {
  const samples = Array.from({ length: 60 }, (_, i) => (i % 12 === 3 ? [] : [gallery[i % 3]!, gallery[i % 15]!]));
  const [stopped, whole] = [await pictured(samples, clipStage('k: 4')), await pictured(samples, clipStage('k: 4'))];
  await assert.rejects(run(stopped.folder, 32), { kind: 'cancelled' });
  const { report, embedded } = await run(stopped.folder);
  assert.equal(embedded[0]!.done, 48);
  assert.deepEqual([report.in, report.kept, report.failed], [60, 55, 5]);
  await run(whole.folder);
  assert.equal((await vectorsOf(stopped.folder)).sha256, (await vectorsOf(whole.folder)).sha256);
  for (const view of ['clusters', 'decisions'])
    assert.deepEqual(
      await query(stopped.folder, `FROM ${view} ORDER BY id`),
      await query(whole.folder, `FROM ${view} ORDER BY id`),
    );
});

function meanOf(vectors: readonly (readonly number[])[]): number[] {
  return vectors[0]!.map((_, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0) / vectors.length);
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
