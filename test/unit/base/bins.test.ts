import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binsOf, extent, histogram } from '../../../src/base/bins.ts';

const counted = (values: readonly number[], most: number): number[] => histogram(values, binsOf(extent(values)!, most));

test('every finite value stands in one bin, the greatest in the last', () => {
  assert.deepEqual(counted([0, 0.5, 1, 2, 4, NaN, Infinity], 4), [2, 1, 1, 1]);
  assert.deepEqual(extent([2.5, NaN, -1, Infinity], [3]), { min: -1, max: 3, whole: false });
  assert.equal(extent([NaN], []), null);
});

test('whole numbers stand in bins of equally many, between edges that are none', () => {
  assert.deepEqual(binsOf({ min: 3, max: 6, whole: true }, 10), { from: 2.5, width: 1, count: 4 });
  assert.deepEqual(counted([3, 4, 4, 6], 10), [1, 2, 0, 1]);
  assert.deepEqual(counted([3, 4, 4, 6], 2), [3, 1]);
});

test('one value everywhere stands in the middle of one bin, zero too', () => {
  assert.deepEqual(counted([7.5, 7.5], 9), [2]);
  const { from, width } = binsOf({ min: 7.5, max: 7.5, whole: false }, 9);
  assert.ok(Math.abs(from + width / 2 - 7.5) < 1e-12);
  assert.deepEqual(counted([0], 9), [1]);
});
