import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CheckResult } from '../../src/core/pipeline/check.ts';
import { cli, rowsOf, run, type Decision } from '../support/cli.ts';
import { dataset, framed, pictureBytes, temporaryFolder } from '../support/dataset.ts';

const recipe = (budget = 0.9) => `version: 1
error_budget: ${budget}
stages:
  - name: clean
    clean:
      process:
        - words_num_filter: {min_num: 1}
        - image_blur_filter: {min_score: 0}
`;
const good = await pictureBytes('x.jpg', { width: 64, height: 64 });
const cutPng = (await pictureBytes('x.png', { width: 64, height: 64 })).subarray(0, 2000);
const text = framed('a caption of some words');
const bad: Record<string, [line: string | object, reason: RegExp]> = {
  'not-json': ['{"id": "not-json", "text": oops}', /not valid JSON.*line 2 .*byte/],
  'invalid-utf8': ['{"id": "invalid-utf8", "text": "\u0001BYTE"}', /not valid/],
  'no-text': [{ id: 'no-text', images: ['images/good.jpg'] }, /"text" is missing/],
  'text-number': [{ id: 'text-number', text: 7 }, /"text" is a number/],
  'images-string': [{ id: 'images-string', text, images: 'images/good.jpg' }, /"images" is a string, not a list/],
  'images-number': [{ id: 'images-number', text, images: [3] }, /images\[0\] is a number/],
  outside: [{ id: 'outside', text, images: ['../secret.jpg'] }, /images\[0\].*"\.\.\/secret\.jpg"/],
  absolute: [{ id: 'absolute', text, images: ['/etc/hostname'] }, /images\[0\]/],
  url: [{ id: 'url', text, images: ['https://example.org/a.jpg'] }, /images\[0\]/],
  missing: [
    { id: 'missing', text, images: ['images/good.jpg', 'images/none.jpg'] },
    /images\/none\.jpg: does not exist/,
  ],
  folder: [{ id: 'folder', text, images: ['images'] }, /images: is a folder/],
  link: [{ id: 'link', text, images: ['images/link.jpg'] }, /leaves the dataset folder by a link/],
  empty: [{ id: 'empty', text, images: ['images/empty.jpg'] }, /images\/empty\.jpg/],
  noise: [{ id: 'noise', text, images: ['images/noise.jpg'] }, /images\/noise\.jpg/],
  svg: [{ id: 'svg', text, images: ['images/svg.jpg'] }, /images\/svg\.jpg/],
  'cut-png': [{ id: 'cut-png', text, images: ['images/cut.png'] }, /images\/cut\.png/],
};
const fine = [
  { id: 'good', text, images: ['images/good.jpg'] },
  { id: 'cut-jpeg', text, images: ['images/cut.jpg'] },
  { id: 'wrong-name', text, images: ['images/jpeg-named.png'] },
  { id: 'null-images', text, images: null },
  { id: 'no-words', text: '' },
];
const secret = temporaryFolder();
const data = await dataset({
  lines: '',
  pictures: {
    'images/good.jpg': good,
    'images/cut.jpg': good.subarray(0, Math.floor(good.length / 2)),
    'images/jpeg-named.png': good,
    'images/empty.jpg': new Uint8Array(),
    'images/noise.jpg': Buffer.from('this is no picture at all'),
    'images/svg.jpg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    'images/cut.png': cutPng,
  },
  recipe: recipe(),
});
const { folder } = data;
writeFileSync(join(secret, 'canary.jpg'), good);
symlinkSync(join(secret, 'canary.jpg'), data.path('images/link.jpg'));
const fileOf = (lines: (string | object)[]) => {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return Buffer.from(`\ufeff${text}\r\n`).toString('latin1').replace('\u0001BYTE', '\xff\xfe');
};
data.write(
  'data.jsonl',
  Buffer.from(fileOf([fine[0]!, ...Object.values(bad).map(([line]) => line), ...fine.slice(1)]), 'latin1'),
);

