import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packed } from '../../../src/core/map/pack.ts';
import { Random } from '../../../src/base/random.ts';

/** Points of a square of some width around a middle. */
function square(random: Random, x: number, y: number, width: number, points: number): number[] {
  return Array.from({ length: points }, () => [
    x + (random.real() - 0.5) * width,
    y + (random.real() - 0.5) * width,
  ]).flat();
}

/** Three islands far from one another. */
function islands(): { places: Float32Array; of: number[][] } {
  const random = new Random(5);
  const sizes = [200, 40, 40];
  const all = [square(random, 0, 0, 6, 200), square(random, 90, 10, 2, 40), square(random, -20, 70, 2, 40)];
  let next = 0;
  const of = sizes.map((size) => Array.from({ length: size }, () => next++));
  return { places: Float32Array.from(all.flat()), of };
}

/** The least distance between points of two islands. */
function gap(places: Float32Array, a: readonly number[], b: readonly number[]): number {
  const [x, y] = [(point: number) => places[point * 2]!, (point: number) => places[point * 2 + 1]!];
  return Math.min(...a.flatMap((i) => b.map((j) => Math.hypot(x(i) - x(j), y(i) - y(j)))));
}

test('islands come near one another, and stay apart', () => {
  const { places, of } = islands();
  const moved = packed(places);
  for (const [a, b] of [
    [0, 1],
    [0, 2],
  ] as const) {
    assert.ok(gap(places, of[a]!, of[b]!) > 50);
    assert.ok(gap(moved, of[a]!, of[b]!) < 4, String(gap(moved, of[a]!, of[b]!)));
  }
  for (const [a, b] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const)
    assert.ok(gap(moved, of[a]!, of[b]!) >= 1, 'no island lies on another');
});

test('within an island nothing moves, and each stays on its side of the largest', () => {
  const { places, of } = islands();
  const moved = packed(places);
  for (const island of of) {
    const [dx, dy] = [0, 1].map((axis) => moved[island[0]! * 2 + axis]! - places[island[0]! * 2 + axis]!);
    for (const point of island) {
      assert.ok(Math.abs(moved[point * 2]! - places[point * 2]! - dx!) < 1e-3);
      assert.ok(Math.abs(moved[point * 2 + 1]! - places[point * 2 + 1]! - dy!) < 1e-3);
    }
  }
  assert.ok(moved[of[1]![0]! * 2]! > 2, 'right of it');
  assert.ok(moved[of[2]![0]! * 2 + 1]! > 2, 'below it');
});

test('a single island, a single point and no point stay where they are', () => {
  for (const points of [200, 1, 0]) {
    const places = Float32Array.from(square(new Random(1), 3, 4, 6, points));
    assert.deepEqual(packed(places), places);
  }
});

test('islands with the same middle do not lie on one another', () => {
  const ring = Array.from({ length: 200 }, (_, i) => [
    20 * Math.cos((i * Math.PI) / 100),
    20 * Math.sin((i * Math.PI) / 100),
  ]);
  const places = Float32Array.from([...ring, [0, 0], [0.1, 0], [30, 0]].flat());
  const moved = packed(places);
  const [inner, outer] = [[200, 201], [202]] as const;
  const around = Array.from({ length: 200 }, (_, i) => i);
  assert.ok(gap(moved, inner, around) >= 1);
  assert.ok(gap(moved, outer, around) >= 1);
  assert.ok(gap(moved, outer, inner) >= 1);
});
