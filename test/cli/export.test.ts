import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cli, rowsOf, run } from '../support/cli.ts';
import { dataset, filesBelow, framed } from '../support/dataset.ts';

const recipe = `version: 1
error_budget: 0.5
stages:
  - name: clean
    clean:
      process:
        - whitespace_normalization_mapper:
        - words_num_filter: {min_num: 3}
  - name: cluster
    cluster: {k: 2}
  - name: select
    select: {strategy: top, by: num_words, budget: 11, fill: repeat}
  - name: write
    export: {format: data-juicer, output: result.jsonl}
`;
const lines = [
  '{"id": 1,"images":["images/a.png"]  , "text": "<__dj__image>\\n=SUM(A1) one\\u00a0two three", "more": {"n": [1.50, -0, 1e400], "ä": "\\u00e9"}}',
  '{ "text" : "a \\"quoted\\", longer text, with commas" , "images" : [ "images/a.png" ] , "id" : "002" }',
  '{"id": "1", "images": ["images/b.png"], "text": "the second with this id, \\u00e9t\\u00e9\\u00a0too"}',
  '{"images": ["./images/b.png"], "text": "this one carries no id at all"}',
  '{"id": "short", "text": "too short"}',
  '{"id": "torn", "text": "x',
];
const data = await dataset({
  lines,
  pictures: { 'images/a.png': { width: 8, height: 8 }, 'images/b.png': { width: 8, height: 8 } },
  recipe,
});
const { folder } = data;
const early = await cli('export', folder, '--format', 'data-juicer', '--output', data.path('early.jsonl'), '--json');
const ran = await run(folder);
const to = async (format: string, name: string, ...more: string[]) => {
  const ended = await cli('export', folder, '--format', format, '--output', data.path(name), '--json', ...more);
  return { ...ended, document: ended.json<{ path: string; records: number; notes: string[] }>() };
};
const times = new Map(
  (await rowsOf<{ id: string; times: number }>(folder, 'SELECT * FROM selected')).map((row) => [row.id, row.times]),
);

test('before a run there is no result to export', () => {
  assert.deepEqual([early.code, existsSync(data.path('early.jsonl'))], [2, false]);
  assert.match(early.error().next!, /run/);
});

test('data-juicer has each selected sample once per times, byte-identical but for the text that has changed', () => {
  assert.equal(ran.code, 3);
  const expected = [
    ['1', lines[0]!.replace('one\\u00a0two', 'one two')],
    ['002', lines[1]!],
    // Where the id is not the line's own, ours stands behind it, in the line's own style.
    ['1~3', lines[2]!.replace('\\u00a0too', ' too').replace(/}$/, ', "better_synth_id": "1~3"}')],
    ['~4', lines[3]!.replace(/}$/, ', "better_synth_id": "~4"}')],
  ] as const;
  assert.deepEqual([...times.keys()].sort(), ['002', '1', '1~3', '~4']);
  assert.equal(
    [...times.values()].reduce((sum, n) => sum + n),
    11,
  );
  assert.equal(data.read('result.jsonl'), expected.map(([id, line]) => `${line}\n`.repeat(times.get(id)!)).join(''));
});

test('the command writes what the stage of the same format writes, and says how many records', async () => {
  const { code, document } = await to('data-juicer', 'again.jsonl');
  assert.deepEqual([code, document.path, document.records], [0, data.path('again.jsonl'), 11]);
  assert.equal(data.read('again.jsonl'), data.read('result.jsonl'));
});

test('--stage exports the result of an earlier stage: each sample once', async () => {
  const { document } = await to('data-juicer', 'clean.jsonl', '--stage', 'clean');
  assert.equal(document.records, 4);
  assert.equal((await to('data-juicer', 'x.jsonl', '--stage', 'nowhere')).code, 2);
});

test('csv is RFC 4180 with times and scores, and no cell that a spreadsheet takes for a formula', async () => {
  const { document } = await to('csv', 'result.csv');
  const [heading, ...rows] = data.read('result.csv').split('\r\n');
  assert.equal(heading, 'id,text,caption,images,cluster,distance_to_center,times,num_words');
  assert.equal(rows.length, 5);
  const [first] = rows;
  assert.match(
    first!,
    new RegExp(
      `^1,"<__dj__image>\\n=SUM\\(A1\\) one two three",'=SUM\\(A1\\) one two three,"\\[""images/a.png""\\]",\\d,\\d(\\.\\d{1,2})?,${times.get('1')},5$`,
    ),
  );
  assert.match(rows[1]!, /^002,"a ""quoted"", longer text, with commas"/);
  assert.match(document.notes.join(), /apostrophe/);
});

