import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas } from '../../../src/core/sampleset/paint/canvas.ts';
import { ellipse, rectangle, roundRectangle, type Path } from '../../../src/core/sampleset/paint/path.ts';

/** The area that a fill covers, from how much white it adds to black. */
function filledArea(path: Path, opacity = 1): number {
  const canvas = new Canvas(64, 48, [0, 0, 0]);
  canvas.fill(path, { stops: [[255, 255, 255, opacity]] });
  return canvas.rgb.reduce((sum, level) => sum + level, 0) / 3 / 255;
}

test('a shape paints exactly its area, whatever the place between pixels', () => {
  assert.ok(Math.abs(filledArea(rectangle(3.25, 4.5, 10.75, 9.25)) - 7.5 * 4.75) < 0.01);
  assert.ok(Math.abs(filledArea([10, 10, 30.5, 12.25, 17, 33]) - 0.5 * Math.abs(20.5 * 23 - 7 * 2.25)) < 0.05);
  const circle = filledArea(ellipse(30.3, 20.7, 15, 15, { points: 200 }));
  assert.ok(Math.abs(circle - Math.PI * 225) < 1, `${circle}`);
});

test('the direction of an outline does not matter', () => {
  const clockwise = [5, 5, 25, 5, 25, 20, 5, 20];
  const reversed = [5, 20, 25, 20, 25, 5, 5, 5];
  assert.equal(filledArea(clockwise), filledArea(reversed));
});

test('what lies outside the canvas is cut off', () => {
  assert.ok(Math.abs(filledArea(rectangle(-20, -10, 8, 6)) - 48) < 0.01);
  assert.ok(Math.abs(filledArea(rectangle(60, 40, 90, 90)) - 32) < 0.01);
  assert.ok(Math.abs(filledArea(ellipse(32, 24, 200, 200)) - 64 * 48) < 0.01);
  assert.equal(filledArea(rectangle(70, 0, 90, 20)), 0);
});

test('a fill leaves nothing behind for the next one', () => {
  const canvas = new Canvas(40, 40, [0, 0, 0]);
  canvas.fill(ellipse(20, 20, 30, 12), { stops: [[0, 0, 0, 1]] });
  canvas.fill(roundRectangle(10, 10, 20, 20, 3), { stops: [[255, 255, 255, 1]] });
  const area = canvas.rgb.reduce((sum, level) => sum + level, 0) / 3 / 255;
  assert.ok(Math.abs(area - (100 - (4 - Math.PI) * 9)) < 0.7, `${area}`);
});

test('opacity is a share of the coverage', () => {
  assert.ok(Math.abs(filledArea(rectangle(2, 2, 12, 12), 0.25) - 25) < 0.05);
});
