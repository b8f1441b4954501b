/** Stages that ask models: each thing looked at and asked once, remembered, resumed, and told in the report. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseSetting, readStage, replay, withSettings } from '../../../src/core/pipeline/decide-at.ts';
import { editCaption } from '../../../src/core/pipeline/people.ts';
import { planRun } from '../../../src/core/pipeline/plan.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { statusOf } from '../../../src/core/pipeline/status.ts';
import type { ProductError } from '../../../src/protocol/errors.ts';
import { identityGraph, meanGraph } from '../models/tiny-graph.ts';
import {
  asking,
  askedOf,
  beside,
  cleanRecipe,
  copyModel,
  machines,
  modelDataset,
  query,
  runModels,
  sample,
} from './model-runs.ts';

const gallery = ['alpha.png', 'dark.jpg', 'flat.png', 'grey.png', 'landscape.jpg', 'mirrored.jpg', 'portrait.jpg'];
const caption = 'a red boat next to the old lighthouse';
/** A picture and a caption of its own each. */
const plain = gallery.map((name, i) => sample(String(i), [name], `${caption} ${i}`));

test('equal pictures and captions are asked about once, however far apart the samples stand', async () => {
  const lines = Array.from({ length: 80 }, (_, i) => sample(String(i), [gallery[i % 2]!], `${caption} ${i % 2}`));
  const data = await modelDataset(lines, cleanRecipe([asking.similarity(), asking.matching(), asking.nsfw()]), [
    'clip',
    'blip',
    'nsfw',
  ]);
  const report = await runModels(data.folder);
  assert.deepEqual(askedOf(report), { clip: [2, 2, 0], blip: [2, 0, 2], nsfw: [2, 0, 0] });
  assert.deepEqual(report.stages[0]!.pictures, { looked: 2, decoded: 2 });
});

test('a picture is decoded once for operators that measure pixels, sizes and hashes, and for models', async () => {
  // Five captions of each picture, some so short that they are dropped before the models; two pictures in some samples.
  const lines = Array.from({ length: 70 }, (_, i) => {
    const images = i % 5 === 3 ? [gallery[i % 7]!, gallery[(i + 1) % 7]!] : [gallery[i % 7]!];
    return sample(String(i), images, i % 4 === 0 ? 'a boat' : `${caption} ${i}`);
  });
  const process = [
    'words_num_filter: { min_num: 6 }',
    'image_shape_filter',
    'image_blur_filter: { min_score: 0 }',
    'image_deduplicator',
    asking.nsfw(', max_score: 1'),
    asking.similarity(),
    asking.similarity(', horizontal_flip: true'),
  ];
  const data = await modelDataset(lines, cleanRecipe(process), ['clip', 'nsfw']);
  const report = await runModels(data.folder);
  assert.deepEqual(report.stages[0]!.pictures, { looked: 7, decoded: 7 });
  // Upright, and mirrored.
  const { clip, nsfw } = askedOf(report);
  assert.deepEqual([clip![0], nsfw![0]], [14, 7]);
});

test('heads on the features of one tower send each picture through it once', async () => {
  const process = [
    asking.similarity(),
    `image_nsfw_filter: { hf_nsfw_model: ${beside('mean-state')}, max_score: 1, any_or_all: all }`,
    `image_aesthetics_filter: { hf_scorer_model: ${beside('embedding')}, min_score: -9, any_or_all: all }`,
  ];
  const data = await modelDataset(plain, cleanRecipe(process), ['clip']);
  for (const [name, graph] of Object.entries({
    'mean-state': meanGraph('encoder_hidden_states'),
    embedding: identityGraph('image_embeds'),
  })) {
    mkdirSync(data.path(`models/${name}/onnx`), { recursive: true });
    data.write(`models/${name}/config.json`, JSON.stringify({ model_type: 'vit', features_from: beside('clip') }));
    data.write(`models/${name}/onnx/model.onnx`, graph);
  }
  const report = await runModels(data.folder);
  assert.deepEqual(report.stages[0]!.pictures, { looked: 7, decoded: 7 });
  assert.equal(askedOf(report)['clip']![0], 7);
});

test('what was asked once is never asked again: not for other bounds, folds or copies of a model, but for flips', async () => {
  const data = await modelDataset(plain, cleanRecipe([asking.similarity(), asking.nsfw()]), ['clip', 'nsfw']);
  await runModels(data.folder);
  const again = async (process: readonly string[]): Promise<unknown[]> => {
    data.write('better-synth.yaml', cleanRecipe(process));
    const report = await runModels(data.folder);
    assert.equal(report.stages[0]!.cached, false);
    return [askedOf(report), report.stages[0]!.pictures];
  };
  const nothing = [
    { clip: [0, 0, 0], nsfw: [0, 0, 0] },
    { looked: 0, decoded: 0 },
  ];
  assert.deepEqual(await again([asking.similarity(', max_score: 0.2'), asking.nsfw(', max_score: 0.3')]), nothing);
  assert.deepEqual(await again([asking.similarity(', reduce_mode: min, any_or_all: all'), asking.nsfw()]), nothing);
  copyModel(data, 'clip', 'twin');
  const twin = `image_text_similarity_filter: { hf_clip: ${beside('twin')} }`;
  assert.deepEqual(await again([twin, asking.nsfw()]), [{ twin: [0, 0, 0], nsfw: [0, 0, 0] }, nothing[1]]);
  assert.deepEqual(await again([asking.similarity(', vertical_flip: true'), asking.nsfw()]), [
    { clip: [7, 7, 0], nsfw: [0, 0, 0] },
    { looked: 7, decoded: 7 },
  ]);
});

