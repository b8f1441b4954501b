import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cli, rowsOf, run, start, type Row } from '../support/cli.ts';
import { dataset, filesBelow, framed } from '../support/dataset.ts';

const recipe = `version: 1
error_budget: 0.9
stages:
  - name: look
    measure:
      process:
        - image_shape_filter:
        - words_num_filter:
  - name: clean
    clean:
      process:
        - whitespace_normalization_mapper:
        - words_num_filter: {min_num: 5}
        - text_length_filter: {min_len: 1}
        - text_length_filter: {min_len: 2}
  - name: cluster
    cluster: {k: 50}
  - name: select
    select: {strategy: dynamic-increase, budget: 7, fill: repeat}
`;
const large = '90071992547409931234567';
const data = await dataset({
  lines: [
    JSON.stringify({ id: 'two', images: ['images/a.png', 'images/b.png'], text: framed('a red bus near a tree') }),
    `{"id": ${large}, "text": ${JSON.stringify(framed('a small cat on a mat'))}}`,
    '{"id": "002", "text": "no", "images": null}',
    '',
    '{"id": 2, "text": "a green boat on the\u00a0lake"}',
    '{"id": "two", "text": "the later one of two equal ids"}',
    '{"text": "this line carries no id at all"}',
    '{"id": "", "text": "this line has an empty id"}',
    '[1, 2]',
    '{"id": "__proto__", "text": "a name that is no trap here"}',
  ],
  pictures: { 'images/a.png': { width: 20, height: 30 }, 'images/b.png': { width: 40, height: 10 } },
  recipe,
});
const { folder } = data;

const before = {
  samples: await rowsOf(folder, 'SELECT * FROM samples'),
  counts: await rowsOf<{ view: string; n: number }>(
    folder,
    ['texts', 'decisions', 'scores', 'measurements', 'clusters', 'selected', 'captions', 'edits', 'tags']
      .map((view) => `SELECT '${view}' AS view, count(*)::INTEGER AS n FROM ${view}`)
      .join(' UNION ALL '),
  ),
};
const ran = await run(folder);

test('before a run the view samples holds the dataset as imported, and the views of stages are empty', () => {
  assert.equal(before.samples.length, 9);
  for (const { view, n } of before.counts) assert.equal(n, 0, view);
});

test('an id is the text of its token; repeated and missing ones get the number of their line', () => {
  assert.deepEqual(
    before.samples.map((row) => [row['id'], row['line'], row['source_id']]),
    [
      ['two', 1, '"two"'],
      [large, 2, large],
      ['002', 3, '"002"'],
      ['2', 5, '2'],
      ['two~6', 6, '"two"'],
      ['~7', 7, null],
      ['~8', 8, '""'],
      ['~9', 9, null],
      ['__proto__', 10, '"__proto__"'],
    ],
  );
});

test('blank lines are no samples; an unreadable one is a sample with null text that fails in the first stage', async () => {
  assert.equal(ran.code, 3);
  assert.deepEqual([ran.report.stages[0]!.in, ran.report.stages[0]!.failed], [9, 1]);
  const [bad] = before.samples.filter((row) => row['id'] === '~9');
  assert.deepEqual([bad!['text'], bad!['original_text']], [null, null]);
  const failed = await rowsOf<{ reason: string }>(
    folder,
    "SELECT id, stage, reason FROM decisions WHERE outcome = 'failed'",
  );
  assert.equal(failed.length, 1);
  assert.match(failed[0]!.reason, /line 9/);
});

