import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';

test('a seed gives the same numbers on every machine', () => {
  const random = new Random(0);
  assert.deepEqual([random.uint32(), random.uint32(), random.uint32()], [3028801807, 609867715, 3624670106]);
});

test('seeds, streams and their order all tell streams of numbers apart', () => {
  const seeds = [[0], [1], [-1], [2 ** 32], [2 ** 40 + 1], [0, 0], [0, 1], [1, 0], [0, -1]] as [number, ...number[]][];
  const first = seeds.map((numbers) => new Random(...numbers).uint32());
  assert.equal(new Set(first).size, seeds.length);
});

test('integers below a bound are uniform', () => {
  const random = new Random(5);
  const counts = new Int32Array(7);
  for (let i = 0; i < 70_000; i++) counts[random.below(7)]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  assert.ok(chiSquare < 22.5, `chi-square ${chiSquare} of 6 degrees of freedom`);
  assert.throws(() => random.below(0), RangeError);
  assert.ok(random.below(2 ** 32) >= 0);
});

test('a sample has distinct ascending numbers, each with the same chance', () => {
  const random = new Random(6);
  const counts = new Int32Array(10);
  for (let i = 0; i < 10_000; i++) {
    const sample = random.sample(10, 3);
    assert.ok(sample.length === 3 && sample[0]! < sample[1]! && sample[1]! < sample[2]!);
    for (const number of sample) counts[number]!++;
  }
  for (const count of counts) assert.ok(Math.abs(count - 3000) < 200, `${count} of 3000`);
  assert.deepEqual([...random.sample(3, 9)], [0, 1, 2]);
  assert.deepEqual([...random.sample(0, 2)], []);
});

test('a shuffle gives each order the same chance', () => {
  const random = new Random(7);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle(['a', 'b', 'c']).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 130, `${count} of 1000`);
});

test('a cycle leaves nothing at its place, goes through everything, and each is as likely', () => {
  const random = new Random(8);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.cycle(4);
    for (let at = 0, step = 1; step <= 4; step++) {
      at = order[at]!;
      assert.equal(at === 0, step === 4);
    }
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 150, `${count} of 6000`);
  assert.deepEqual([[...random.cycle(0)], [...random.cycle(1)]], [[], [0]]);
});
