/** An engine that is asked about recipes, and for its overview. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { cli } from '../support/cli.ts';
import { dataset, framed } from '../support/dataset.ts';
import { startEngine } from '../support/engine.ts';

const recipe = `stages:
  - name: clean
    clean:
      process:
        - words_num_filter: {min_num: 5}
        - image_text_similarity_filter: {hf_clip: ./none}
`;
const runnable = recipe.replace(/ {8}- image_text.*\n/, '');
const lines = Array.from({ length: 30 }, (_, i) => ({
  id: `s${i}`,
  images: ['p.png'],
  text: framed('word '.repeat(i % 10).trim()),
}));
const folderOf = async (text: string) =>
  dataset({ lines, pictures: { 'p.png': { width: 8, height: 8 } }, recipe: text });

test('a recipe without a dataset is checked, outlined, completed and explained', async () => {
  await using engine = await startEngine('', { unopened: true });
  const text = 'process:\n  - wrods_num_filter: {}\n';
  const [problem] = await engine.ask('recipe/check', { path: '/nowhere/r.synth.yaml', text });
  assert.deepEqual(
    [problem!.code, problem!.line, problem!.column, problem!.fix, problem!.file],
    ['unknown-operator', 2, 5, 'words_num_filter', 'r.synth.yaml'],
  );
  const { stages } = await engine.ask('recipe/outline', { path: '/nowhere/r.yaml', text });
  assert.deepEqual([stages[0]!.name, stages[0]!.last], ['clean', null]);
  const offers = await engine.ask('recipe/complete', { path: '/nowhere/r.yaml', text, line: 2, column: 8 });
  assert.ok(offers.some(({ label }) => label === 'words_num_filter'));
  const seed = { path: '/nowhere/r.yaml', text: 'seed: 3', line: 1, column: 2 };
  assert.match((await engine.ask('recipe/hover', seed))!.markdown, /^\*\*seed\*\*/);
  const told = await engine.ask('recipe/hover', { ...seed, language: 'zh-cn' });
  assert.match(told!.markdown, /^\*\*seed\*\* — 一切随机抽取所用的种子。/);
});

test('models that are missing here are told at their place, but not in Restricted Mode', async () => {
  const data = await folderOf(recipe);
  const asked = { path: data.path('better-synth.yaml'), text: recipe };
  const codes = async (restricted: boolean): Promise<string[]> => {
    await using engine = await startEngine(data.folder, { restricted });
    return (await engine.ask('recipe/check', asked)).map(({ code, line }) => `${code} ${line}`);
  };
  assert.deepEqual(await codes(false), ['no-model 6']);
  assert.deepEqual(await codes(true), []);
});

test('after a run, lenses have its counts and hovers what was measured; a changed threshold is stale', async () => {
  const data = await folderOf(runnable);
  assert.equal((await cli('run', data.folder)).code, 0);
  await using engine = await startEngine(data.folder);
  const asked = { path: data.path('better-synth.yaml'), text: runnable };
  const overview = await engine.ask('overview', null);
  assert.deepEqual([overview.samples, overview.imported, overview.failure], [30, true, null]);
  assert.deepEqual(
    overview.stages.map(({ state, last }) => [state, last?.kept]),
    [['up to date', 21]],
  );
  assert.deepEqual(
    overview.scores.map(({ key, count }) => [key, count]),
    [['num_words', 30]],
  );
  const [stage] = (await engine.ask('recipe/outline', asked)).stages;
  assert.deepEqual(stage!.last, { in: 30, kept: 21, dropped: 9, failed: 0, created: 0, stale: false, run: 1 });
  assert.deepEqual(stage!.operators[0]!.last, { in: 30, kept: 21, dropped: 9, failed: 0 });
  const hover = await engine.ask('recipe/hover', { ...asked, line: 5, column: 32 });
  assert.match(hover!.markdown, /Measured: `num_words`, 30 values[^]*kept \*\*21\*\* of 30/);
  const changed = engine.next('changed', ({ what }) => what.includes('recipe'));
  data.write('better-synth.yaml', runnable.replace('min_num: 5', 'min_num: 6'));
  await changed;
  const after = await engine.ask('overview', null);
  assert.equal(after.stages[0]!.state, 'stale');
  assert.equal((await engine.ask('recipe/outline', asked)).stages[0]!.last!.stale, true);
});

test('a broken recipe and a vanished dataset are told in the overview, with all that is still known', async () => {
  const data = await folderOf(runnable);
  assert.equal((await cli('run', data.folder)).code, 0);
  await cli('tag', data.folder, 's3', '--add', 'keep');
  await using engine = await startEngine(data.folder);
  const broken = engine.next('changed', ({ what }) => what.includes('recipe'));
  data.write('better-synth.yaml', `${runnable}  - name: more\n    clusterr: {k: 3}\n`);
  await broken;
  const overview = await engine.ask('overview', null);
  assert.equal(overview.failure!.kind, 'usage');
  assert.match(overview.failure!.message, /better-synth\.yaml:7:5\b.*"clusterr"/);
  assert.deepEqual(
    [overview.samples, overview.stages.map(({ name, last }) => [name, last?.kept])],
    [30, [['clean', 21]]],
  );
  assert.deepEqual(overview.tags, [{ tag: 'keep', samples: 1 }]);
  const text = data.read('data.jsonl');
  const gone = engine.next('changed', ({ what }) => what.includes('dataset'));
  rmSync(data.path('data.jsonl'));
  await gone;
  const without = await engine.ask('overview', null);
  assert.match(without.failure!.message, /There is no dataset file/);
  assert.deepEqual(without.tags, [{ tag: 'keep', samples: 1 }]);
  data.write('data.jsonl', text);
});

test('while the dataset is being imported the overview answers at once with what is known', async () => {
  const many = Array.from({ length: 60_000 }, (_, i) => ({ id: `s${i}`, images: ['p.png'], text: framed(`a ${i}`) }));
  const { folder } = await dataset({ lines: many, recipe: runnable });
  await using engine = await startEngine(folder);
  const first = await engine.ask('overview', null);
  assert.equal(first.imported, false);
  assert.deepEqual(
    [first.stages.map(({ name, state }) => [name, state]), first.failure],
    [[['clean', 'never run']], null],
  );
  let last = first;
  while (!last.imported) {
    await engine.next('changed', ({ what }) => what.includes('dataset'));
    last = await engine.ask('overview', null);
  }
  assert.equal(last.samples, 60_000);
});

test('in Restricted Mode stages are told as they are written, and nothing is created', async () => {
  const data = await folderOf(runnable);
  await using engine = await startEngine(data.folder, { restricted: true });
  const { stages, failure } = await engine.ask('overview', null);
  assert.deepEqual([stages.map(({ name, state }) => [name, state]), failure], [[['clean', 'never run']], null]);
  assert.throws(() => data.read('.better-synth/state/state.db'), { code: 'ENOENT' });
});
