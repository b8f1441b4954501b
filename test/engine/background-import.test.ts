/** A dataset is imported behind those who look at it, but for nobody who waits for it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BackgroundImport, readThrough } from '../../src/engine/background-import.ts';

const scratch = mkdtempSync(join(tmpdir(), 'better-synth-import-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
const file = join(scratch, 'data.jsonl');
const rows = 20_000;
writeFileSync(file, Array.from({ length: rows }, (_, i) => `{"id": "s${i}", "text": "caption ${i}"}\n`).join(''));

/** It waits at least so long behind its first batch for those who look: milliseconds. */
const pause = 1000;

test('an import waits for those who look at its first samples, and goes on at once for who needs all of them', async () => {
  for (const isNeeded of [false, true]) {
    const going = new BackgroundImport(
      file,
      'importing',
      (onBatch) => readThrough(file, onBatch),
      () => undefined,
    );
    assert.ok((await going.read((lines) => Promise.resolve(lines.rows))) < rows);
    const looked = performance.now();
    await (isNeeded ? going.finished() : going.done);
    assert.equal(performance.now() - looked < pause, isNeeded);
    assert.equal(going.lines.rows, rows);
    await going.stop();
  }
});
