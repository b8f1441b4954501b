import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../src/base/random.ts';
import { parseFilter } from '../../src/core/pipeline/grid/filter-parser.ts';
import { conditionsOf } from '../../src/core/pipeline/grid/filter.ts';
import { binned } from '../../src/core/pipeline/scores/bins.ts';
import {
  brushBetween,
  brushByKey,
  brushMoved,
  extentOf,
  filterOf,
  type Scale,
} from '../../webview/scores/model/brush.ts';

const random = new Random(11);
const scales = [1e-12, 0.001, 1, 700, 1e9].flatMap((size) =>
  [-0.5, 0, 3].map((shift): Scale => {
    const values = Float64Array.from({ length: 50 }, () => (random.below(1e6) / 1e6 + shift) * size);
    const { bins, whole } = binned(values);
    return { key: 'image_blur_score', bins, whole };
  }),
);

test('a brush over everything has everything in it, whatever the size of the values', () => {
  for (const scale of scales) {
    const { from, to } = extentOf(scale);
    const brush = brushBetween(scale, to + 1, from - 1);
    assert.ok(brush.from <= from && brush.to >= to, JSON.stringify(scale));
  }
});

test('the filter of a brush says exactly its numbers', () => {
  for (const scale of scales) {
    const { from, to } = extentOf(scale);
    const at = (share: number): number => from + (to - from) * share;
    const brush = brushBetween(scale, at(0.213), at(0.771));
    const { filter, problem } = parseFilter(filterOf('outcome:dropped OR dog', [brush]));
    assert.equal(problem, null);
    const numbers = conditionsOf(filter!).flatMap((one) => (one.kind === 'compare' ? [one.number] : []));
    assert.deepEqual(numbers, [brush.from, brush.to]);
    assert.ok(brush.from < brush.to);
  }
});

test('keys move an edge, widen with Shift, and never turn a brush round', () => {
  for (const scale of scales) {
    const { width } = scale.bins;
    let brush = brushByKey(scale, null, 'ArrowRight', false)!;
    assert.ok(Math.abs(brush.from - scale.bins.from - width) < width);
    for (let i = 0; i < 100; i++) brush = brushByKey(scale, brush, i % 3 === 0 ? 'ArrowDown' : 'ArrowRight', false)!;
    assert.ok(brush.from <= brush.to);
    const wider = brushByKey(scale, brush, 'ArrowLeft', true)!;
    assert.ok(wider.from < brush.from && wider.to >= brush.to - width / 2);
    assert.equal(brushByKey(scale, brush, 'a', false), null);
    const moved = brushMoved(scale, brushBetween(scale, scale.bins.from, scale.bins.from + 9 * width), -5);
    assert.ok(moved.from <= scale.bins.from);
  }
});
