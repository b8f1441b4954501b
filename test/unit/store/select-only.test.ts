import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Duck } from '../../../src/core/store/duck.ts';
import { query, queryToParquet } from '../../../src/core/store/query.ts';
import { selectRows } from '../../../src/core/store/rows.ts';
import { assertSingleSelect } from '../../../src/core/store/select-only.ts';
import { temporaryFolder } from './temporary.ts';

async function viewsOf(t: TestContext): Promise<{ duck: Duck; own: string; outside: string }> {
  const own = temporaryFolder(t, 'own');
  const outside = temporaryFolder(t, 'outside');
  writeFileSync(join(outside, 'secret.csv'), 'key\nsk-canary\n');
  writeFileSync(join(outside, 'secret.json'), '{"key":"sk-canary"}\n');
  const duck = await Duck.open({ folders: [own], temporary: join(own, 'spill') });
  t.after(() => duck.close());
  await duck.run(`CREATE TABLE samples AS SELECT i::INTEGER AS line, 'caption ' || i AS text FROM range(5) r(i)`);
  return { duck, own, outside };
}

async function rowsOf(duck: Duck, sql: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const batch of (await query(duck, sql)).batches) rows.push(...batch);
  return rows;
}

const honest: readonly (readonly [sql: string, rows: number])[] = [
  ['SELECT * FROM samples', 5],
  ['select text from samples where line > 2;', 2],
  ['FROM samples', 5],
  ['from samples select line limit 1', 1],
  ['WITH few AS (SELECT * FROM samples LIMIT 3) SELECT * FROM few', 3],
  ['with recursive n as (select 1 as i union all select i + 1 from n where i < 4) from n', 4],
  ['(SELECT 1) UNION ALL (SELECT 2)', 2],
  ['-- how many?\nSELECT count(*) FROM samples -- all', 1],
  ['/* a note; with a semicolon */ SELECT 1;;', 1],
  ["SELECT 'COPY x TO y; DROP TABLE samples' AS text", 1],
  ['SELECT "line", unnest([1, 2]) FROM samples', 10],
  ['FROM range(7)', 7],
  ['SELECT * FROM generate_series(1, 3), (VALUES (1), (2)) v(i)', 6],
  ["SELECT regexp_matches(text, '(a+)+$') FROM samples", 5],
];

test('one SELECT is answered, however it begins', async (t) => {
  const { duck } = await viewsOf(t);
  for (const [sql, rows] of honest) {
    assert.equal((await rowsOf(duck, sql)).length, rows, sql);
  }
});