test('the views have exactly the columns of the contract', async () => {
  const expected = {
    samples: ['id', 'line', 'source_id', 'text', 'caption', 'original_text', 'images', 'parent', 'origin', 'edited'],
    texts: ['id', 'stage', 'text'],
    decisions: ['stage', 'id', 'outcome', 'operator', 'reason'],
    scores: ['id', 'image_width', 'image_height', 'num_words', 'text_len'],
    measurements: ['stage', 'id', 'operator', 'key', 'value', 'model'],
    clusters: ['id', 'cluster', 'distance_to_center'],
    selected: ['id', 'times'],
    captions: ['id', 'parent', 'stage', 'model', 'prompt', 'text', 'outcome', 'n', 'reason'],
    training: ['id', 'step', 'loss'],
    edits: ['id', 'caption', 'at'],
    tags: ['id', 'tag'],
  };
  const found = await rowsOf<{ v: string; c: string }>(
    folder,
    'SELECT table_name AS v, column_name AS c FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index',
  );
  for (const [view, columns] of Object.entries(expected))
    assert.deepEqual(
      found.filter(({ v }) => v === view).map(({ c }) => c),
      columns,
      view,
    );
});

test('scores hold a value per picture as a list, a number per sample, and null where nothing was measured', async () => {
  const rows = await rowsOf(folder, "SELECT * FROM scores WHERE id IN ('two', '2', '~9') ORDER BY id");
  assert.deepEqual(rows, [
    { id: '2', image_width: [], image_height: [], num_words: 6, text_len: 24 },
    { id: 'two', image_width: [20, 40], image_height: [30, 10], num_words: 8, text_len: 49 },
    { id: '~9', image_width: null, image_height: null, num_words: null, text_len: null },
  ]);
});

test('a score is of the present text: of the last stage that measured it', async () => {
  const rows = await rowsOf(
    folder,
    "SELECT stage, operator, value FROM measurements WHERE id = '2' AND key IN ('num_words', 'text_len') ORDER BY ALL",
  );
  // Between the two a mapper made a space of a no-break space, at which Data-Juicer parts no words.
  assert.deepEqual(rows, [
    { stage: 'clean', operator: 'text_length_filter', value: [24] },
    { stage: 'clean', operator: 'text_length_filter#2', value: [24] },
    { stage: 'clean', operator: 'words_num_filter', value: [6] },
    { stage: 'look', operator: 'words_num_filter', value: [5] },
  ]);
});

test('a k above the number of samples is lowered, and said; distances in the view are not rounded', async () => {
  const cluster = ran.report.stages[2]!;
  assert.match(String(cluster.notes), /k lowered from 50 to \d/);
  const rows = await rowsOf(folder, 'SELECT * FROM clusters');
  assert.equal(rows.length, cluster.kept);
});

test('selected has times of at least 1 whose sum is the budget, each sample ⌊budget ÷ chosen⌋ or one more', async () => {
  const rows = await rowsOf<{ id: string; times: number }>(folder, 'SELECT * FROM selected');
  const times = rows.map((row) => row.times);
  assert.equal(
    times.reduce((sum, n) => sum + n),
    7,
  );
  for (const n of times) assert.ok(n === Math.floor(7 / times.length) || n === Math.floor(7 / times.length) + 1);
});

test('a query is exactly one SELECT: WITH and FROM count as such, everything else is exit 2 and does nothing', async () => {
  const good = ['SELECT 1 AS n', 'WITH t AS (SELECT 1 AS n) SELECT * FROM t', 'FROM (SELECT 1 AS n)'];
  for (const { code, json } of await Promise.all(good.map((sql) => cli('query', folder, sql, '--json'))))
    assert.deepEqual([code, json()], [0, [{ n: 1 }]]);
  const target = data.path('stolen.csv');
  const bad = [
    'SELECT 1; SELECT 2',
    `COPY samples TO '${target}'`,
    `EXPLAIN ANALYZE COPY samples TO '${target}'`,
    "SELECT * FROM read_csv('/etc/passwd')",
    'SELECT * FROM nowhere',
  ];
  const ended = await Promise.all(bad.map((sql) => cli('query', folder, sql, '--json')));
  for (const [i, { code, error }] of ended.entries()) {
    assert.equal(code, 2, bad[i]);
    assert.equal(error().code, 2, bad[i]);
  }
  assert.ok(!existsSync(target));
});

