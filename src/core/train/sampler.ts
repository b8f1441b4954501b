/** Which samples a training sees, and in which order. */
import { Random } from '../../base/random.ts';

/** Uses of the seed. */
const streams = { draw: 1, order: 2 } as const;

/**
 * Samples drawn from all, repeated ones as often as they count, without replacement: which entries of `times` are seen in
 * an epoch, ascending, a repeated one so often.
 * @param times how often each entry counts, 1 or more
 * @param count how many; null: all
 */
export function drawSamples(times: Int32Array, count: number | null, seed: number): Int32Array {
  const pool = new Int32Array(times.reduce((sum, often) => sum + often, 0));
  let filled = 0;
  times.forEach((often, entry) => {
    pool.fill(entry, filled, filled + often);
    filled += often;
  });
  if (count === null || count >= pool.length) return pool;
  return new Random(seed, streams.draw).sample(pool.length, count).map((place) => pool[place]!);
}

/** Places 0..size−1, shuffled anew for each epoch: every place is seen once in each. */
export function epochOrder(size: number, epochs: number, seed: number): Int32Array {
  const order = new Int32Array(size * epochs);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const shuffled = order.subarray(epoch * size, (epoch + 1) * size);
    for (let place = 0; place < size; place++) shuffled[place] = place;
    new Random(seed, streams.order, epoch).shuffle(shuffled);
  }
  return order;
}
