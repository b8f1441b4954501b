import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Pcg64 } from '../../../src/base/pcg64.ts';
import { refusals, selected } from './sample.ts';

describe('random_selector', () => {
  const rows = Array.from({ length: 20 }, () => null);

  it("keeps the first of NumPy's permutation with seed 42", () => {
    assert.deepEqual([...new Pcg64(42).permutation(20)].slice(0, 5), [15, 9, 14, 7, 12]);
    assert.deepEqual(selected('random_selector', rows, { select_num: 5 }), [7, 9, 12, 14, 15]);
  });

  it('takes the smaller of ratio and number', () => {
    assert.deepEqual(selected('random_selector', rows, { select_ratio: 0.5, select_num: 2 }), [9, 15]);
    assert.deepEqual(selected('random_selector', rows, { select_ratio: 0.14, select_num: 9 }), [9, 15]);
  });

  it('keeps everything where nothing is asked for, or too much, or a share of no row', () => {
    for (const parameters of [{}, { select_num: 99 }, { select_ratio: 0.01 }]) {
      assert.equal(selected('random_selector', rows, parameters).length, 20);
    }
    assert.match(refusals('random_selector', { select_ratio: 0 })[0] ?? '', /above 0/);
  });
});

describe('topk_specified_field_selector', () => {
  it('chooses as a stable sort does, whatever the values', () => {
    const values = fc.array(fc.option(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true }))), {
      minLength: 2,
    });
    fc.assert(
      fc.property(values, fc.nat({ max: 20 }), fc.boolean(), (numbers, more, reverse) => {
        const order = numbers.map((_, i) => i);
        const rank = (i: number): number => numbers[i] ?? (reverse ? -Infinity : Infinity);
        // Missing ones are behind an infinite value, too.
        order.sort(
          (a, b) =>
            Number(numbers[a] === null) - Number(numbers[b] === null) ||
            (rank(a) === rank(b) ? 0 : reverse === rank(a) > rank(b) ? -1 : 1),
        );
        const parameters = { field_key: 'a.b', topk: 1 + more, reverse };
        assert.deepEqual(
          selected('topk_specified_field_selector', numbers, parameters),
          order.slice(0, 1 + more).sort((a, b) => a - b),
        );
      }),
      { seed: 11 },
    );
  });

  it('keeps the highest, ties by dataset order, missing values last', () => {
    const values = [2, null, 5, 5, 1, null];
    assert.deepEqual(selected('topk_specified_field_selector', values, { field_key: 'a.b', topk: 3 }), [0, 2, 3]);
    assert.deepEqual(selected('topk_specified_field_selector', values, { field_key: 'a.b', topk: 1 }), [2]);
    assert.deepEqual(
      selected('topk_specified_field_selector', values, { field_key: 'a.b', topk: 1, reverse: false }),
      [4],
    );
    assert.deepEqual(
      selected('topk_specified_field_selector', values, { field_key: 'a.b', top_ratio: 0.9, topk: 5 }),
      [0, 1, 2, 3, 4],
    );
  });

  it('reads texts as numbers below the top level alone', () => {
    const values = ['10', '9', 'x'];
    assert.deepEqual(selected('topk_specified_field_selector', values, { field_key: 'a.b', topk: 1 }), [0]);
    assert.deepEqual(selected('topk_specified_field_selector', values, { field_key: 'a', topk: 1 }), [2]);
    assert.deepEqual(selected('topk_specified_field_selector', ['\uffee', '😀'], { field_key: 'a', topk: 1 }), [1]);
  });
});

describe('range_specified_field_selector', () => {
  const values = [5, 1, 4, 2, 3, null, 1, 1];

  it('keeps ranks from the lowest, missing values lowest', () => {
    const range = { field_key: 'a', lower_rank: 1, upper_rank: 3 };
    assert.deepEqual(selected('range_specified_field_selector', values, range), [1, 6]);
    assert.deepEqual(selected('range_specified_field_selector', values, { ...range, upper_percentile: 0.99 }), [1, 6]);
    assert.deepEqual(
      selected('range_specified_field_selector', values, {
        field_key: 'a',
        lower_percentile: 0.5,
        upper_percentile: 1,
      }),
      [0, 2, 3, 4],
    );
  });

  it('does nothing unless both ends are named', () => {
    assert.equal(selected('range_specified_field_selector', values, { field_key: 'a', lower_rank: 3 }).length, 8);
  });
});

describe('frequency_specified_field_selector', () => {
  it('keeps all rows of the most, or least, frequent values', () => {
    const values = ['a', 'b', 'a', null, 'b', 1, 'a'];
    assert.deepEqual(selected('frequency_specified_field_selector', values, { field_key: 'x', topk: 1 }), [0, 2, 6]);
    assert.deepEqual(
      selected('frequency_specified_field_selector', values, { field_key: 'x', top_ratio: 0.5 }),
      [0, 1, 2, 4, 6],
    );
    assert.deepEqual(
      selected('frequency_specified_field_selector', values, { field_key: 'x', topk: 1, reverse: false }),
      [3],
    );
  });
});