test('a query writes integers over 2^53 as text, lists as arrays and what is no number as null', async () => {
  const [row] = await rowsOf<Row>(
    folder,
    "SELECT 9007199254740993::BIGINT AS big, 9007199254740991::BIGINT AS small, [1, 2] AS list, 'NaN'::DOUBLE AS nan, NULL AS none",
  );
  assert.deepEqual(row, { big: '9007199254740993', small: 9007199254740991, list: [1, 2], nan: null, none: null });
});

test('a query answers as table, JSON, CSV or Parquet, on stdout or into a new file', async () => {
  const sql = 'SELECT id, line FROM samples WHERE line < 4';
  const [table, csv] = await Promise.all([cli('query', folder, sql), cli('query', folder, sql, '--format', 'csv')]);
  assert.match(table.stdout, /^id +line\n─+/);
  assert.equal(csv.stdout, `id,line\r\ntwo,1\r\n${large},2\r\n002,3\r\n`);
  const path = data.path('answer.parquet');
  const written = await cli('query', folder, sql, '--format', 'parquet', '--output', path, '--json');
  assert.deepEqual([written.code, written.json()], [0, { path, format: 'parquet' }]);
  assert.equal(readFileSync(path).subarray(0, 4).toString(), 'PAR1');
  const again = await cli('query', folder, sql, '--format', 'parquet', '--output', path);
  assert.equal(again.code, 2);
  assert.equal((await cli('query', folder, sql, '--format', 'parquet')).code, 2);
  assert.equal((await cli('query', folder, sql, '--format', 'csv', '--json')).code, 2);
  assert.equal((await cli('query', folder, 'SELECT 1 AS n WHERE false', '--json')).stdout.trim(), '[]');
});

test('in a CSV no cell of text begins like a formula', async () => {
  const { stdout, stderr } = await cli('query', folder, `SELECT '=1+1' AS "=name", -1 AS number`, '--format', 'csv');
  assert.equal(stdout, "'=name,number\r\n'=1+1,-1\r\n");
  assert.match(stderr, /apostrophe/);
});

test('DIR may be left out in the folder itself', async () => {
  const ended = await start(['query', 'SELECT count(*)::INTEGER AS n FROM samples', '--json'], { cwd: folder }).ended;
  assert.deepEqual(ended.json(), [{ n: 9 }]);
  assert.equal((await start(['show', 'two', '--json'], { cwd: folder }).ended).code, 0);
});

test('the views follow the recipe that was run last', async () => {
  data.write(
    'other.yaml',
    'version: 1\nerror_budget: 1\nstages:\n  - name: only\n    clean: {process: [words_num_filter: {min_num: 7}]}\n',
  );
  await run(folder, '--recipe', data.path('other.yaml'));
  assert.deepEqual(await rowsOf(folder, 'SELECT DISTINCT stage FROM decisions'), [{ stage: 'only' }]);
  assert.deepEqual(await rowsOf(folder, 'SELECT * FROM clusters'), []);
  await run(folder);
  const stages = await rowsOf<{ stage: string }>(folder, 'SELECT DISTINCT stage FROM decisions ORDER BY stage');
  assert.deepEqual(
    stages.map(({ stage }) => stage),
    ['clean', 'cluster', 'look', 'select'],
  );
});

test('a changed dataset is imported by the next command that reads it; a query leaves the folder as it is otherwise', async () => {
  data.write('data.jsonl', `${data.read('data.jsonl')}{"id": "new", "text": "one more line"}`);
  assert.deepEqual(await rowsOf(folder, "SELECT line FROM samples WHERE id = 'new'"), [{ line: 11 }]);
  const files = filesBelow(folder);
  await rowsOf(folder, 'SELECT * FROM samples');
  assert.deepEqual(filesBelow(folder), files);
});