test('parquet has the same columns, typed', async () => {
  await to('parquet', 'result.parquet');
  const bytes = readFileSync(data.path('result.parquet'));
  assert.equal(bytes.subarray(0, 4).toString() + bytes.subarray(-4).toString(), 'PAR1PAR1');
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create()).connect();
  const result = await connection.run(`FROM '${data.path('result.parquet')}'`);
  assert.deepEqual(result.columnNames(), [
    'id',
    'text',
    'caption',
    'images',
    'cluster',
    'distance_to_center',
    'times',
    'num_words',
  ]);
  const rows = await result.getRowObjectsJson();
  assert.deepEqual(
    rows.map((row) => [row['id'], row['times'], row['images']]),
    [
      ['1', times.get('1'), ['images/a.png']],
      ['002', times.get('002'), ['images/a.png']],
      ['1~3', times.get('1~3'), ['images/b.png']],
      ['~4', times.get('~4'), ['./images/b.png']],
    ],
  );
  connection.closeSync();
});

test('clusters-by-image has the published form: cluster as text, distance with two decimals, the last caption of a picture', async () => {
  const { document } = await to('clusters-by-image', 'by-image.json');
  const found = JSON.parse(data.read('by-image.json')) as Record<
    string,
    { cluster: string; distance_to_center: number }
  >;
  const clusters = await rowsOf<{ id: string; cluster: number; d: number }>(
    folder,
    'SELECT id, cluster, distance_to_center AS d FROM clusters',
  );
  assert.deepEqual(Object.keys(found), ['images/a.png', 'images/b.png', './images/b.png']);
  const last = clusters.find(({ id }) => id === '002')!;
  assert.deepEqual(found['images/a.png'], {
    cluster: String(last.cluster),
    distance_to_center: Math.round(last.d * 100) / 100,
  });
  assert.match(document.notes.join(), /1 captions? share/);
});

test('clusters-by-cluster has the published form: question is the picture, answer the caption', async () => {
  await to('clusters-by-cluster', 'by-cluster.json');
  type Member = { data: { question: string; answer: string }; distance_to_center: number };
  const found = JSON.parse(data.read('by-cluster.json')) as Record<string, Member[]>;
  const members = Object.values(found).flat();
  assert.equal(members.length, 4);
  assert.deepEqual(
    members.map((member) => Object.keys(member)),
    members.map(() => ['data', 'distance_to_center']),
  );
  assert.ok(
    members.some(
      ({ data: { question, answer } }) => question === 'images/a.png' && answer === '=SUM(A1) one two three',
    ),
  );
});

test('edits are a line each, with the caption, the time and whether they are in conflict', async () => {
  await cli('edit', folder, '002', '--text', 'a caption of my own');
  assert.equal((await to('edits', 'edits.jsonl')).document.records, 1);
  const { at, ...edit } = JSON.parse(data.read('edits.jsonl')) as Record<string, unknown>;
  assert.deepEqual(edit, { id: '002', caption: 'a caption of my own', conflict: false });
  assert.equal(typeof at, 'string');
});

test('a file that is there is replaced with --force alone, and then as a whole', async () => {
  data.write('mine.csv', 'mine');
  const refused = await to('csv', 'mine.csv');
  assert.deepEqual([refused.code, data.read('mine.csv')], [2, 'mine']);
  assert.equal((await to('csv', 'mine.csv', '--force')).code, 0);
  data.write('mine.csv', data.read('mine.csv'));
  assert.match(data.read('mine.csv'), /^id,text/);
});

