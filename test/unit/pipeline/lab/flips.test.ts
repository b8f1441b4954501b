import assert from 'node:assert/strict';
import { test } from 'node:test';
import { states } from '../../../../src/core/pipeline/decide/decide.ts';
import { flipsOf, nearest } from '../../../../src/core/pipeline/lab/flips.ts';
import { marginOf } from '../../../../src/core/pipeline/lab/margins.ts';
import { scores } from '../../../support/decide.ts';

test('what was kept and is not goes out, what was not and is comes in; a row without a score does neither', () => {
  const { kept, dropped, failed, unknown } = states;
  const outcome = Uint8Array.of(kept, kept, dropped, dropped, failed, unknown);
  const flips = flipsOf(Uint8Array.of(1, 0, 1, 0, 1, 1), outcome);
  assert.deepEqual([[...flips.in], [...flips.out]], [[1], [2, 4]]);
});

test('the nearest come first, as sorting all of them says, ties in their order', () => {
  const rows = Int32Array.from({ length: 5000 }, (_, i) => i);
  const distance = (row: number): number => (row % 7 === 0 ? Infinity : ((row * 7919) % 1000) ** 3);
  const expected = [...rows].sort((a, b) => distance(a) - distance(b) || a - b);
  assert.deepEqual([...nearest(rows, distance, 300)], expected.slice(0, 300));
  assert.deepEqual([...nearest(rows, () => 0, 3)], [0, 1, 2]);
  assert.deepEqual([...nearest(rows.subarray(0, 2), () => Infinity, 3)], [0, 1]);
});

test('a sample of several pictures is as near as the nearest of them', () => {
  const scale = { column: scores([[1, 5], [], [NaN]]), at: [4, 9], unit: 2 };
  assert.deepEqual(
    [0, 1, 2].map((row) => marginOf([scale], row)),
    [0.5, Infinity, Infinity],
  );
});
