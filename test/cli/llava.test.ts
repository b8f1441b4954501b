import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cli, rowsOf, run, start } from '../support/cli.ts';
import { dataset, filesBelow, framed } from '../support/dataset.ts';
import { smallVolume } from '../support/volume.ts';

const recipe = `version: 1
seed: 3
stages:
  - name: select
    select: {strategy: top, by: num_words, budget: 9, fill: repeat}
`.replace('stages:', 'stages:\n  - name: measure\n    measure: {process: [words_num_filter]}');
const lines = [
  { id: 1, images: ['images/a.png'], text: framed('a plain caption') },
  '{"id": 12345678901234567890, "images": ["./images//b.png"], "text": "<image>\\nLLaVA\'s own token, \\u00e9t\\u00e9"}',
  { id: '002', images: ['images/ä.png'], text: '<__dj__image>\n  two\nlines, and a stray <image> <|__dj__eoc|>' },
  { id: 'twice', images: ['images/a.png', 'images/a.png'], text: `${framed('one')}\n${framed('and again')}` },
  { id: 'two', images: ['images/a.png', 'images/b.png'], text: `${framed('one')}\n${framed('another')}` },
  { id: 'none', text: 'a text without any picture' },
  { images: ['images/gone.png'], text: framed('a picture that is not there, and no id') },
];
const size = { width: 8, height: 8 };
const data = await dataset({
  lines,
  pictures: { 'images/a.png': size, 'images/b.png': { ...size, seed: 1 }, 'images/ä.png': { ...size, seed: 2 } },
  recipe,
});
const { folder } = data;
await run(folder);

interface Llava {
  readonly id: string | number;
  readonly better_synth_id: string;
  readonly image: string;
  readonly conversations: readonly { readonly from: string; readonly value: string }[];
}
interface Document {
  readonly path: string;
  readonly records: number;
  readonly notes: readonly string[];
  readonly pictures?: { readonly taken: number; readonly bytes: number; readonly missing: number };
}

const to = async (format: string, name: string, ...more: string[]) => {
  const ended = await cli('export', folder, '--format', format, '--output', data.path(name), '--json', ...more);
  return { ...ended, document: ended.json<Document>() };
};
const recordsIn = (name: string): Llava[] => JSON.parse(data.read(name)) as Llava[];
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const picturesOf = (name: string): [string, string][] =>
  filesBelow(data.path(name))
    .filter((path) => path.includes('/images/'))
    .map((path) => [path.slice(data.path(name).length + 1), sha256(path)]);
const here = ['images/a.png', 'images/b.png', 'images/ä.png'];

test('llava has a record per times of each sample with exactly one picture, and counts the others', async () => {
  const { code, document } = await to('llava', 'result.json');
  const times = await rowsOf<{ id: string; times: number }>(folder, 'SELECT * FROM selected');
  const expected = times
    .filter(({ id }) => !['two', 'none'].includes(id))
    .flatMap(({ id, times: n }) => Array<string>(n).fill(id));
  const records = recordsIn('result.json');
  assert.deepEqual([code, document.records], [0, expected.length]);
  assert.deepEqual(
    records.map((record) => record.better_synth_id),
    expected,
  );
  assert.deepEqual(document.notes, [
    'of 5 samples: the selection takes some of them several times',
    '2 samples without exactly one picture were left out',
  ]);
});

test('a record has the line’s own id, the picture’s path, a question with the token, and the caption without tokens', () => {
  const records = new Map(recordsIn('result.json').map((record) => [record.better_synth_id, record]));
  assert.deepEqual(
    [...records.values()].map(({ id, image, conversations }) => [id, image, conversations[1]!.value]),
    [
      [1, 'images/a.png', 'a plain caption'],
      [12345678901234567890n, './images//b.png', "LLaVA's own token, été"],
      ['002', 'images/ä.png', 'two\nlines, and a stray'],
      ['twice', 'images/a.png', 'one\n\nand again'],
      ['~7', 'images/gone.png', 'a picture that is not there, and no id'],
    ].map(([id, ...rest]) => [typeof id === 'bigint' ? Number(id) : id, ...rest]),
  );
  assert.match(data.read('result.json'), /"id":12345678901234567890,/, 'all digits of a number');
  for (const { conversations } of records.values()) {
    assert.deepEqual(
      conversations.map(({ from }) => from),
      ['human', 'gpt'],
    );
    assert.match(conversations[0]!.value, /^(<image>\n[^<]+|[^<]+\n<image>)$/);
  }
});

