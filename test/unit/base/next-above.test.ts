import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextAbove } from '../../../src/base/next-above.ts';

test('there is no float between a number and the next above', () => {
  for (const number of [1, 0.1, -0.1, -1, 5e-324, 1e300, -1e300, 255.999, 2 ** 53]) {
    const next = nextAbove(number);
    assert.ok(next > number);
    const middle = number / 2 + next / 2;
    assert.ok(middle <= number || middle >= next, `${middle} lies between ${number} and ${next}`);
  }
});

test('zero has the least number above it, the largest number infinity, and infinity nothing', () => {
  assert.deepEqual([nextAbove(0), nextAbove(-0), nextAbove(-5e-324)], [5e-324, 5e-324, -0]);
  assert.deepEqual([nextAbove(Number.MAX_VALUE), nextAbove(-Infinity)], [Infinity, -Number.MAX_VALUE]);
  assert.deepEqual([nextAbove(Infinity), nextAbove(NaN)], [NaN, NaN]);
});
