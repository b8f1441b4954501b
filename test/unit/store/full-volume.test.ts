import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { writeDurably } from '../../../src/core/store/durable.ts';
import { State } from '../../../src/core/store/state/state.ts';
import { currentEdits, putEdit } from '../../../src/core/store/state/edits.ts';

/** A volume of 1 MB, or null (and the test skipped) where this user may not mount one. */
function smallVolume(t: TestContext): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'better-synth-volume-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    t.skip('this user cannot mount a volume of 1 MB');
    return null;
  }
  t.after(() => {
    execFileSync('umount', [folder]);
    rmdirSync(folder);
  });
  return folder;
}

test('on a full volume the old file stays whole, and the error names the volume and the bytes', async (t) => {
  const folder = smallVolume(t);
  if (folder === null) return;
  const path = join(folder, 'out');
  await writeDurably(path, Buffer.alloc(100_000, 'a'), { replace: false });
  await assert.rejects(writeDurably(path, Buffer.alloc(4_194_304, 'b'), { replace: true }), (error: Error) => {
    assert.equal((error as { kind?: string }).kind, 'disk');
    assert.match(error.message, /volume is full/);
    assert.match(error.message, /4,194,304 bytes/);
    assert.ok(error.message.includes(folder));
    return true;
  });
  assert.deepEqual(readdirSync(folder), ['out']);
  assert.ok(readFileSync(path).equals(Buffer.alloc(100_000, 'a')));
});

test('when the volume of state.db fills up, acknowledged edits stay and the next is refused', (t) => {
  const folder = smallVolume(t);
  if (folder === null) return;
  const path = join(folder, 'state.db');
  const state = State.open(path);
  let acknowledged = 0;
  assert.throws(
    () => {
      for (;;) {
        putEdit(state, { id: `${acknowledged}`, caption: 'x'.repeat(20_000), baseHash: 'h' });
        acknowledged++;
      }
    },
    { kind: 'disk' },
  );
  assert.ok(acknowledged > 3);
  assert.equal(currentEdits(state).length, acknowledged);
  state.close();
  const again = State.open(path);
  assert.equal(currentEdits(again).length, acknowledged);
  again.close();
});

test('a read-only folder can be looked at, and edits are refused at once', (t) => {
  const folder = smallVolume(t);
  if (folder === null) return;
  const path = join(folder, 'state.db');
  const before = State.open(path);
  putEdit(before, { id: '1', caption: 'a dog', baseHash: 'h' });
  before.close();
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  const state = State.open(path);
  assert.ok(state.readOnly);
  assert.match(state.notice ?? '', /cannot be written/);
  assert.deepEqual(
    currentEdits(state).map(({ caption }) => caption),
    ['a dog'],
  );
  assert.throws(() => putEdit(state, { id: '2', caption: 'a cat', baseHash: 'h' }), { kind: 'disk' });
  state.close();
});
