import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryOf } from '../../../../src/core/pipeline/scores/summary.ts';

test('summaries are those of NumPy over the finite values, whose order does not matter', () => {
  const { sigma, p95, ...rest } = summaryOf(Float64Array.of(9, NaN, 1, 4, Infinity, 2));
  // numpy.percentile([1, 2, 4, 9], [5, 25, 50, 75, 95]), numpy.std([1, 2, 4, 9])
  assert.deepEqual(rest, {
    count: 4,
    missing: 2,
    mean: 4,
    min: 1,
    p5: 1.15,
    p25: 1.75,
    median: 3,
    p75: 5.25,
    max: 9,
  });
  assert.ok(Math.abs(p95! - 8.25) < 1e-12);
  assert.ok(Math.abs(sigma! - 3.082207001484488) < 1e-15);
});

test('one value everywhere has no width, and no value has no numbers', () => {
  const one = summaryOf(Float64Array.of(0.3, 0.3, 0.3));
  assert.deepEqual([one.min, one.median, one.max, one.count], [0.3, 0.3, 0.3, 3]);
  assert.ok(one.sigma! < 1e-15);
  const none = summaryOf(Float64Array.of(NaN));
  assert.deepEqual([none.count, none.missing, none.mean, none.sigma, none.median], [0, 1, null, null, null]);
});
