import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { column, type ColumnSpec } from '../../../src/core/store/columns.ts';
import { Duck } from '../../../src/core/store/duck.ts';
import { partPath } from '../../../src/core/store/part-check.ts';
import { Parts } from '../../../src/core/store/parts.ts';
import { createTable } from '../../../src/core/store/tables.ts';
import { selectRows } from '../../../src/core/store/rows.ts';
import { temporaryFolder, temporaryStore } from './temporary.ts';

const scores: readonly ColumnSpec[] = [
  { name: 'row', type: 'int' },
  { name: 'score', type: 'double' },
];

function scoreBatch(values: readonly number[], first = 0) {
  return {
    rows: values.length,
    columns: { row: Int32Array.from(values, (_, i) => first + i), score: Float64Array.from(values) },
  };
}

test('a part with one flipped bit is refused, wherever the bit is', async (t) => {
  const { parts, layout, duck } = await temporaryStore(t);
  const part = await parts.writePart('scores', scores, scoreBatch(Array.from({ length: 500 }, (_, i) => i / 7)));
  const path = partPath(layout.parts, part.sha256);
  const whole = readFileSync(path);
  for (let bit = 3; bit < whole.length * 8; bit += Math.floor((whole.length * 8) / 40)) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(path, flipped);
    await assert.rejects(new Parts(layout.parts, duck).readColumns([part], ['score']), {
      kind: 'damaged',
      message: new RegExp(`${part.sha256}.*scores, 500 rows.*damaged`),
    });
  }
});

test('a truncated or missing part is refused, and read again once it is back', async (t) => {
  const { parts, layout, duck } = await temporaryStore(t);
  const part = await parts.writePart('scores', scores, scoreBatch([1, 2, NaN]));
  const path = partPath(layout.parts, part.sha256);
  const whole = readFileSync(path);
  const fresh = new Parts(layout.parts, duck);
  rmSync(path);
  await assert.rejects(fresh.readColumns([part], ['score']), { kind: 'damaged', message: /is missing/ });
  writeFileSync(path, whole.subarray(0, whole.length - 9));
  await assert.rejects(fresh.readColumns([part], ['score']), { kind: 'damaged' });
  writeFileSync(path, whole);
  assert.deepEqual([...column(await fresh.readColumns([part], ['score']), 'score', 'double')], [1, 2, NaN]);
});

test('several parts read as one, and merge into one', async (t) => {
  const { parts } = await temporaryStore(t);
  const segments = [
    await parts.writePart('scores', scores, scoreBatch([5, 6])),
    await parts.writePart('scores', scores, scoreBatch([], 2)),
    await parts.writePart('scores', scores, scoreBatch([7], 2)),
  ];
  const merged = await parts.mergeParts('scores', scores, segments);
  assert.equal(merged.rows, 3);
  for (const list of [segments, [merged]]) {
    const batch = await parts.readColumns(list, ['row', 'score']);
    assert.deepEqual([...column(batch, 'row', 'int')], [0, 1, 2]);
    assert.deepEqual([...column(batch, 'score', 'double')], [5, 6, 7]);
  }
  const none = await parts.readColumns(segments, ['row', 'score'], { where: 'row > 99' });
  assert.equal(none.rows, 0);
  assert.equal(column(none, 'score', 'double').length, 0);
});

test('a folder named like a pattern is read itself, not its neighbour that the pattern matches', async (t) => {
  const base = temporaryFolder(t);
  const own = join(base, "it's [1]*", 'year=2020');
  mkdirSync(own, { recursive: true });
  const duck = await Duck.open({ folders: [own], temporary: join(base, 'spill') });
  t.after(() => duck.close());
  const parts = new Parts(own, duck);
  const part = await parts.writePart('scores', scores, scoreBatch([42]));
  const other = await parts.writePart('scores', scores, scoreBatch([13]));
  const neighbour = join(base, "it's 1x", 'year=2020');
  mkdirSync(neighbour, { recursive: true });
  copyFileSync(partPath(own, other.sha256), partPath(neighbour, part.sha256));
  assert.deepEqual([...column(await parts.readColumns([part], ['score']), 'score', 'double')], [42]);
  const described = await selectRows(duck, `SELECT column_name FROM (DESCRIBE FROM ${await parts.source([part])})`);
  assert.deepEqual(column(described, 'column_name', 'text'), ['row', 'score']);
  await assert.rejects(duck.run(`FROM '${dirname(neighbour).replaceAll("'", "''")}/*/*.parquet'`), /Permission/);
});

test('rows of state.db join with parts as a table', async (t) => {
  const { parts, duck } = await temporaryStore(t);
  const part = await parts.writePart('scores', scores, scoreBatch([0.5, 0.25]));
  const rows = 5000;
  await createTable(
    duck,
    'my "tags"',
    [
      { name: 'row', type: 'int' },
      { name: 'tag', type: 'text' },
      { name: 'weight', type: 'double' },
    ],
    {
      rows,
      columns: {
        row: Int32Array.from({ length: rows }, (_, i) => i),
        tag: Array.from({ length: rows }, (_, i) => (i === 1 ? 'keep' : null)),
        weight: Float64Array.from({ length: rows }, (_, i) => (i === 0 ? NaN : i)),
      },
    },
  );
  const sql = `SELECT row, score, tag, weight FROM ${await parts.source([part])} JOIN "my ""tags""" USING (row) ORDER BY row`;
  const batch = await selectRows(duck, sql);
  assert.deepEqual(column(batch, 'tag', 'text'), [null, 'keep']);
  assert.deepEqual([...column(batch, 'weight', 'double')], [NaN, 1]);
  assert.equal(
    (await selectRows(duck, 'SELECT count(*)::DOUBLE AS n FROM "my ""tags"""')).columns['n']?.[0 as never],
    rows,
  );
});

test('what does not fit into memory goes to the folder for it', async (t) => {
  const temporary = join(temporaryFolder(t), 'spill');
  const duck = await Duck.open({ folders: [], temporary, memoryLimit: '40MB', threads: 1 });
  t.after(() => duck.close());
  const sql = `SELECT repeat(i::VARCHAR, 20) AS s FROM range(400000) r(i) ORDER BY hash(i)`;
  const { chunks } = await duck.stream(sql);
  const first = await chunks.next();
  assert.equal(first.done, false);
  assert.notDeepEqual(readdirSync(temporary), []);
  await chunks.return(undefined);
});
