import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLayout } from '../../../src/core/store/layout.ts';
import { acquireRunLock, runOwner } from '../../../src/core/store/run-lock.ts';
import { temporaryFolder } from './temporary.ts';

async function holder(dataset: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lock-holder.ts'), dataset], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a second run is refused with the pid and the age of the first, and may start after it', async (t) => {
  const layout = createLayout(temporaryFolder(t));
  assert.equal(runOwner(layout), null);
  const lock = await acquireRunLock(layout);
  await assert.rejects(acquireRunLock(layout), {
    kind: 'locked',
    message: new RegExp(`process ${process.pid}, for \\d+ s`),
  });
  lock.release();
  assert.equal(runOwner(layout), null);
  (await acquireRunLock(layout)).release();
});

test('the lock of a killed run is free at once', async (t) => {
  const layout = createLayout(temporaryFolder(t));
  const child = await holder(layout.dataset);
  await assert.rejects(acquireRunLock(layout), { kind: 'locked', message: new RegExp(`process ${child.pid}`) });
  child.kill('SIGKILL');
  await once(child, 'exit');
  (await acquireRunLock(layout)).release();
});

test('a frozen run keeps its lock', { skip: process.platform === 'win32' && 'no SIGSTOP' }, async (t) => {
  const layout = createLayout(temporaryFolder(t));
  const child = await holder(layout.dataset);
  child.kill('SIGSTOP');
  try {
    for (let i = 0; i < 3; i++) {
      await assert.rejects(acquireRunLock(layout), { kind: 'locked' });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const owner = runOwner(layout);
    assert.ok(owner !== null && owner !== 'unknown');
    assert.equal(owner.pid, child.pid);
  } finally {
    child.kill('SIGKILL');
  }
});
