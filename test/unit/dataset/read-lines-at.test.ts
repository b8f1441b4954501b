import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openDataset } from '../../../src/core/dataset/open-file.ts';
import { readLinesAt, type LineRange } from '../../../src/core/dataset/read-lines-at.ts';
import { ProductError } from '../../../src/protocol/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'lines-at-'));
after(() => rmSync(folder, { recursive: true }));

const lines = Array.from({ length: 3000 }, (_, index) =>
  JSON.stringify({ id: index, text: 'x'.repeat((index * 37) % 5000) }),
);
const content = lines.join('\n');
const ranges: LineRange[] = [];
lines.reduce((offset, line) => {
  ranges.push({ offset, length: line.length });
  return offset + line.length + 1;
}, 0);

async function readAt(asked: readonly LineRange[], file = content): Promise<{ texts: string[]; batches: number }> {
  writeFileSync(join(folder, 'data.jsonl'), file);
  const handle = await openDataset(join(folder, 'data.jsonl'));
  try {
    const texts: string[] = [];
    let batches = 0;
    for await (const batch of readLinesAt(handle, asked)) {
      batches++;
      for (const line of batch) texts.push(line.toString());
    }
    return { texts, batches };
  } finally {
    await handle.close();
  }
}

test('lines come back in the order asked, repeats included', async () => {
  for (const order of [[0, 1, 2], [5, 5, 6], [2999, 0, 1500], [], [7], [10, 9, 8]]) {
    const { texts } = await readAt(order.map((index) => ranges[index]!));
    assert.deepEqual(
      texts,
      order.map((index) => lines[index]),
    );
  }
});

test('all lines of a file take few reads', async () => {
  const { texts, batches } = await readAt(ranges);
  assert.deepEqual(texts, lines);
  assert.ok(batches <= 3, `${batches} reads for ${content.length} bytes`);
});

test('lines far apart are read alone', async () => {
  const { batches } = await readAt([ranges[0]!, ranges[1500]!, ranges[2999]!]);
  assert.equal(batches, 3);
});

test('a file that has become shorter is said to be', async () => {
  const shorter = (error: unknown): boolean =>
    error instanceof ProductError && error.kind === 'unusable' && /shorter/.test(error.message);
  await assert.rejects(readAt(ranges.slice(-2), content.slice(0, -10)), shorter);
});