test('questions of one’s own are dealt out by seed and id, the same each time', async () => {
  data.write('questions.txt', 'What is this?\r\n\n  Say what you see. \n');
  const options = ['--questions', data.path('questions.txt')];
  await to('llava', 'own.json', ...options);
  await to('llava', 'own-again.json', ...options);
  assert.equal(data.read('own.json'), data.read('own-again.json'));
  const asked = recordsIn('own.json').map(({ conversations }) => conversations[0]!.value.replace(/\n?<image>\n?/, ''));
  assert.deepEqual(
    [...new Set(asked)].filter((question) => !['What is this?', 'Say what you see.'].includes(question)),
    [],
  );
  data.write('questions.json', '["Only this?"]');
  await to('llava', 'list.json', '--questions', data.path('questions.json'));
  assert.ok(recordsIn('list.json').every(({ conversations }) => conversations[0]!.value.includes('Only this?')));
});

test('a file of questions that holds none, or a token, is refused before anything is written', async () => {
  for (const [text, why] of [
    ['\n \n', /no question/],
    ['What is <image> this?', /token/],
    ['["a", 1]', /place 2/],
    ['[1', /JSON/],
  ] as const) {
    data.write('faulty.txt', text);
    const { code, error } = await to('llava', 'never.json', '--questions', data.path('faulty.txt'));
    assert.deepEqual([code, existsSync(data.path('never.json'))], [2, false]);
    assert.match(error().message, why);
  }
  assert.equal((await to('llava', 'never.json', '--questions', data.path('no-such'))).code, 2);
  assert.equal((await to('csv', 'never.csv', '--questions', data.path('questions.txt'))).code, 2);
});

test('an export stage writes llava with the built-in questions, as the command does', async () => {
  data.write('better-synth.yaml', `${recipe}  - name: write\n    export: {format: llava, output: stage.json}\n`);
  assert.equal((await run(folder)).code, 0);
  assert.equal(data.read('stage.json'), data.read('result.json'));
});

test('--with-images copy makes a folder with the records, each picture once, a manifest and a card', async () => {
  const { code, document } = await to('llava', 'copied', '--with-images', 'copy');
  assert.equal(code, 3, 'one picture is missing');
  assert.deepEqual(document.pictures, { taken: 3, bytes: sizesOf(here), missing: 1 });
  assert.match(
    document.notes.join(),
    /1 pictures could not be taken along; the first: images\/gone\.png does not exist/,
  );
  assert.deepEqual(readdirSync(data.path('copied')).sort(), ['README.md', 'data.json', 'images', 'manifest.jsonl']);
  assert.equal(data.read('copied/data.json'), data.read('result.json'));
  assert.deepEqual(
    picturesOf('copied'),
    here.map((name) => [name, sha256(data.path(name))]),
  );
  assert.deepEqual(
    data.read('copied/manifest.jsonl'),
    here
      .map((path) => `${JSON.stringify({ path, sha256: sha256(data.path(path)), bytes: sizesOf([path]) })}\n`)
      .join(''),
  );
});

function sizesOf(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + statSync(data.path(name)).size, 0);
}

