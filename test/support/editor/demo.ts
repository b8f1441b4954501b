import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { cli } from '../cli.ts';

/** A copy of the demo dataset with its recipe, removed after the tests of a file. @returns its folder */
export async function demoFolder(): Promise<string> {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'editor-demo-'));
  after(() => rmSync(base, { recursive: true, force: true, maxRetries: 5 }));
  const folder = join(base, 'demo');
  const { code, stderr } = await cli('init', folder, '--demo');
  assert.equal(code, 0, stderr);
  return folder;
}
