import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDataset, type CheckResult } from '../../../src/core/pipeline/check.ts';
import { planRun } from '../../../src/core/pipeline/plan.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { statusOf } from '../../../src/core/pipeline/status.ts';
import { beside, cleanRecipe, machines } from './model-runs.ts';
import { demoMachines, demoSamples, noiseSamples } from './shuffled/pictured.ts';

const similarity = (model: string): string => `image_text_similarity_filter: {hf_clip: ${model}}`;

async function check(folder: string, { tried = false } = {}): Promise<CheckResult> {
  const signal = new AbortController().signal;
  return withSession(folder, undefined, (session) => checkDataset(session, demoMachines, tried ? { signal } : null));
}

test('a model that is not here is a warning at each place that names it, and a default at its operator', async () => {
  const recipe = `${cleanRecipe([similarity('./nowhere'), 'image_watermark_filter: {any_or_all: all}'])}  - name: cluster
    cluster: {model: BAAI/bge-base-en-v1.5}
`;
  const { folder } = await noiseSamples(2, recipe);
  const { problems, exit, models } = await check(folder);
  assert.deepEqual([exit, models], [0, null]);
  assert.deepEqual(
    problems.map(({ severity, code, line, column }) => [severity, code, line, column]),
    [
      ['warning', 'no-model', 8, 51],
      ['warning', 'no-model', 9, 11],
      ['warning', 'no-model', 11, 22],
    ],
  );
  assert.equal(problems[0]!.message, `The model ./nowhere is not on this machine. (${folder}/nowhere)`);
  assert.match(problems[2]!.message, /models\/none\/BAAI\/bge-base-en-v1\.5\)$/);
});

test('trying models that are not here is exit 10, as a run and its plan are; status says what is the matter', async () => {
  const { folder } = await noiseSamples(2, cleanRecipe([similarity('./nowhere')]));
  const missing = { kind: 'model', details: { where: `${folder}/nowhere` } };
  const matches = (error: { kind: string; details: { where: string } }): true => {
    assert.deepEqual({ kind: error.kind, details: { where: error.details.where } }, missing);
    return true;
  };
  await assert.rejects(check(folder, { tried: true }), matches);
  await withSession(folder, undefined, async (session) => {
    await assert.rejects(planRun(session, machines, { modelsNeeded: true }), matches);
    const { stages } = await statusOf(session, machines);
    assert.equal(stages[0]!.why, `The model ./nowhere is not on this machine. (${folder}/nowhere)`);
  });
});

test('models are tried on the dataset before any run', async () => {
  const recipe = cleanRecipe([similarity('demo/clip'), 'image_text_matching_filter: {hf_blip: demo/itm}']);
  const { models, problems } = await check((await demoSamples(60, recipe)).folder, { tried: true });
  assert.deepEqual(
    models!.map(({ stage, operator, model }) => [stage, operator, model]),
    [
      ['clean', 'image_text_similarity_filter', 'demo/clip'],
      ['clean', 'image_text_matching_filter', 'demo/itm'],
    ],
  );
  for (const { auc, pairs } of models!) assert.ok(auc! > 0.9 && pairs > 40, `${auc} of ${pairs}`);
  assert.ok(!problems.some(({ code }) => code === 'model-tells-nothing-apart'));
});

test('a model that tells nothing apart is a warning with the figure, at the place that names it', async () => {
  const { folder } = await noiseSamples(60, cleanRecipe([similarity(beside('clip'))]));
  const { models, problems, exit } = await check(folder, { tried: true });
  const { auc } = models![0]!;
  const { severity, code, line, column, message } = problems[0]!;
  assert.deepEqual([exit, problems.length, severity, line, column], [0, 1, 'warning', 8, 51]);
  assert.equal(code, 'model-tells-nothing-apart');
  assert.ok(message.includes(`AUC ${auc!.toFixed(3)} of 60 true`), message);
});

test('too few pairs are said, and pictures that cannot be read are none', async () => {
  const data = await noiseSamples(24, cleanRecipe([similarity(beside('clip'))]));
  for (let i = 0; i < 5; i++) data.write(`images/${i}.png`, 'no picture');
  const { models, problems } = await check(data.folder, { tried: true });
  assert.deepEqual([models![0]!.auc, models![0]!.pairs], [null, 19]);
  const said = problems.find(({ code }) => code === 'too-few-pairs')!;
  assert.match(said.message, /cannot be said: 19 pairs/);
});

test('the texts are those after the mappers of all stages before', async () => {
  const equal = `  - name: first
    clean: {process: [replace_content_mapper: {pattern: 'number.*', repl: same}]}
`;
  const recipe = cleanRecipe([similarity(beside('clip'))]).replace('stages:\n', `stages:\n${equal}`);
  const { models } = await check((await noiseSamples(30, recipe)).folder, { tried: true });
  assert.deepEqual([models![0]!.stage, models![0]!.pairs], ['clean', 0]);
});