/** OUT stands for a folder outside, OWN for the folder that the instance may use. */
const hostile: readonly string[] = [
  ...[
    '',
    ';',
    '   ',
    '-- SELECT 1',
    '/* SELECT 1 */',
    'SELEC 1',
    'SELECT',
    'SELECT 1 FROM',
    '\0SELECT 1',
    'SELECT 1 \0 ; DROP TABLE samples',
  ],
  ...[
    'SELECT 1; SELECT 2',
    'SELECT 1; DROP TABLE samples',
    "SELECT 1; COPY samples TO 'OUT/x.csv'",
    'FROM samples; FROM samples',
  ],
  ...[
    "COPY samples TO 'OUT/x.csv'",
    "COPY (SELECT * FROM samples) TO 'OWN/x.parquet'",
    "COPY samples FROM 'OUT/secret.csv'",
  ],
  ...[
    "EXPLAIN ANALYZE COPY samples TO 'OWN/x.csv'",
    'EXPLAIN SELECT 1',
    'EXPLAIN ANALYZE SELECT 1',
    'COPY FROM DATABASE memory TO other',
  ],
  ...[
    "EXPORT DATABASE 'OWN/db'",
    "IMPORT DATABASE 'OUT'",
    "ATTACH 'OUT/x.db' AS x",
    "ATTACH ':memory:' AS x",
    'DETACH memory',
    'USE memory',
  ],
  ...['INSTALL httpfs', 'LOAD httpfs', "LOAD 'OUT/x.duckdb_extension'", 'FORCE INSTALL spatial', 'UPDATE EXTENSIONS'],
  ...[
    'PRAGMA database_list',
    'PRAGMA version',
    "PRAGMA enable_profiling='json'",
    'PRAGMA enable_external_access=true',
    "PRAGMA import_database('OUT')",
  ],
  ...[
    'SET enable_external_access = true',
    "SET memory_limit = '1GB'",
    'SET GLOBAL threads = 8',
    'RESET threads',
    'SET VARIABLE x = 1',
  ],
  ...[
    'CREATE TABLE t AS SELECT 1',
    'CREATE VIEW v AS SELECT 1',
    'CREATE MACRO m() AS 1',
    'CREATE SECRET (TYPE s3)',
    "CREATE TYPE e AS ENUM ('a')",
  ],
  ...[
    'INSERT INTO samples VALUES (9, NULL)',
    'UPDATE samples SET line = 0',
    'DELETE FROM samples',
    'TRUNCATE samples',
    'DROP TABLE samples',
  ],
  ...[
    'ALTER TABLE samples RENAME TO s',
    'MERGE INTO samples USING samples s ON true WHEN MATCHED THEN DELETE',
    'WITH x AS (SELECT 1) DELETE FROM samples',
  ],
  ...[
    'WITH x AS (DELETE FROM samples RETURNING *) SELECT * FROM x',
    'WITH x AS (SELECT 1) INSERT INTO samples SELECT 1, NULL FROM x',
  ],
  ...[
    'SELECT 1 INTO t',
    'PREPARE p AS SELECT 1',
    'EXECUTE p',
    'DEALLOCATE p',
    'CALL range(3)',
    'CHECKPOINT',
    'FORCE CHECKPOINT',
    'VACUUM',
    'ANALYZE',
  ],
  ...[
    'BEGIN',
    'COMMIT',
    'ROLLBACK',
    'SHOW TABLES',
    'DESCRIBE samples',
    'SUMMARIZE samples',
    'VALUES (1)',
    'TABLE samples',
    'PIVOT samples ON line',
  ],
  ...[
    "COMMENT ON TABLE samples IS 'x'",
    'SELECT ?',
    'SELECT $1',
    'SELECT * FROM missing',
    'SELECT no_such_function(1)',
    'SELECT CAST(text AS INTEGER) FROM samples',
  ],
  ...[
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_csv_auto('OUT/secret.csv')",
    "SELECT * FROM read_text('/etc/passwd')",
  ],
  ...[
    "SELECT * FROM read_blob('/etc/hostname')",
    "SELECT * FROM read_parquet('OUT/x.parquet')",
    "SELECT * FROM parquet_scan('OWN/*.parquet')",
  ],
  ...[
    "SELECT * FROM read_json('OUT/secret.json')",
    "SELECT * FROM read_ndjson_objects('OUT/secret.json')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
  ],
  ...[
    "FROM '/etc/passwd'",
    "FROM 'OUT/secret.csv'",
    "FROM 'OUT/secret.json'",
    "FROM 'OWN/../secret.csv'",
    "FROM 'https://example.org/x.parquet'",
    "FROM 's3://bucket/x.parquet'",
  ],
  ...[
    "SELECT * FROM parquet_metadata('OUT/x.parquet')",
    "SELECT * FROM parquet_schema('/etc/passwd')",
    "SELECT * FROM read_duckdb('OUT/x.db')",
  ],
  ...[
    "SELECT * FROM query('SELECT * FROM enable_logging()')",
    "SELECT * FROM query_table('samples')",
    "SELECT getenv('HOME')",
    "SELECT content FROM read_text('OWN/x')",
  ],
  ...[
    "SELECT * FROM enable_logging('QueryLog', storage = 'file', storage_path = 'OUT/log')",
    'SELECT * FROM ENABLE_PROFILING()',
    'SELECT * FROM "disable_logging"()',
  ],
  ...[
    'SELECT * FROM checkpoint()',
    'SELECT * FROM force_checkpoint()',
    'SELECT * FROM duckdb_secrets()',
    'SELECT * FROM duckdb_settings()',
    "SELECT * FROM json_execute_serialized_sql('x')",
  ],
  ...[
    'WITH x AS (SELECT * FROM truncate_duckdb_logs()) FROM x',
    'SELECT (SELECT count(*) FROM duckdb_logs())',
    'SELECT line FROM samples WHERE line IN (FROM pragma_version())',
  ],
  ...[
    "SELECT * FROM samples LIMIT (SELECT count(*) FROM read_text('/etc/passwd'))",
    "SELECT * FROM main.read_text('/etc/passwd')",
    "SELECT * FROM system.main.glob('/*')",
  ],
];

