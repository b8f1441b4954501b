import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  importDataset,
  sampleColumns,
  type ImportBatch,
  type ImportSummary,
} from '../../../src/core/dataset/import.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
after(() => rmSync(folder, { recursive: true }));

async function imported(
  content: string | Buffer,
  cap?: number,
): Promise<{ batches: ImportBatch[]; summary: ImportSummary }> {
  const file = join(folder, 'data.jsonl');
  writeFileSync(file, content);
  const batches: ImportBatch[] = [];
  const reader = importDataset(file, cap);
  for (;;) {
    const step = await reader.next();
    if (step.done === true) return { batches, summary: step.value };
    batches.push(step.value);
  }
}

test('good, bad and blank lines become rows with ids, places and problems', async () => {
  const lines = [
    '{"id":2,"images":["a.jpg","b.jpg"],"text":"one"}',
    '',
    '{"id":"2","text":"two"}',
    '{"id":',
    '{"text":"four","images":["c.jpg"]}',
    `{"text":"${'x'.repeat(100)}"}`,
  ];
  const { batches, summary } = await imported(lines.join('\n'), 60);
  assert.equal(batches.length, 1);
  const { rows, columns } = batches[0]!;
  assert.equal(rows, 5);
  assert.deepEqual([...columns.row], [0, 1, 2, 3, 4]);
  assert.deepEqual([...columns.line], [1, 3, 4, 5, 6]);
  assert.deepEqual(columns.id, ['2', '2~3', '~4', '~5', '~6']);
  assert.deepEqual(columns.source_id, ['2', '"2"', null, null, null]);
  assert.deepEqual(columns.text, ['one', 'two', null, 'four', null]);
  assert.deepEqual([...columns.images.offsets], [0, 2, 2, 2, 3, 3]);
  assert.deepEqual(columns.images.values, ['a.jpg', 'b.jpg', 'c.jpg']);
  assert.deepEqual(
    [...columns.byte_length],
    lines.filter((line) => line !== '').map((line) => line.length),
  );
  assert.deepEqual([...columns.byte_offset], [0, 50, 74, 81, 116]);
  assert.deepEqual(
    columns.problem.map((problem) => problem !== null),
    [false, false, true, false, true],
  );
  const { sha256, ...counts } = summary;
  assert.match(sha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(counts, {
    bytes: lines.join('\n').length,
    lines: 6,
    samples: 5,
    problems: 2,
    duplicateIds: 1,
    missingIds: 3,
  });
});

test('the columns named are the columns of a batch', async () => {
  const { batches } = await imported('{"text":"a"}\n');
  assert.deepEqual(
    Object.keys(batches[0]!.columns),
    sampleColumns.map(({ name }) => name),
  );
});

test('many rows come in batches, and rows and ids go on across them', async () => {
  const count = 20_001;
  const { batches, summary } = await imported(
    Array.from({ length: count }, (_, index) => `{"id":${index},"text":"t"}\n`).join(''),
  );
  assert.ok(batches.length > 1 && batches.every(({ rows }) => rows <= 8192));
  assert.deepEqual(
    batches.flatMap(({ columns }) => [...columns.row]),
    Array.from({ length: count }, (_, index) => index),
  );
  assert.equal(summary.samples, count);
});

test('rows with long texts come in batches that are bounded in bytes', async () => {
  const line = `{"text":"${'x'.repeat(1_000_000)}"}\n`;
  const { batches } = await imported(line.repeat(40));
  assert.ok(batches.every(({ rows }) => rows <= 17));
});

test('one line with invalid UTF-8 costs itself alone', async () => {
  const good = Buffer.from('{"text":"é"}\n');
  const { batches, summary } = await imported(Buffer.concat([good, Buffer.from('{"text":"\xe9"}\n', 'latin1'), good]));
  assert.deepEqual(batches[0]!.columns.text, ['é', null, 'é']);
  assert.equal(batches[0]!.columns.problem[1], 'not valid UTF-8 at byte 10 of line 2 (byte 24 of the file)');
  assert.equal(summary.problems, 1);
});

test('an empty file has no samples', async () => {
  const { batches, summary } = await imported('');
  assert.deepEqual([batches.length, summary.samples, summary.bytes], [0, 0, 0]);
});

test('an import may be left in the middle', async () => {
  writeFileSync(join(folder, 'data.jsonl'), '{"id":1,"text":"t"}\n'.repeat(20_000));
  for await (const { rows } of importDataset(join(folder, 'data.jsonl'))) {
    assert.equal(rows, 8192);
    break;
  }
});
