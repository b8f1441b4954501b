import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thresholdKeeping } from '../../../../src/core/pipeline/lab/suggest.ts';

const keeps = (values: readonly number[], threshold: number | null): number =>
  values.filter((value) => value >= threshold!).length;

test('a threshold keeps exactly as many as wanted where no two values are the same', () => {
  const values = Array.from({ length: 997 }, (_, i) => Math.sin(i * i)).sort((a, b) => b - a);
  for (const wanted of [1, 2, 500, 996, 997])
    assert.equal(keeps(values, thresholdKeeping(Float64Array.from(values), wanted)), wanted);
});

test('equal values stay or go together, whichever is nearer', () => {
  const values = [9, 5, 5, 5, 5, 1];
  const kept = [1, 2, 3, 4, 5, 6, 99].map((wanted) =>
    keeps(values, thresholdKeeping(Float64Array.from(values), wanted)),
  );
  assert.deepEqual(kept, [1, 1, 5, 5, 5, 6, 6]);
  assert.equal(thresholdKeeping(new Float64Array(), 5), null);
});

test('the threshold has as few digits as keep the same', () => {
  assert.equal(thresholdKeeping(Float64Array.of(0.93, 0.871234567, 0.52), 2), 0.87);
});