test('anything else is refused with exit 2, and changes nothing', async (t) => {
  const { duck, own, outside } = await viewsOf(t);
  assert.ok(hostile.length >= 60);
  for (const template of hostile) {
    const sql = template.replaceAll('OUT', outside).replaceAll('OWN', own);
    await assert.rejects(rowsOf(duck, sql), { name: 'ProductError', kind: 'usage' }, sql);
  }
  assert.equal((await rowsOf(duck, 'FROM samples')).length, 5);
  assert.deepEqual(readdirSync(outside).sort(), ['secret.csv', 'secret.json']);
  assert.deepEqual(
    readdirSync(own).filter((name) => name !== 'spill'),
    [],
  );
});

test('the lock-down holds by itself, without the gate', async (t) => {
  const { duck, own, outside } = await viewsOf(t);
  for (const sql of [
    "FROM read_csv('/etc/passwd')",
    `FROM read_parquet('${outside}/x.parquet')`,
    `FROM read_text('${outside}/secret.csv')`,
    `FROM read_text('${own}/../${outside.split('/').at(-1)!}/secret.csv')`,
    "FROM glob('/etc/*')",
    `COPY samples TO '${outside}/x.csv'`,
    `ATTACH '${outside}/x.db'`,
    'SET enable_external_access = true',
    `SET allowed_directories = ['/']`,
    'SET lock_configuration = false',
    'INSTALL httpfs',
    'LOAD httpfs',
  ]) {
    await assert.rejects(
      async () => {
        const rows = await (await duck.run(sql)).getRows();
        assert.equal(rows.length, 0, sql);
        throw new Error('answered nothing');
      },
      (error: Error) => error.name !== 'AssertionError',
      sql,
    );
  }
  assert.ok(!existsSync(join(outside, 'x.csv')));
});

test('answers are safe for JSON', async (t) => {
  const { duck } = await viewsOf(t);
  const { columns, batches } = await query(
    duck,
    `SELECT 9007199254740991 AS safe, 9007199254740993 AS big, 18446744073709551615::UBIGINT AS hash, 'nan'::DOUBLE AS n, '-inf'::DOUBLE AS i,
      [1.5, NULL] AS list, [[1], []] AS nested, {'a': 1, 'b': DATE '2024-02-29'} AS struct, MAP {'k': 2} AS map, 2.50 AS money,
      TIMESTAMP '2024-02-29 12:30:00' AS at, NULL AS nothing, true AS yes, count(*) AS count, 1 AS safe FROM samples`,
  );
  const rows = (await batches.next()).value as unknown[][];
  const row = Object.fromEntries(columns.map((name, i) => [name, rows[0]![i]]));
  assert.deepEqual(row, {
    ...{ safe: 9007199254740991, big: '9007199254740993', hash: '18446744073709551615', n: null, i: null },
    ...{ list: [1.5, null], nested: [[1], []], struct: { a: 1, b: '2024-02-29' }, map: [['k', 2]], money: 2.5 },
    ...{ at: '2024-02-29T12:30:00', nothing: null, yes: true, count: 5, 'safe:1': 1 },
  });
  await batches.return(undefined);
});

test('an answer without rows has its columns, and a long one is streamed', async (t) => {
  const { duck } = await viewsOf(t);
  const empty = await query(duck, 'SELECT line, text FROM samples WHERE false');
  assert.deepEqual(empty.columns, ['line', 'text']);
  assert.deepEqual(await empty.batches.next(), { value: undefined, done: true });
  const long = await query(duck, 'FROM range(1000000000000)');
  const first = await long.batches.next();
  assert.deepEqual((first.value as number[][]).slice(0, 2), [[0], [1]]);
  await long.batches.return(undefined);
});

test('a query becomes a Parquet file, and an existing one stays', async (t) => {
  const { duck, own, outside } = await viewsOf(t);
  const target = join(outside, 'out.parquet');
  const sql = 'SELECT text FROM samples ORDER BY line DESC -- newest\n;';
  await queryToParquet(duck, sql, own, target, { replace: false });
  await assert.rejects(queryToParquet(duck, sql, own, target, { replace: false }), {
    kind: 'usage',
    message: /exists/,
  });
  const copy = join(own, 'copy.parquet');
  writeFileSync(copy, readFileSync(target));
  const back = await selectRows(duck, `FROM read_parquet('${copy}')`);
  assert.deepEqual(
    back.columns['text'],
    [4, 3, 2, 1, 0].map((i) => `caption ${i}`),
  );
  await assert.rejects(queryToParquet(duck, 'DROP TABLE samples', own, join(outside, 'b'), { replace: false }), {
    kind: 'usage',
  });
  assert.deepEqual(readdirSync(own).sort(), ['copy.parquet']);
  await assertSingleSelect(duck, sql);
});
