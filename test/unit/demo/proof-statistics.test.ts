import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beyondFiltering, conditionsOf, resultsOf, type Shares } from '../../../scripts/proof/result.ts';
import { difference, gapClosed } from '../../../scripts/proof/statistics.ts';
import { verdictOf } from '../../../src/base/estimate.ts';
import { Random } from '../../../src/base/random.ts';

const random = new Random(11);

/** 20 values about a mean. */
function around(mean: number, spread: number): number[] {
  return Array.from({ length: 20 }, () => mean + spread * (random.real() - 0.5));
}

test('the interval of a difference is that of the paired t-test', () => {
  // 1 … 20 against 0: mean 10.5, standard deviation 5.916080, so 2.093024 × 5.916080 / √20 = 2.768806.
  const counted = Array.from({ length: 20 }, (_, i) => i + 1);
  const { value, low, high } = difference(
    counted,
    counted.map(() => 0),
  );
  assert.equal(value, 10.5);
  assert.ok(Math.abs(low - 7.731194) < 1e-5 && Math.abs(high - 13.268806) < 1e-5, `${low} ${high}`);
});

test('pairing takes out what all arms of a seed have in common', () => {
  const seeds = around(0, 10);
  const paired = difference(
    seeds.map((value) => value + 1),
    seeds,
  );
  assert.ok(paired.high - paired.low < 1e-9);
  assert.throws(() => difference([1, 2], [0, 1]), /not 20 pairs/);
});

test('an interval about zero tells nothing, one beside it tells which arm is better', () => {
  assert.equal(verdictOf({ value: 1, low: -0.1, high: 2 }), 'not distinguishable');
  assert.equal(verdictOf({ value: 1, low: 0.1, high: 2 }), 'better');
  assert.equal(verdictOf({ value: -1, low: -2, high: -0.1 }), 'worse');
});

test('the gap that is closed is the share of the way from raw to oracle', () => {
  const flat = (value: number): number[] => Array<number>(20).fill(value);
  const { value, low, high } = gapClosed(flat(0.75), flat(0.5), flat(1));
  assert.deepEqual([value, low, high], [0.5, 0.5, 0.5]);
  const noisy = gapClosed(around(0.75, 0.1), around(0.5, 0.1), around(1, 0.1));
  assert.ok(noisy.low < noisy.value && noisy.value < noisy.high && noisy.high - noisy.low < 0.2);
});

function sharesOf(means: { selected: number; control?: number; oracle?: number }): Shares {
  const { selected, control = 0.4, oracle = 0.5 } = means;
  return {
    raw: around(0.4, 0.01),
    clean: around(0.49, 0.01),
    selected: around(selected, 0.01),
    control: around(control, 0.01),
    captions: around(0.42, 0.01),
    oracle: around(oracle, 0.01),
  };
}

test('the proof says which of its conditions is missed', () => {
  const missed = (shares: Shares): number[] =>
    conditionsOf(resultsOf(shares)).flatMap(({ isMet }, i) => (isMet ? [] : [i]));
  assert.deepEqual(missed(sharesOf({ selected: 0.49 })), []);
  assert.deepEqual(missed(sharesOf({ selected: 0.44 })), [3]);
  assert.deepEqual(missed(sharesOf({ selected: 0.3 })), [1, 3]);
  assert.deepEqual(missed(sharesOf({ selected: 0.49, control: 0.45 })), [2]);
  assert.deepEqual(missed(sharesOf({ selected: 0.49, oracle: 0.35 })), [0, 3]);
});

test('what selection adds to filtering is told apart from what it adds to raw data', () => {
  assert.equal(beyondFiltering(sharesOf({ selected: 0.52 })).verdict, 'better');
  assert.equal(beyondFiltering(sharesOf({ selected: 0.45 })).verdict, 'worse');
});
