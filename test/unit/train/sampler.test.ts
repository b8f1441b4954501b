import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawSamples, epochOrder } from '../../../src/core/train/sampler.ts';

describe('samples of a training', () => {
  const times = Int32Array.of(1, 3, 1, 2);

  it('are all, each as often as it was selected', () => {
    assert.deepEqual([...drawSamples(times, null, 0)], [0, 1, 1, 1, 2, 3, 3]);
    assert.deepEqual([...drawSamples(times, 7, 0)], [0, 1, 1, 1, 2, 3, 3]);
  });

  it('are drawn by seed without replacement where fewer are asked for', () => {
    const drawn = Array.from({ length: 200 }, (_, seed) => drawSamples(times, 4, seed));
    for (const some of drawn) {
      assert.equal(some.length, 4);
      times.forEach((often, entry) => assert.ok(some.filter((one) => one === entry).length <= often));
    }
    const counts = [0, 1, 2, 3].map(
      (entry) => drawn.flatMap((some) => [...some]).filter((one) => one === entry).length,
    );
    // 800 of 7 entries' worth: each is drawn in proportion to how often it counts.
    times.forEach((often, entry) => assert.ok(Math.abs(counts[entry]! / 800 - often / 7) < 0.06, counts.join()));
    assert.deepEqual(drawSamples(times, 4, 9), drawSamples(times, 4, 9));
  });
});

describe('the order of a training', () => {
  it('shows every sample once in each epoch, shuffled anew', () => {
    const order = epochOrder(20, 3, 1);
    const epochs = [0, 1, 2].map((epoch) => [...order.subarray(epoch * 20, (epoch + 1) * 20)]);
    for (const epoch of epochs)
      assert.deepEqual(
        [...epoch].sort((a, b) => a - b),
        Array.from({ length: 20 }, (_, i) => i),
      );
    assert.notDeepEqual(epochs[0], epochs[1]);
    assert.notDeepEqual(
      epochs[0],
      [...epochs[0]!].sort((a, b) => a - b),
    );
  });

  it('is given by the seed', () => {
    assert.deepEqual(epochOrder(20, 2, 1), epochOrder(20, 2, 1));
    assert.notDeepEqual(epochOrder(20, 2, 1), epochOrder(20, 2, 2));
  });
});
