import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { Series } from '../../../src/core/training-log/series.ts';
import { smoothed } from '../../../src/core/training-log/smooth.ts';
import { spikesOf } from '../../../src/core/training-log/spikes.ts';
import { thinned } from '../../../src/core/training-log/thin.ts';

const all = { from: -Infinity, to: Infinity };

function seriesOf(values: readonly number[], most?: number): Series {
  const series = new Series(most);
  values.forEach((value, i) => series.add(i + 1, value));
  return series;
}

function noise(count: number, seed: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.real());
}

test('however many values are merged, and however few points are shown, no extreme is lost', () => {
  for (let seed = 0; seed < 20; seed++) {
    const values = noise(5000, seed);
    values[1234 + seed] = 9;
    values[4321 - seed] = -9;
    for (const most of [50_000, 512]) {
      const { steps, values: shown } = thinned(seriesOf(values, most), all, 300);
      assert.ok(shown.length <= 302, `${shown.length} points`);
      assert.equal(steps[shown.indexOf(9)], 1235 + seed);
      assert.equal(steps[shown.indexOf(-9)], 4322 - seed);
      assert.ok(steps.every((step, i) => i === 0 || step >= steps[i - 1]!));
    }
  }
});

test('merged values keep their mean', () => {
  const values = noise(4096, 3);
  const series = seriesOf(values, 64);
  let [sum, count] = [0, 0];
  for (let i = 0; i < series.length; i++) [sum, count] = [sum + series.group(i).sum, count + series.group(i).count];
  assert.equal(count, 4096);
  assert.ok(Math.abs(sum / count - values.reduce((a, b) => a + b) / 4096) < 1e-9);
});

test('a range shows every point once it is small enough', () => {
  const { steps, values } = thinned(seriesOf(noise(5000, 1)), { from: 100, to: 150 }, 1000);
  assert.deepEqual(
    [...steps],
    Array.from({ length: 53 }, (_, i) => 99 + i),
  );
  assert.deepEqual([...values], noise(5000, 1).slice(98, 151));
});

test('what stands at a step or after it can be taken out', () => {
  const series = seriesOf(noise(100, 1));
  series.cutFrom(51);
  assert.deepEqual([series.length, series.stepOf(49)], [50, 50]);
});

test('smoothing is an exponential average that does not begin at nothing', () => {
  // TensorBoard: s₁ = 4, s₂ = (0.5·2 + 0.5·0) / 0.75, s₃ = …
  const averages = smoothed(seriesOf([4, 0, 0]), 0.5);
  assert.ok(Math.abs(averages[0]! - 4) < 1e-12);
  assert.ok(Math.abs(averages[1]! - 1 / 0.75) < 1e-12);
  assert.ok(Math.abs(averages[2]! - 0.5 / 0.875) < 1e-12);
  assert.deepEqual([...smoothed(seriesOf([4, 1, 7]), 0)], [4, 1, 7]);
});

test('spikes are the steps that stand out of their neighbours, the most unusual first', () => {
  const values = noise(300, 5).map((value, i) => 3 - i / 100 + value / 10);
  values[100] = 4;
  values[250] = 2;
  const spikes = spikesOf(seriesOf(values), 20);
  assert.deepEqual(
    spikes.map(({ step }) => step),
    [101, 251],
  );
  assert.ok(spikes.every(({ z, value, usual }) => z > 5 && value > usual));
  assert.deepEqual(spikesOf(seriesOf([1]), 20), []);
});

test('the steep begin of a training is no spike, a rise within it is', () => {
  const values = Array.from({ length: 20 }, (_, i) => 2 + 4 * Math.exp(-i / 2));
  assert.deepEqual(spikesOf(seriesOf(values), 20), []);
  values[7] = 6;
  assert.deepEqual(
    spikesOf(seriesOf(values), 20).map(({ step }) => step),
    [8],
  );
});