test('a source is never written to: not the dataset, a picture, the recipe, or our own store', async () => {
  symlinkSync(folder, join(folder, 'link'));
  const sources = [
    'data.jsonl',
    'images/a.png',
    'link/images/b.png',
    'better-synth.yaml',
    'link/data.jsonl',
    '.better-synth/state/state.db',
  ];
  const ended = await Promise.all(sources.map((name) => to('csv', name, '--force')));
  for (const [i, { code, error }] of ended.entries())
    assert.deepEqual([sources[i], code, error().kind], [sources[i], 2, 'usage']);
  assert.ok((await to('csv', '.better-synth.csv')).code === 0, 'a name that only begins like our folder is fine');
  data.assertUntouched();
});

test('a format of a later version says so; unknown ones name those that there are', async () => {
  const [webdataset, unknown] = await Promise.all([to('webdataset', 'x.tar'), to('xml', 'x.xml')]);
  assert.equal(webdataset.code, 2);
  assert.match(webdataset.error().message, /not in this version/);
  assert.equal(unknown.code, 2);
  assert.match(unknown.error().next!, /data-juicer, llava, parquet, csv/);
  assert.equal((await cli('export', folder, '--format', 'csv')).code, 2);
});

test('a folder is no place for a file', async () => {
  mkdirSync(data.path('taken'));
  const { code, error } = await to('csv', 'taken', '--force');
  assert.deepEqual([code, existsSync(data.path('taken'))], [2, true]);
  assert.match(error().message, /is a folder/);
});

test('an export stage replaces the file that it wrote, and no other', async () => {
  data.write('better-synth.yaml', recipe.replace('budget: 11', 'budget: 12'));
  await run(folder);
  assert.equal(data.read('result.jsonl').trimEnd().split('\n').length, 12);
  // Changed by somebody since: now it is theirs.
  data.write('result.jsonl', 'mine now');
  data.write('better-synth.yaml', recipe.replace('budget: 11', 'budget: 13'));
  const refused = await cli('run', folder, '--json');
  assert.equal(refused.code, 2);
  assert.match(refused.error().message, /result\.jsonl exists, and this stage did not write it/);
  data.assertUntouched();
});

test('an export stage makes the folders on its way, and writes again what was deleted', async () => {
  data.write('better-synth.yaml', recipe.replace('result.jsonl', 'out/of/it/result.jsonl'));
  await run(folder);
  const path = data.path('out/of/it/result.jsonl');
  const bytes = readFileSync(path, 'utf8');
  const { unlinkSync } = await import('node:fs');
  unlinkSync(path);
  const { report } = await run(folder);
  assert.deepEqual(
    report.stages.map(({ cached }) => cached),
    [true, true, true, false],
  );
  assert.equal(readFileSync(path, 'utf8'), bytes);
});

test('an export that would leave the folder, or go onto a source, is refused before any work', async () => {
  const runs = filesBelow(data.path('.better-synth/runs'));
  for (const output of ['../out.jsonl', '.better-synth/x.jsonl', 'data.jsonl']) {
    data.write('better-synth.yaml', recipe.replace('result.jsonl', output));
    assert.equal((await cli('run', folder)).code, 2, output);
  }
  assert.deepEqual(filesBelow(data.path('.better-synth/runs')), runs);
});

test('where no stage measures, unreadable lines fail in the first stage, and are in no export', async () => {
  mkdirSync(data.path('sub'));
  const bare = await dataset({
    folder: data.path('sub'),
    lines: [...lines.slice(1, 2), lines[5]!, JSON.stringify({ id: 'b', text: framed('another one') })],
    recipe: `version: 1\nerror_budget: 1\nstages:\n  - name: write\n    export: {format: data-juicer, output: r.jsonl}\n`,
  });
  const { code, report } = await run(bare.folder);
  const [{ in: entered, kept, failed }] = report.stages as [(typeof report.stages)[number]];
  assert.deepEqual([code, entered, kept, failed], [3, 3, 2, 1]);
  assert.equal(bare.read('r.jsonl').trimEnd().split('\n').length, 2);
  for (const stage of ['cluster: {k: 2}', 'select: {strategy: top, by: num_words}']) {
    bare.write('better-synth.yaml', `version: 1\nerror_budget: 1\nstages:\n  - name: one\n    ${stage}\n`);
    const ended = await cli('run', bare.folder, '--json');
    if (stage.startsWith('cluster')) assert.equal(ended.code, 3, ended.stderr);
    // Nothing before it measures what it goes by.
    else assert.equal(ended.code, 2);
  }
});
