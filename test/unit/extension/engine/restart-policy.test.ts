import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstLife, goodWork, lifeAfterCrash } from '../../../../src/extension/engine/restart-policy.ts';

const minute = 60_000;

test('an engine that crashes is started once more', () => {
  assert.deepEqual(lifeAfterCrash(firstLife(0), 5), { startedAt: 5, restarted: true });
});

test('one that crashes again is given up', () => {
  const second = lifeAfterCrash(firstLife(0), minute)!;
  assert.equal(lifeAfterCrash(second, 2 * minute), null);
  assert.equal(lifeAfterCrash(second, minute + goodWork - 1), null);
});

test('after ten minutes of good work the restart is granted anew, and again once', () => {
  const second = lifeAfterCrash(firstLife(0), minute)!;
  const third = lifeAfterCrash(second, 11 * minute);
  assert.deepEqual(third, { startedAt: 11 * minute, restarted: true });
  assert.equal(lifeAfterCrash(third, 12 * minute), null);
});