const checked = await cli('check', folder, '--json');
const ran = await run(folder);
const decisions = new Map((await rowsOf<Decision>(folder, 'SELECT * FROM decisions')).map((row) => [row.id, row]));
const lineOf = (id: string) => Object.keys(bad).indexOf(id) + 2;
const decisionOf = (id: string) => decisions.get(id) ?? decisions.get(`~${lineOf(id)}`);

test('a bad sample costs exactly itself, and is named with its reason', () => {
  assert.equal(ran.code, 3);
  const [clean] = ran.report.stages;
  const count = Object.keys(bad).length;
  assert.deepEqual([clean!.in, clean!.failed, clean!.dropped], [count + fine.length, count, 1]);
  for (const [id, [, reason]] of Object.entries(bad)) {
    assert.equal(decisionOf(id)?.outcome, 'failed', id);
    assert.match(decisionOf(id)!.reason!, reason, id);
  }
});

test('a truncated JPEG, a wrong ending and a sample without pictures are no failures', () => {
  for (const { id } of fine.filter(({ id }) => id !== 'no-words')) assert.equal(decisions.get(id)?.outcome, 'kept', id);
  assert.equal(decisions.get('no-words')!.outcome, 'dropped');
});

test('a truncated JPEG is flagged, by show and by check', async () => {
  assert.match((await cli('show', folder, 'cut-jpeg')).stdout, /⚑ images\/cut\.jpg: truncated/);
  const { problems } = (await cli('check', folder, '--json')).json<CheckResult>();
  assert.ok(problems.some(({ code, message }) => code === 'truncated-picture' && message.startsWith('images/cut.jpg')));
});

test('check lints the dataset without running anything, and exits 3', () => {
  assert.equal(checked.code, 3);
  const { problems, samples, exit } = checked.json<CheckResult>();
  assert.deepEqual([samples, exit], [decisions.size, 3]);
  // What shows only in the pixels is not looked at; all else is named with its line.
  const pixels = ['empty', 'noise', 'svg', 'cut-png'];
  const lines = new Set(problems.filter(({ severity }) => severity === 'error').map(({ line }) => line));
  assert.deepEqual(
    [...lines].sort((a, b) => a! - b!),
    Object.keys(bad)
      .filter((id) => !pixels.includes(id))
      .map(lineOf),
  );
});

test('a run stops with exit 4 when more than the budget and more than 10 samples failed; a rerun says so again', async () => {
  data.write('better-synth.yaml', recipe(0.1));
  for (let time = 0; time < 2; time++) {
    const ended = await cli('run', folder, '--json');
    assert.deepEqual([ended.code, ended.error().code], [4, 4]);
    assert.match(ended.error().message, /16 of 21 samples failed, more than error_budget: 0\.1 allows/);
    assert.ok(ended.error().next!.length > 0);
  }
  data.write('better-synth.yaml', recipe());
  assert.equal((await run(folder)).code, 3);
});

test('ten failures never stop a run, however small the budget', async () => {
  const few = await dataset({
    lines: [...Array.from({ length: 10 }, () => '{broken'), { id: 'good', text }],
    recipe: recipe(0),
  });
  assert.equal((await run(few.folder)).code, 3);
});

test('where every sample is bad, run and check exit 4', async () => {
  const none = await dataset({ lines: ['{broken', 'also broken'], recipe: recipe(1) });
  const [ended, lint] = await Promise.all([cli('run', none.folder, '--json'), cli('check', none.folder)]);
  assert.deepEqual([ended.code, lint.code], [4, 4]);
  assert.match(ended.error().message, /All 2 samples failed/);
});

