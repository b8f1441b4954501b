import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import packageJson from '../../../../package.json' with { type: 'json' };
import { isNewEnough, leastNode, versionOf } from '../../../../src/extension/processes/node-version.ts';

test('a Node with SQLite inside runs the engine, an older one does not', () => {
  for (const version of ['v22.16.0', 'v22.17.1', 'v24.0.0', '25.1.0']) assert.ok(isNewEnough(version), version);
  for (const version of ['v22.15.9', 'v20.20.2', 'v18.0.0', '']) assert.ok(!isNewEnough(version), version);
});

test('the least Node is that of the package', () => {
  assert.equal(`>=${leastNode}`, `${packageJson.engines.node}.0`);
});

test('a program that is no Node, or is not there, has no version', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'better-synth-node-'));
  t.after(() => rm(folder, { recursive: true }));
  const other = join(folder, 'node');
  await writeFile(other, '#!/bin/sh\necho hello\n');
  await chmod(other, 0o755);
  assert.equal(await versionOf(other), null);
  assert.equal(await versionOf(join(folder, 'missing')), null);
  assert.equal(await versionOf(process.execPath), process.versions.node);
});
