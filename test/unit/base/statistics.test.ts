import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auc, mean, percentile, populationSigma, present } from '../../../src/base/statistics.ts';

test('statistics equal those of NumPy 1.26', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (((i * 7919) % 1009) / 1009) * 3 - 1 + 1e6);
  const percentiles = [0, 12.5, 25, 50, 99.9, 100].map((q) => percentile(values, q));
  assert.deepEqual(
    percentiles,
    [999999.0, 999999.3742566898, 999999.7514866204, 1000000.5029732408, 1000001.9940564915, 1000001.9970267592],
  );
  assert.ok(Math.abs(mean(values) / 1000000.5005292369 - 1) < 1e-15);
  assert.ok(Math.abs(populationSigma(values) / 0.8662806871352443 - 1) < 1e-12);
});

test('a mean keeps small values next to large ones that cancel', () => {
  assert.equal(mean(Float64Array.of(1e17, 3, -1e17, 3)), 1.5);
});

test('of nothing every statistic is missing, and of one value it is that value', () => {
  for (const statistic of [mean, populationSigma, (values: Float64Array) => percentile(values, 50)]) {
    assert.ok(Number.isNaN(statistic(new Float64Array(0))));
  }
  const one = Float64Array.of(4);
  assert.deepEqual([mean(one), populationSigma(one), percentile(one, 30)], [4, 0, 4]);
});

test('missing values are taken out, infinite ones stay', () => {
  assert.deepEqual([...present(Float64Array.of(NaN, 1, Infinity, NaN))], [1, Infinity]);
  assert.equal(percentile(Float64Array.of(1, Infinity, Infinity), 75), Infinity);
  assert.throws(() => percentile(Float64Array.of(1), 101), RangeError);
});

test('the area under the ROC curve is that of scikit-learn 1.9, ties counting half', () => {
  const area = (high: readonly number[], low: readonly number[]): number =>
    auc(Float64Array.from(high), Float64Array.from(low));
  assert.ok(Math.abs(area([0.9, 0.4, 0.6], [0.1, 0.4, 0.7]) - 0.7222222222222222) < 1e-15);
  assert.ok(Math.abs(area([1, 2, 2, 3, 5], [2, 2, 0, 4]) - 0.6) < 1e-15);
  assert.deepEqual([area([1], [0]), area([0], [1]), area([2, 2], [2, 2])], [1, 0, 0.5]);
  assert.ok(Number.isNaN(area([], [1])));
});