test('an empty file, a missing one and one that is no JSONL are told apart, each with what to do', async () => {
  const empty = await dataset({ lines: '\n \n', recipe: recipe() });
  const ended: [string, number, RegExp][] = [];
  const expect = async (code: number, message: RegExp) => {
    const { code: found, error } = await cli('run', empty.folder, '--json');
    ended.push([error().message, found, message]);
    assert.equal(found, code, error().message);
    assert.match(error().message, message);
    assert.ok(error().next !== undefined, 'it says what to do');
  };
  await expect(4, /holds no samples/);
  empty.write('data.jsonl', '[{"id": 1, "text": "x"}]\n');
  await expect(2, /array/);
  empty.write('data.jsonl', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]));
  await expect(2, /gzip/);
  rmSync(empty.path('data.jsonl'));
  await expect(2, /no dataset file/);
  mkdirSync(empty.path('data.jsonl'));
  await expect(2, /data\.jsonl/);
  rmSync(empty.path('data.jsonl'), { recursive: true });
  empty.write('data.jsonl', '{"id": 1, "text": "x"}');
});

test('a recipe with errors is exit 2 before any work, with line, column and the nearest known name', async () => {
  const fresh = await dataset({ lines: [{ id: 1, text }], recipe: recipe() });
  const wrong: [string, RegExp, number?][] = [
    [recipe().replace('words_num_filter', 'word_num_filter'), /better-synth\.yaml:7:11: error .*words_num_filter/],
    [recipe().replace('min_num', 'min_nums'), /better-synth\.yaml:7:\d+: error .*min_num\b/],
    [recipe().replace('min_num: 1', 'min_num: lots'), /better-synth\.yaml:7:\d+/],
    [recipe().replace('words_num_filter', 'image_nsfw_filter'), /image_nsfw_filter/],
    [recipe().replace('words_num_filter: {min_num: 1}', 'video_duration_filter:'), /needs Data-Juicer/],
    [recipe().replace('    clean:\n', '    synthesize:\n'), /better-synth\.yaml:5:5: error .*"profile" is missing/],
    [recipe().replace('name: clean', 'name: Clean!'), /better-synth\.yaml:4:\d+/],
    ['stages: [', /better-synth\.yaml:1/],
    [
      recipe().replace('words_num_filter: {min_num: 1}', 'python_lambda_mapper: {lambda_str: "1"}'),
      /python_lambda_mapper/,
      9,
    ],
  ];
  for (const [yaml, message, code = 2] of wrong) {
    fresh.write('better-synth.yaml', yaml);
    const ended = await cli('run', fresh.folder, '--json');
    assert.equal(ended.code, code, yaml);
    assert.match(ended.error().message, message);
    assert.match(ended.error().safe!, /Nothing/);
  }
  assert.ok(!existsSync(fresh.path('.better-synth/runs/1-clean')));
  const lint = await cli('check', fresh.folder, '--json');
  assert.equal(lint.code, 9);
  assert.equal(lint.json<CheckResult>().problems.find(({ severity }) => severity === 'error')!.line, 7);
});

test('old spellings are understood, and said', async () => {
  const old = await dataset({
    lines: [{ id: 1, text, images: ['p.png'] }],
    pictures: { 'p.png': { width: 9, height: 9 } },
    recipe: 'process:\n  - image_aspect_ratio_filter: {min_ratio: 0.1}\ndataset_path: elsewhere.jsonl\nnp: 4\n',
  });
  const { code, stdout } = await cli('check', old.folder);
  assert.equal(code, 0);
  assert.match(stdout, /dataset_path/);
  const { report } = await run(old.folder);
  assert.deepEqual(
    report.stages.map(({ name, kind, in: entered }) => [name, kind, entered]),
    [['clean', 'clean', 1]],
  );
});

test('without a recipe, or a folder, the command says which one is missing', async () => {
  const bare = await dataset({ lines: [{ id: 1, text }] });
  const [noRecipe, noFolder, query] = await Promise.all([
    cli('run', bare.folder, '--json'),
    cli('run', bare.path('nowhere'), '--json'),
    cli('query', bare.folder, 'SELECT id FROM samples', '--json'),
  ]);
  for (const { code } of [noRecipe, noFolder]) assert.equal(code, 2);
  assert.match(noRecipe.error().next!, /better-synth init/);
  assert.match(noFolder.error().message, /no folder/);
  assert.deepEqual(query.json(), [{ id: '1' }]);
});
