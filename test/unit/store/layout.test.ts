import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertOwnFolders, createLayout, layoutOf } from '../../../src/core/store/layout.ts';
import { temporaryFolder } from './temporary.ts';

test('the own folder ignores itself for git and is closed to others', (t) => {
  const dataset = temporaryFolder(t);
  const layout = createLayout(dataset);
  createLayout(dataset);
  assert.deepEqual(readdirSync(dataset), ['.better-synth']);
  assert.equal(readFileSync(join(layout.root, '.gitignore'), 'utf8'), '*\n');
  assert.deepEqual(readdirSync(layout.root).sort(), ['.gitignore', 'cache', 'parts', 'runs', 'state']);
  if (process.platform !== 'win32') assert.equal(statSync(layout.state).mode & 0o777, 0o700);
});

test('planted links and files in the place of our folders are refused, and nothing is written through them', (t) => {
  for (const planted of ['.better-synth', '.better-synth/state', '.better-synth/parts']) {
    const dataset = temporaryFolder(t);
    const elsewhere = temporaryFolder(t, 'elsewhere');
    if (planted !== '.better-synth') mkdirSync(join(dataset, '.better-synth'));
    symlinkSync(elsewhere, join(dataset, planted));
    assert.throws(() => createLayout(dataset), { kind: 'refused', message: /is a link/ });
    assert.throws(() => assertOwnFolders(layoutOf(dataset)), { kind: 'refused' });
    assert.deepEqual(readdirSync(elsewhere), []);
  }
  const dataset = temporaryFolder(t);
  writeFileSync(join(dataset, '.better-synth'), '');
  assert.throws(() => createLayout(dataset), { kind: 'refused', message: /is not a folder/ });
});

test('a missing dataset folder is a failure of the disk, and is not created', (t) => {
  const dataset = join(temporaryFolder(t), 'gone');
  assert.throws(() => createLayout(dataset), { kind: 'disk' });
  assert.ok(!existsSync(dataset));
});
