import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distributionOf } from '../../../../src/core/pipeline/lab/distribution.ts';
import { scores } from '../../../support/decide.ts';

const always = (): boolean => true;

test('every value stands in one bar, those far away in the outermost', () => {
  const values = [...Array.from({ length: 1000 }, (_, i) => i / 1000), 1e6];
  const found = distributionOf(scores(values), values.length, always);
  assert.equal(
    found.bins.reduce((sum, count) => sum + count, 0),
    1001,
  );
  assert.equal(found.max, 1e6);
  assert.ok(found.high < 2, `drawn up to ${found.high}`);
  assert.ok(found.bins.at(-1)! >= 1);
});

test('whole numbers have a bar each, and the threshold between two bars is half a number away', () => {
  const found = distributionOf(scores([3, 4, 4, 7]), 4, always);
  assert.deepEqual([found.low, found.high, found.bins], [2.5, 7.5, [1, 2, 0, 0, 1]]);
});

test('each picture of a sample counts, samples without any and values that are none are told apart', () => {
  const found = distributionOf(scores([[0.1, 0.2], [], [NaN]]), 3, always);
  assert.deepEqual([found.values, found.samples, found.notNumbers], [2, 1, 1]);
  const unmeasured = distributionOf(scores([[0.1, 0.2], [], [NaN]]), 3, (row) => row !== 2);
  assert.equal(unmeasured.notNumbers, 0);
});

test('one value everywhere is one bar; of nothing there is none', () => {
  const same = distributionOf(scores([0.3, 0.3]), 2, always);
  assert.deepEqual([same.min, same.max, same.sigma, same.bins], [0.3, 0.3, 0, [2]]);
  assert.deepEqual(distributionOf(scores([NaN]), 1, always).bins, []);
});
