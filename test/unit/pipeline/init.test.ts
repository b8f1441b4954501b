import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { initDataset } from '../../../src/core/pipeline/init.ts';
import type { ProductError } from '../../../src/protocol/errors.ts';

const scratch = mkdtempSync(join(tmpdir(), 'better-synth-init-'));
after(() => rmSync(scratch, { recursive: true }));

test('where the demo dataset was not shipped, init says where it looked for it and writes nothing', async () => {
  const [folder, dataset] = [join(scratch, 'new'), join(scratch, 'demo/dataset')];
  await assert.rejects(initDataset(folder, { preset: 'demo', dataset }), (error: ProductError) => {
    assert.deepEqual([error.kind, error.details.where], ['usage', dataset]);
    assert.match(error.details.next!, /--preset lite/);
    return true;
  });
  assert.ok(!existsSync(folder));
});
