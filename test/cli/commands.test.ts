import assert from 'node:assert/strict';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Diff } from '../../src/core/pipeline/diff.ts';
import type { PlannedStage } from '../../src/core/pipeline/plan.ts';
import { cli, rowsOf, run, start } from '../support/cli.ts';
import { dataset } from '../support/dataset.ts';

const recipe = `version: 1
stages:
  - name: clean
    clean: {process: [words_num_filter: {min_num: 2}]}
  - name: select
    select: {strategy: top, by: num_words, budget: 4}
`;
const data = await dataset({
  lines: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `w${n}`, text: Array.from({ length: n }, () => 'abc').join(' ') })),
  recipe,
});
const { folder } = data;
const first = await run(folder);

test('what later versions bring is exit 2 with "not in this version"', async () => {
  const later = [['parity'], ['models', 'get', 'x'], ['models', 'remove', 'x'], ['models', 'export', 'x'], ['mcp']];
  const ended = await Promise.all(later.map((args) => cli(...args, '--json')));
  for (const { code, error } of ended) {
    assert.deepEqual([code, error().code], [2, 2]);
    assert.match(error().message, /not in this version/);
  }
});

test('wrong usage is exit 2, with --json as one document, and help is exit 0', async () => {
  const wrong = [
    ['nonsense'],
    ['run', folder, '--nonsense'],
    ['run', folder, '--sample', 'many'],
    ['decide', folder],
    ['models'],
    ['models', 'path'],
    ['models', 'list', 'x'],
    [],
  ];
  const ended = await Promise.all(wrong.map((args) => cli(...args, '--json')));
  for (const [i, { code, error }] of ended.entries())
    assert.deepEqual([wrong[i], code, error().code], [wrong[i], 2, 2]);
  const help = await cli('--help');
  assert.equal(help.code, 0);
  for (const name of [
    'init',
    'check',
    'run',
    'status',
    'show',
    'query',
    'decide',
    'edit',
    'tag',
    'export',
    'diff',
    'fsck',
  ])
    assert.match(help.stdout, new RegExp(`^ +${name} `, 'm'));
  assert.match((await cli('--version')).stdout, /^\d+\.\d+\.\d+\n$/);
});

test('commands without --json speak to people: tables on stdout, remarks on stderr', async () => {
  const { stdout, stderr } = await cli('run', folder);
  assert.match(stdout, /^Run \d+\nstage +in +kept +dropped +failed +seconds/);
  assert.match(stdout, /clean \(clean\) +7 +6 +1 +0 +cached/);
  assert.equal(stderr, '');
});

test('without DIR a command works in the current folder', async () => {
  const { code, json } = await start(['status', '--json'], { cwd: folder }).ended;
  assert.equal(code, 0);
  assert.equal(json<{ dataset: { samples: number } }>().dataset.samples, 7);
});

test('fill: none takes each chosen sample once, at most the budget of them; without a budget times is 1', async () => {
  assert.deepEqual(first.report.stages[1]!.kept, 4);
  const selected = () => rowsOf(folder, 'SELECT * FROM selected ORDER BY id');
  assert.deepEqual(
    await selected(),
    ['w4', 'w5', 'w6', 'w7'].map((id) => ({ id, times: 1 })),
  );
  data.write('better-synth.yaml', recipe.replace('budget: 4', 'at: 2'));
  await run(folder);
  assert.deepEqual(
    await selected(),
    ['w6', 'w7'].map((id) => ({ id, times: 1 })),
  );
  const dropped = await rowsOf(folder, "SELECT operator, reason FROM decisions WHERE stage = 'select' AND id = 'w2'");
  assert.deepEqual(dropped, [{ operator: 'select', reason: 'not selected' }]);
  data.write('better-synth.yaml', recipe.replace('top, by: num_words', 'dynamic-increase'));
  const needs = await cli('run', folder, '--json');
  assert.equal(needs.code, 2);
  assert.match(needs.error().message, /cluster/);
});

test('diff compares two runs, or a stage of each: as sets, by scores, and by their recipes', async () => {
  const parts = data.path('.better-synth/parts');
  for (const name of readdirSync(parts)) utimesSync(join(parts, name), 1, 1);
  data.write('better-synth.yaml', recipe.replace('min_num: 2', 'min_num: 5'));
  await cli('edit', folder, 'w4', '--text', 'now this has many more words');
  const { run: n } = (await run(folder)).report;
  const whole = (await cli('diff', folder, '1', String(n), '--json')).json<Diff>();
  assert.deepEqual(whole.a, { run: 1, stage: 'select', kept: 4 });
  assert.deepEqual([whole.both, whole.onlyA, whole.onlyB], [4, [], []]);
  const stage = (await cli('diff', folder, '1-clean', `${n}-clean`, '--json')).json<Diff>();
  assert.deepEqual([stage.both, stage.onlyA, stage.onlyB], [4, ['w2', 'w3'], []]);
  assert.deepEqual(
    stage.scores.map(({ key, samples, changed }) => [key, samples, changed]),
    [['num_words', 7, 1]],
  );
  assert.deepEqual(
    stage.recipe.filter((line) => line.includes('min_num')),
    [
      '-     clean: {process: [words_num_filter: {min_num: 2}]}',
      '+     clean: {process: [words_num_filter: {min_num: 5}]}',
    ],
  );
  for (const wrong of [
    ['1', '99'],
    ['1-nowhere', '1'],
    ['x', '1'],
  ])
    assert.equal((await cli('diff', folder, ...wrong)).code, 2, wrong.join());
});

test('a dry run tells why a stage is stale, and that those behind it wait', async () => {
  data.write('better-synth.yaml', recipe.replace('min_num: 2', 'min_num: 3'));
  const { stages } = (await cli('run', folder, '--dry-run', '--json')).json<{ stages: PlannedStage[] }>();
  assert.deepEqual(
    stages.map(({ state }) => state),
    ['stale', 'waiting'],
  );
  assert.match(stages[0]!.why, /parameters/);
  data.write('data.jsonl', `${data.read('data.jsonl')}{"id": "w8", "text": "one more"}\n`);
  const status = (await cli('status', folder, '--json')).json<{ stages: PlannedStage[] }>();
  assert.match(status.stages[0]!.why, /dataset file has changed/);
});