test('the card says counts, stages, recipe and what is known of the licence, and no date', () => {
  const card = data.read('copied/README.md');
  assert.match(card, /^---\nlicense: unknown\n/);
  assert.match(card, /\| records \| \d \|/);
  assert.match(card, /\| samples, source \| 7 \|/);
  assert.match(card, /\| select \| select \| 7 \| 7 \| 0 \| 0 \| 0 \|/);
  assert.ok(card.includes(data.read('better-synth.yaml').trimEnd()));
  assert.ok(card.includes(sha256(data.path('data.jsonl'))));
  assert.match(card, /## Licence/);
  assert.doesNotMatch(card, new RegExp(`${new Date().getFullYear()}-|${folder}`));
});

test('--with-images works for data-juicer: the folder is a dataset that can be opened and run', async () => {
  await to('data-juicer', 'dj', '--with-images', 'copy');
  assert.deepEqual(
    picturesOf('dj').map(([name]) => name),
    here,
  );
  const { report } = await run(data.path('dj'), '--recipe', data.path('better-synth.yaml'));
  assert.equal(report.stages[0]!.in, 9);
});

test('--with-images hardlink gives the pictures second names, without a byte more', async () => {
  const { document } = await to('llava', 'linked', '--with-images', 'hardlink');
  assert.equal(document.pictures!.taken, 3);
  assert.deepEqual(
    here.map((name) => statSync(data.path(`linked/${name}`)).ino),
    here.map((name) => statSync(data.path(name)).ino),
  );
  assert.equal(data.read('linked/manifest.jsonl'), data.read('copied/manifest.jsonl'));
});

test('onto another volume hardlink says what to do instead, and leaves nothing', async (t) => {
  const volume = smallVolume(t, 8);
  if (volume === null) return;
  const output = join(volume.folder, 'out');
  const { code, error } = await cli(
    'export',
    folder,
    '--format',
    'llava',
    '--output',
    output,
    '--with-images',
    'hardlink',
    '--json',
  );
  assert.equal(code, 2);
  assert.match(error().message, /another volume/);
  assert.match(error().next!, /copy/);
  assert.deepEqual(readdirSync(volume.folder), []);
});

test('--with-images tar holds the same files, twice the same bytes, as tar itself reads them', async () => {
  await to('llava', 'one.tar', '--with-images', 'tar');
  await to('llava', 'two.tar', '--with-images', 'tar');
  assert.equal(sha256(data.path('one.tar')), sha256(data.path('two.tar')));
  mkdirSync(data.path('unpacked'));
  const tar = spawnSync('tar', ['-xf', data.path('one.tar'), '-C', data.path('unpacked')], { encoding: 'utf8' });
  assert.deepEqual([tar.status, tar.stderr], [0, '']);
  const files = (name: string) =>
    filesBelow(data.path(name)).map((path) => [path.slice(data.path(name).length), sha256(path)]);
  assert.deepEqual(files('unpacked'), files('copied'));
});

test('a folder that an export wrote is replaced with --force, and nothing else is', async () => {
  assert.equal((await to('llava', 'copied', '--with-images', 'copy')).code, 2);
  writeFileSync(data.path('copied/images/mine.txt'), 'mine');
  const refused = await to('data-juicer', 'copied', '--with-images', 'copy', '--force');
  assert.equal(refused.code, 2);
  assert.match(refused.error().message, /images\/mine\.txt, which no export wrote/);
  unlinkSync(data.path('copied/images/mine.txt'));
  assert.equal((await to('data-juicer', 'copied', '--with-images', 'copy', '--force')).code, 3);
  assert.deepEqual(readdirSync(data.path('copied')).sort(), ['README.md', 'data.jsonl', 'images', 'manifest.jsonl']);
  mkdirSync(data.path('mine'));
  writeFileSync(data.path('mine/README.md'), 'mine');
  assert.equal((await to('llava', 'mine', '--with-images', 'copy', '--force')).code, 2);
  writeFileSync(data.path('a-file'), 'mine');
  assert.equal((await to('llava', 'a-file', '--with-images', 'copy', '--force')).code, 2);
  data.assertUntouched();
});

test('neither the dataset folder nor one that holds its pictures is a place for an export', async () => {
  symlinkSync(folder, data.path('self'));
  for (const place of ['.', 'images', 'self', '.better-synth/out']) {
    const { code, stderr } = await to('llava', place, '--with-images', 'copy', '--force');
    assert.equal(code, 2, `${place}: ${stderr}`);
  }
  data.assertUntouched();
});

test('a way of taking pictures that there is not, and a format without pictures, are refused', async () => {
  const [unknown, edits] = await Promise.all([
    to('llava', 'x', '--with-images', 'move'),
    to('edits', 'x', '--with-images', 'copy'),
  ]);
  assert.deepEqual([unknown.code, edits.code], [2, 2]);
  assert.match(unknown.error().next!, /copy, hardlink, tar/);
  assert.match(edits.error().message, /no pictures/);
});

test('a killed export leaves nothing under its name, and one that is cancelled leaves nothing at all', async () => {
  const many = await dataset({
    lines: Array.from({ length: 400 }, (_, i) => ({
      id: i,
      images: [`images/${i}.bin`],
      text: framed(`caption ${i}`),
    })),
    pictures: Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`images/${i}.bin`, Buffer.alloc(50_000, i)])),
    recipe: 'version: 1\nstages:\n  - name: measure\n    measure: {process: [words_num_filter]}\n',
  });
  await run(many.folder);
  for (const [how, place, signal] of [
    ['copy', 'killed', 'SIGKILL'],
    ['tar', 'killed.tar', 'SIGKILL'],
    ['copy', 'cancelled', 'SIGINT'],
  ] as const) {
    const before = new Set(readdirSync(many.folder));
    const begun = start([
      'export',
      many.folder,
      '--format',
      'llava',
      '--output',
      many.path(place),
      '--with-images',
      how,
    ]);
    while (!readdirSync(many.folder).some((name) => !before.has(name))) await new Promise((go) => setTimeout(go, 2));
    begun.child.kill(signal);
    const { code } = await begun.ended;
    assert.equal(code, signal === 'SIGINT' ? 130 : -1);
    assert.ok(!existsSync(many.path(place)));
    const left = readdirSync(many.folder).filter((name) => !before.has(name));
    assert.ok(
      signal === 'SIGINT' ? left.length === 0 : left.every((name) => name.startsWith('.better-synth-export-')),
      left.join(),
    );
  }
});
