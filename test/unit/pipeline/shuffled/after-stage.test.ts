import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runRecipe, type RunOptions } from '../../../../src/core/pipeline/run.ts';
import { withSession } from '../../../../src/core/pipeline/session.ts';
import type { StageReport } from '../../../../src/protocol/records.ts';
import { beside, cleanRecipe, runModels } from '../model-runs.ts';
import { demoMachines, demoSamples, noiseSamples } from './pictured.ts';

const demoRecipe = cleanRecipe([
  'image_text_similarity_filter: {hf_clip: demo/clip, min_score: 0.1}',
  'image_text_matching_filter: {hf_blip: demo/itm, min_score: 0.001}',
]);
const similarity = (minScore = -1): string =>
  `image_text_similarity_filter: {hf_clip: ${beside('clip')}, min_score: ${minScore}}`;

async function run(folder: string, options: RunOptions = {}): Promise<StageReport> {
  return withSession(folder, undefined, async (session) => {
    const running = runRecipe(session, options, demoMachines, new AbortController().signal);
    let step = await running.next();
    while (step.done !== true) step = await running.next();
    return step.value.stages[0]!;
  });
}

/** The sentences about models that tell nothing apart. */
function complaints({ notes }: StageReport): readonly string[] {
  return (notes ?? []).filter((note) => note.includes('does not tell'));
}

test('a run reports how well each image–text model tells the captions that it scored from shuffled ones', async () => {
  const report = await run((await demoSamples(80, demoRecipe)).folder);
  const [clip, itm] = report.tellsApart!;
  assert.equal(report.tellsApart!.length, 2);
  assert.deepEqual(
    [clip!.operator, clip!.model, itm!.operator, itm!.model],
    ['image_text_similarity_filter', 'demo/clip', 'image_text_matching_filter', 'demo/itm'],
  );
  for (const { auc, pairs } of report.tellsApart!) assert.ok(auc! > 0.9 && pairs > 40, `${auc} of ${pairs}`);
  assert.deepEqual(complaints(report), []);
});

test('captions that are not those of their pictures are noticed, with the figure', async () => {
  const report = await run(
    (await demoSamples(80, cleanRecipe([demoRecipe.match(/image_text_s.*/)![0]]), { moved: 1 })).folder,
  );
  const { auc, pairs } = report.tellsApart![0]!;
  assert.ok(auc! > 0.3 && auc! < 0.7, `AUC ${auc}`);
  const [complaint] = complaints(report);
  assert.match(complaint!, new RegExp(`^The model demo/clip does not tell .* AUC ${auc!.toFixed(3)} of ${pairs} true`));
});

test('random weights tell nothing apart, in both kinds of models', async () => {
  const recipe = cleanRecipe([similarity(), `image_text_matching_filter: {hf_blip: ${beside('blip')}, min_score: 0}`]);
  const report = await run((await noiseSamples(60, recipe)).folder);
  for (const { auc, pairs } of report.tellsApart!) {
    assert.equal(pairs, 60);
    assert.ok(auc! > 0.25 && auc! < 0.75, `AUC ${auc}`);
  }
  assert.equal(complaints(report).length, 2);
});

test('what was found stays: in a stage that is up to date, and at other thresholds, which cost no model call', async () => {
  const data = await noiseSamples(40, cleanRecipe([similarity()]));
  const first = await run(data.folder);
  const again = await run(data.folder);
  assert.deepEqual([again.cached, again.tellsApart, complaints(again)], [true, first.tellsApart, complaints(first)]);
  data.write('better-synth.yaml', cleanRecipe([similarity(-0.5)]));
  const other = await run(data.folder);
  assert.deepEqual([other.cached, other.models![0]!.pictures, other.models![0]!.texts], [false, 0, 0]);
  assert.deepEqual(other.tellsApart, first.tellsApart);
});

test('trying a model does not count among what the run asked it', async () => {
  const { pictures, models } = await run((await noiseSamples(30, cleanRecipe([similarity()]))).folder);
  assert.deepEqual(pictures, { looked: 30, decoded: 30 });
  assert.deepEqual([models![0]!.pictures, models![0]!.texts], [30, 30]);
});

test('a preview of fewer than 20 samples says nothing, a larger one does', async () => {
  const { folder } = await noiseSamples(40, cleanRecipe([similarity()]));
  assert.equal((await run(folder, { sample: 19 })).tellsApart, undefined);
  assert.equal((await run(folder, { sample: 25 })).tellsApart![0]!.pairs, 25);
});

test('only rows that were scored are tried', async () => {
  const words = 'words_num_filter: {min_num: 4}';
  const caption = (i: number): string => (i % 2 === 0 ? `number ${i}` : `this is number ${i}`);
  const { folder } = await noiseSamples(60, cleanRecipe([words, similarity()]), caption);
  assert.equal((await run(folder)).tellsApart![0]!.pairs, 30);
});

test('captions count as the operator sees them: made equal before it there are none to shuffle', async () => {
  const equal = `replace_content_mapper: {pattern: 'number.*', repl: 'number'}`;
  const before = await noiseSamples(40, cleanRecipe([equal, similarity()]));
  assert.equal((await run(before.folder)).tellsApart, undefined);
  const behind = await noiseSamples(40, cleanRecipe([similarity(), equal]));
  assert.equal((await run(behind.folder)).tellsApart![0]!.pairs, 40);
});

test('a picture or a caption that comes again is in one pair only', async () => {
  const { folder } = await noiseSamples(60, cleanRecipe([similarity()]), (i) => `picture number ${i % 25}`);
  const { pairs } = (await run(folder)).tellsApart![0]!;
  assert.ok(pairs > 20 && pairs <= 25, `${pairs} pairs`);
});

test('a run that was cancelled and goes on finds the same', async () => {
  const recipe = cleanRecipe([similarity()]);
  const [whole, stopped] = [await noiseSamples(60, recipe), await noiseSamples(60, recipe)];
  const cancel = runModels(stopped.folder, (event, abort) => {
    if (event.type === 'progress' && event.done >= 32) abort.abort();
  });
  await assert.rejects(cancel, { kind: 'cancelled' });
  assert.deepEqual((await run(stopped.folder)).tellsApart, (await run(whole.folder)).tellsApart);
});
