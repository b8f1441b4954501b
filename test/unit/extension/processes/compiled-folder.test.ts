import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compiledFolder } from '../../../../src/extension/processes/compiled-folder.ts';
import { temporaryFolder } from '../../../support/dataset.ts';

test('compiled code is kept for the programs of now, and that of other versions goes', async () => {
  const all = join(temporaryFolder(), 'compiled');
  const compiledBy = async (version: string): Promise<void> => {
    const folder = await compiledFolder(all, version);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'code'), version);
  };
  await compiledBy('0.1.0 24.1.0');
  await compiledBy('0.1.0 24.1.0');
  assert.deepEqual(readdirSync(all, { recursive: true }), ['0.1.0 24.1.0', join('0.1.0 24.1.0', 'code')]);
  await compiledBy('0.2.0 24.1.0');
  assert.deepEqual(readdirSync(all), ['0.2.0 24.1.0']);
});
