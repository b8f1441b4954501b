/** `report`: one HTML file that shows what happened. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cli } from '../support/cli.ts';
import { dataset } from '../support/dataset.ts';

const captions = ['a', 'a red cat on a mat', 'a dog in the green grass', 'two birds on a roof'];
const recipe = `version: 1
stages:
  - name: clean
    clean: {process: [{words_num_filter: {min_num: 2}}, {image_shape_filter: {min_width: 8}}]}
  - name: group
    cluster: {of: text, model: tf-idf, k: 2}
  - name: pick
    select: {strategy: top, by: [num_words], at: 2, budget: 5, fill: repeat}
`;
const pictures = Object.fromEntries(captions.map((_, i) => [`images/${i}.png`, { width: 32, height: 24, seed: i }]));
const lines = captions.map((text, i) => ({ id: `s${i}`, images: [`images/${i}.png`], text }));

test('a report tells what came in, what is kept, and why the rest is not, with pictures', async () => {
  const { folder } = await dataset({ lines, pictures, recipe });
  await cli('run', folder);
  const ended = await cli('report', folder, '--json');
  assert.equal(ended.code, 0);
  const { path, bytes } = ended.json<{ path: string; bytes: number }>();
  assert.match(path, /\.better-synth\/runs\/1-report\/report\.html$/);
  const written = readFileSync(path, 'utf8');
  assert.equal(Buffer.byteLength(written), bytes);
  const text = written.replace(/>\s+/g, '>').replace(/\s+</g, '<');
  assert.match(text, /4 rows came in; 2 samples are kept\. The selection makes 5 records of 2 samples\./);
  assert.match(text, /num_words 1 &#60; 2/);
  assert.match(text, /<td>words_num_filter<\/td><td class="number">1<\/td><td class="number">25\.0 %/);
  assert.equal(text.match(/src="data:image\/webp;base64,/g)!.length >= 4, true);
  assert.match(text, /<h3><bdi>[^<]*\b(cat|dog|birds)\b[^<]*<\/bdi><span class="quiet">cluster \d, \d samples/);
  assert.match(text, /<b>Words<\/b> ?<span class="quiet">num_words/);
  assert.match(text, /min_num: 2/);
  assert.ok(!/<script|<link|<iframe|https?:/.test(text));
});

test('a report is written where it is asked for, and over nothing that is not to go away', async () => {
  const made = await dataset({ lines, pictures, recipe });
  const { folder } = made;
  await cli('run', folder);
  const output = made.path('result.html');
  assert.equal((await cli('report', folder, '--output', output)).code, 0);
  const again = await cli('report', folder, '--output', output, '--json');
  assert.equal(again.code, 2);
  assert.match(again.error().next!, /--force/);
  assert.equal((await cli('report', folder, '--output', output, '--force')).code, 0);
  assert.equal((await cli('report', folder, '--output', made.path('data.jsonl'), '--force')).code, 2);
});

test('evaluations of named score tables are told with what they mean, and no log is passed over', async () => {
  const score = (group: string, seed: number, accuracy: number): string => JSON.stringify({ group, seed, accuracy });
  const seeds = [1, 2, 3, 4, 5];
  const table = seeds.flatMap((seed) => [
    score('raw', seed, 0.4 + seed / 100),
    score('selected', seed, 0.6 + seed / 110),
    score('shuffled', seed, 0.4 + ((seed * 7) % 5) / 100),
    score('<b>half</b>', seed, 0.2 + seed / 90),
  ]);
  const made = await dataset({ lines, pictures, recipe, files: { 'scores.jsonl': `${table.join('\n')}\n` } });
  await cli('run', made.folder);
  const ended = await cli('report', made.folder, '--json', '--log', made.path('scores.jsonl'));
  const text = readFileSync(ended.json<{ path: string }>().path, 'utf8').replace(/>\s+/g, '>').replace(/\s+</g, '<');
  const verdicts = [
    ...text.matchAll(/<td><bdi>([^<]+)<\/bdi>.*?<\/td><td>(?:<b class="[a-z-]+">([a-z ]+)<\/b>.*?)?<\/td><\/tr>/g),
  ];
  assert.deepEqual(
    verdicts.map(([, group, verdict]) => [group, verdict]),
    [
      ['raw', undefined],
      ['selected', 'better'],
      ['shuffled', 'not distinguishable'],
      ['&#60;b&#62;half&#60;/b&#62;', 'worse'],
    ],
  );
  const refused = await cli('report', made.folder, '--json', '--log', made.path('gone.jsonl'));
  assert.equal(refused.code, 2);
  assert.match(refused.error().message, /gone\.jsonl cannot be read/);
});

test('before any run a report says so', async () => {
  const { folder } = await dataset({ lines, pictures, recipe });
  const ended = await cli('report', folder, '--json');
  assert.equal(ended.code, 0);
  const text = readFileSync(ended.json<{ path: string }>().path, 'utf8');
  assert.match(text, /No stage has run yet/);
  assert.match(text, /not decided/);
});
