/** Brushed histograms against counts that are made anew for every question. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../../src/base/random.ts';
import { binned, noBin } from '../../../../src/core/pipeline/scores/bins.ts';
import { Crossfilter, noGroup } from '../../../../src/core/pipeline/scores/crossfilter.ts';
import type { Brush } from '../../../../src/protocol/scores.ts';

const rows = 2000;
const random = new Random(5);
const keys = ['a', 'b', 'c', 'd'];
const scores = new Map(keys.map((key, i) => [key, binned(valuesOf(i))]));
const group = Uint8Array.from({ length: rows }, () => (random.below(9) === 0 ? noGroup : random.below(4)));

test('whatever is brushed one after the other, all counts are those of a count made anew', () => {
  const crossfilter = new Crossfilter(scores, group, 4);
  for (let round = 0; round < 60; round++) {
    const brushes = keys.filter(() => random.below(2) === 0).map((key) => brushOn(key));
    crossfilter.brush(brushes);
    const within = inside(brushes, []);
    const found = crossfilter.rows();
    assert.deepEqual([...found], within);
    assert.deepEqual(
      [...crossfilter.groups()],
      [0, 1, 2, 3].map((one) => within.filter((row) => group[row] === one).length),
    );
    for (const key of keys) {
      const { bins, index } = scores.get(key)!;
      const counts = new Array<number>(4 * bins.count).fill(0);
      for (const row of inside(brushes, [key]))
        if (index[row] !== noBin) counts[group[row]! * bins.count + index[row]!]!++;
      assert.deepEqual([...crossfilter.counts(key)], counts, `${key} in round ${round}`);
    }
    const all = crossfilter.plot('a', 'c').reduce((sum, count) => sum + count, 0);
    const both = inside(brushes, ['a', 'c']).filter(
      (row) => scores.get('a')!.index[row] !== noBin && scores.get('c')!.index[row] !== noBin,
    );
    assert.equal(all, both.length);
    assert.deepEqual(crossfilter.wholePlot('a', 'c'), new Crossfilter(scores, group, 4).plot('a', 'c'));
  }
});

test('as many scores as there are bits are brushed at once', () => {
  const many = new Map(Array.from({ length: 31 }, (_, i) => [`s${i}`, binned(Float64Array.from([i, 50 + i]))]));
  const crossfilter = new Crossfilter(many, new Uint8Array(2), 4);
  crossfilter.brush([...many.keys()].map((key) => ({ key, from: 40, to: 100 })));
  assert.deepEqual([...crossfilter.rows()], [1]);
  assert.deepEqual(
    [...crossfilter.counts('s30')].filter((count) => count > 0),
    [1],
  );
});

test('whole numbers have bins of equally many, one value has one bin, and what is no number has none', () => {
  const whole = binned(Float64Array.from([1, 2, 3, 300]));
  assert.deepEqual([whole.whole, Number.isInteger(whole.bins.width), whole.bins.from], [true, true, 0.5]);
  assert.ok(whole.bins.count <= 64);
  assert.deepEqual([...binned(Float64Array.from([7.5, 7.5])).index], [0, 0]);
  assert.deepEqual([...binned(Float64Array.from([NaN, Infinity, 0.1, 0.2])).index].slice(0, 2), [noBin, noBin]);
  assert.deepEqual(binned(new Float64Array(3).fill(NaN)).bins, { from: 0, width: 1, count: 1 });
  for (const values of [
    [-1e308, 1e308],
    [0, 5e-324],
    [1, 1 + 2 ** -52],
  ]) {
    const { bins, index } = binned(Float64Array.from(values));
    assert.ok(bins.width > 0 && index[0] === 0 && index[1]! < bins.count, values.join());
  }
});

function valuesOf(kind: number): Float64Array {
  return Float64Array.from({ length: rows }, () => {
    if (random.below(20) === 0) return NaN;
    return kind === 0 ? random.below(40) : random.below(1000) / 1000 - kind;
  });
}

function brushOn(key: string): Brush {
  const { bins } = scores.get(key)!;
  const from = bins.from + bins.width * random.below(bins.count);
  return { key, from, to: from + bins.width * random.below(bins.count) };
}

function inside(brushes: readonly Brush[], but: readonly string[]): number[] {
  const asked = brushes.filter(({ key }) => !but.includes(key));
  const fits = (row: number): boolean =>
    asked.every(({ key, from, to }) => scores.get(key)!.values[row]! >= from && scores.get(key)!.values[row]! <= to);
  return Array.from({ length: rows }, (_, row) => row).filter((row) => group[row] !== noGroup && fits(row));
}