test('a caption that was edited is asked about again, the others not', async () => {
  const data = await modelDataset(plain, cleanRecipe([asking.similarity()]), ['clip']);
  await runModels(data.folder);
  await withSession(data.folder, undefined, (session) => editCaption(session, '3', 'two black cats'));
  assert.deepEqual((await query(data.folder, "SELECT image_text_similarity FROM scores WHERE id = '3'"))[0], [null]);
  assert.deepEqual(askedOf(await runModels(data.folder)), { clip: [1, 1, 0] });
  assert.notDeepEqual((await query(data.folder, "SELECT image_text_similarity FROM scores WHERE id = '3'"))[0], [null]);
});

test('a score of a text that a later stage changed is no score of the present text', async () => {
  const score = cleanRecipe([asking.similarity()]);
  const mend =
    '  - name: mend\n    clean:\n      process:\n        - replace_content_mapper: { pattern: " 3", repl: "" }\n';
  const data = await modelDataset(plain, score + mend, ['clip']);
  await runModels(data.folder);
  const without = 'SELECT id FROM scores WHERE image_text_similarity IS NULL';
  assert.deepEqual(await query(data.folder, without), [['3']]);
  assert.deepEqual(await query(data.folder, 'SELECT count(*) FROM measurements'), [[7]]);
});

test('a score belongs to the text at its place in the stage: a mapper behind it takes it from the text that it changes', async () => {
  const data = await modelDataset(
    plain,
    cleanRecipe([asking.similarity(), 'replace_content_mapper: { pattern: " 3", repl: "" }']),
    ['clip'],
  );
  await runModels(data.folder);
  assert.deepEqual(await query(data.folder, 'SELECT id FROM scores WHERE image_text_similarity IS NULL'), [['3']]);
});

test('`decide` folds chunks and pictures anew, as a run with these parameters does', async () => {
  const lines = [
    ...plain,
    { id: 'two', images: ['pictures/alpha.png', 'pictures/dark.jpg'], text: `<__dj__image><__dj__image> ${caption}` },
    {
      id: 'chunks',
      images: ['pictures/grey.png', 'pictures/landscape.jpg', 'pictures/dark.jpg'],
      text: `<__dj__image> ${caption} <|__dj__eoc|> <__dj__image><__dj__image> two cats <|__dj__eoc|>`,
    },
  ];
  const chosen = 'topk_specified_field_selector: { field_key: __dj__stats__.image_text_similarity, topk: 4 }';
  const recipe = (rest: string): string => cleanRecipe([asking.similarity(rest), chosen]);
  const data = await modelDataset(lines, recipe(', max_score: 0.3'), ['clip']);
  await runModels(data.folder);
  const kept = async (): Promise<unknown[]> =>
    (await query(data.folder, "SELECT id FROM decisions WHERE outcome = 'kept' ORDER BY id")).flat();
  for (const [reduce_mode, any_or_all] of [
    ['max', 'all'],
    ['min', 'any'],
    ['min', 'all'],
    ['avg', 'all'],
  ] as const) {
    const before = new Set(await kept());
    const settings = Object.entries({ reduce_mode, any_or_all }).map(([name, value]) =>
      parseSetting(`image_text_similarity_filter.${name}=${value}`),
    );
    const { added, removed } = await withSession(data.folder, undefined, async (session) =>
      replay(await readStage(session, 'clean'), withSettings(session, 'clean', settings).stage.process),
    );
    for (const id of removed) before.delete(id);
    data.write('better-synth.yaml', recipe(`, max_score: 0.3, reduce_mode: ${reduce_mode}, any_or_all: ${any_or_all}`));
    await runModels(data.folder);
    assert.deepEqual([...before, ...added].sort(), await kept(), `${reduce_mode} ${any_or_all}`);
  }
  const refused = withSession(data.folder, undefined, (session) =>
    Promise.resolve(withSettings(session, 'clean', [parseSetting('image_text_similarity_filter.vertical_flip=true')])),
  );
  await assert.rejects(refused, { kind: 'usage', message: /changes what image_text_similarity_filter measures/ });
});

test('the best by a score of what is unwanted is the lowest: for `select`, and for the duplicate that stays', async () => {
  const lines = [...gallery, ...gallery].map((name, i) => sample(String(i), [name], `${caption} ${i}`));
  const top = '  - name: top\n    select: { strategy: top, by: image_nsfw_score, at: 2 }\n';
  const data = await modelDataset(lines.slice(0, 7), cleanRecipe([asking.nsfw(', max_score: 1')]) + top, ['nsfw']);
  await runModels(data.folder);
  const lowest = 'SELECT id FROM scores ORDER BY image_nsfw_score[1] LIMIT 2';
  const selected = await query(data.folder, 'SELECT id FROM selected ORDER BY id');
  assert.deepEqual(selected, (await query(data.folder, lowest)).sort());

  // Near pictures in different files: words are repeated in the first caption of each.
  const [unsafe, safe] = [`${caption} ${caption}`, caption];
  const twice = gallery.flatMap((name, i) => [
    sample(`a${i}`, [name], unsafe),
    sample(`b${i}`, [`copy-${name}`], safe),
  ]);
  const near = await modelDataset(
    twice,
    cleanRecipe([
      'word_repetition_filter: { rep_len: 2, max_ratio: 1 }',
      'image_near_deduplicator: { radius: 0, keep_by: word_rep_ratio }',
    ]),
    [],
  );
  for (const name of gallery) near.write(`pictures/copy-${name}`, readFileSync(near.path(`pictures/${name}`)));
  await runModels(near.folder);
  const dropped = (await query(near.folder, "SELECT id FROM decisions WHERE outcome = 'dropped' ORDER BY id")).flat();
  assert.ok(dropped.length >= 5);
  assert.ok(
    dropped.every((id) => (id as string).startsWith('a') || dropped.includes((id as string).replace('b', 'a'))),
  );
});

test('a run that is cancelled goes on where it stopped, and asks about nothing a second time', async () => {
  const lines = Array.from({ length: 60 }, (_, i) => sample(String(i), [gallery[i % 7]!], `${caption} ${i}`));
  const recipe = cleanRecipe([asking.similarity(), asking.matching()]);
  const [stopped, whole] = [
    await modelDataset(lines, recipe, ['clip', 'blip']),
    await modelDataset(lines, recipe, ['clip', 'blip']),
  ];
  let done = 0;
  const stop = runModels(stopped.folder, (event, abort) => {
    if (event.type !== 'progress') return;
    done = event.done;
    abort.abort();
  });
  await assert.rejects(stop, { kind: 'cancelled' });
  assert.ok(done > 0 && done < 60);
  const rest = 60 - done;
  const { clip, blip } = askedOf(await runModels(stopped.folder));
  assert.deepEqual([clip![1], blip![2]], [rest, rest]);
  await runModels(whole.folder);
  for (const view of ['scores', 'decisions', 'measurements'])
    assert.deepEqual(
      await query(stopped.folder, `FROM ${view} ORDER BY ALL`),
      await query(whole.folder, `FROM ${view} ORDER BY ALL`),
    );
});

test('a picture that cannot be read fails its own sample and no other', async () => {
  const lines = [
    ...plain,
    sample('broken', ['broken.jpg'], caption),
    sample('gone', ['gone.jpg', gallery[0]!], caption),
  ];
  const data = await modelDataset(lines, cleanRecipe([asking.similarity(), asking.nsfw(', max_score: 1')]), [
    'clip',
    'nsfw',
  ]);
  data.write('pictures/broken.jpg', 'no picture');
  const report = await runModels(data.folder);
  assert.deepEqual([report.exit, report.stages[0]!.kept, report.stages[0]!.failed], [3, 7, 2]);
  const failed = await query(
    data.folder,
    "SELECT id, operator, reason FROM decisions WHERE outcome = 'failed' ORDER BY id",
  );
  assert.deepEqual(
    failed.map(([id, operator]) => [id, operator]),
    [
      ['broken', 'image_text_similarity_filter'],
      ['gone', 'image_text_similarity_filter'],
    ],
  );
  assert.match(failed[0]![2] as string, /^pictures\/broken\.jpg: /);
  assert.match(failed[1]![2] as string, /^pictures\/gone\.jpg: /);
});

test('a model that is missing stops a run before any work, and the plan and the status say so', async () => {
  const data = await modelDataset(plain, cleanRecipe(['words_num_filter', asking.similarity()]), []);
  await assert.rejects(runModels(data.folder), (error: ProductError) => {
    assert.deepEqual([error.kind, error.exitCode], ['model', 10]);
    assert.equal(error.details.where, data.path('models/clip'));
    return true;
  });
  await withSession(data.folder, undefined, async (session) => {
    const [planned] = await planRun(session, machines);
    assert.deepEqual([planned!.state, planned!.last], ['never run', null]);
    assert.match(planned!.why, /^The model \.\/models\/clip is not on this machine\./);
    const { stages } = await statusOf(session, machines);
    assert.equal(stages[0]!.why, planned!.why);
  });
  copyModel(data, 'clip');
  await runModels(data.folder);
  rmSync(data.path('models/clip/onnx/text_model.onnx'));
  await assert.rejects(runModels(data.folder), { kind: 'model', message: 'A file of the model is missing.' });
  writeFileSync(data.path('models/clip/onnx/text_model.onnx'), 'version https://git-lfs.github.com/spec/v1\n');
  await assert.rejects(runModels(data.folder), { kind: 'model' });
});
