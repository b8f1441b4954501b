import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { reasons } from '../../../src/core/select/left-out.ts';
import type { Selection } from '../../../src/core/select/question.ts';
import { selectRows } from '../../../src/core/select/select-rows.ts';
import { column, question, rowsOf, sum } from './questions.ts';

/** The rows that are not taken for this reason. */
function whyNot({ times, why }: Pick<Selection, 'times' | 'why'>, reason: (typeof reasons)[number]): number[] {
  return [...times.keys()].filter((row) => times[row] === 0 && reasons[why[row]!] === reason);
}

suite('max_per_image', () => {
  const picture = Int32Array.of(0, 0, 0, 1, 1, -1, -1);
  const by = [column('score', 1, 9, NaN, 5, 5, 3, 2)];
  const all = { strategy: 'percentile', at: 0, picture, by } as const;

  test('leaves the best captions of each picture, and all samples without one', () => {
    const { times, why, notes } = selectRows(question(7, { ...all, maxPerImage: 1 }));
    assert.deepEqual(rowsOf(times), [1, 3, 5, 6]);
    assert.deepEqual(whyNot({ times, why }, 'more captions of the picture than max_per_image'), [0, 2, 4]);
    assert.deepEqual(notes, ['3 captions beyond max_per_image: 1 left out']);
  });

  test('prefers an original where scores are equal, and the first where none is named', () => {
    const synthesized = Uint8Array.of(1, 1, 0, 1, 0, 0, 0);
    assert.deepEqual(rowsOf(selectRows(question(7, { ...all, synthesized, maxPerImage: 1 })).times), [1, 4, 5, 6]);
    const first = { picture: Int32Array.of(0, 0, 0, 0), maxPerImage: 2, synthesized: Uint8Array.of(1, 0, 1, 0) };
    const selected = selectRows(question(4, first));
    assert.deepEqual(whyNot(selected, 'more captions of the picture than max_per_image'), [0, 2]);
  });

  test('comes before the strategy, which counts what is left', () => {
    const rows = question(8, { picture: Int32Array.of(0, 0, 0, 0, 0, 0, 0, 1), maxPerImage: 2 });
    // Rows 0, 1 and 7 are left: a cluster of 3 gives its farthest.
    assert.deepEqual(rowsOf(selectRows(rows).times), [7]);
  });

  test('never cuts what people keep, and puts what they drop last', () => {
    const manual = Int8Array.of(1, -1, 1, 0, 0, 0, 0);
    assert.deepEqual(rowsOf(selectRows(question(7, { ...all, manual, maxPerImage: 1 })).times), [0, 2, 3, 5, 6]);
    const dropped = question(7, { ...all, manual: Int8Array.of(0, -1, 0, 0, 0, 0, 0), maxPerImage: 1 });
    assert.deepEqual(rowsOf(selectRows(dropped).times), [0, 3, 5, 6]);
  });
});

suite('replace_low', () => {
  // Similarity: the 25th percentile of 0, 1, 9, 8, 7, 7, 7, 7 is 5.5, so rows 0 and 1 alone are low.
  const by = [column('image_text_similarity', 0, 1, 9, 8, 7, 7, 7, 7)];
  const base = { strategy: 'high-low', replaceLow: true, by } as const;
  const picture = Int32Array.of(0, 1, 0, 0, 2, 3, 4, 5);
  const synthesized = Uint8Array.of(0, 0, 1, 1, 0, 0, 0, 0);

  test('gives the place of a low original to the best high caption of its picture', () => {
    const { times, notes } = selectRows(question(8, { ...base, picture, synthesized }));
    // Six places count, of which four are high, one is replaced, and one, row 1, has nothing better and is one too many.
    assert.deepEqual(rowsOf(times), [2, 4, 5, 6, 7]);
    assert.deepEqual(notes, [
      "6 of 8 samples are high; 0 low ones were chosen to keep the clusters' proportions",
      '1 low captions gave their place to a synthesized one of the same picture; 0 had none',
    ]);
  });

  test('leaves a low original its place where the clusters ask for it and nothing stands in', () => {
    const cluster = Int32Array.of(0, 1, 0, 0, 2, 2, 2, 2);
    const { times } = selectRows(question(8, { ...base, picture, synthesized, cluster }));
    // Five places for originals 1, 1 and 4 in their clusters: .83, .83 and 3.33.
    const chosen = rowsOf(times);
    assert.deepEqual(chosen.slice(0, 2), [1, 2]);
    assert.equal(chosen.length, 5);
  });

  test('uses each caption once, the best for the first original', () => {
    const two = question(8, { ...base, picture: Int32Array.of(0, 0, 0, 2, 2, 3, 4, 5), synthesized });
    // Rows 0 and 1 share a picture with one high caption.
    assert.deepEqual(rowsOf(selectRows(two).times), [2, 4, 5, 6, 7]);
    const wide = question(8, { ...base, picture: Int32Array.of(0, 0, 0, 0, 2, 3, 4, 5), synthesized });
    assert.deepEqual(rowsOf(selectRows(wide).times), [2, 3, 4, 5, 6, 7]);
  });

  test('keeps the proportions of the originals, whatever clusters the better captions are in', () => {
    // Originals 0 to 3 in cluster 0, low, their captions 8 to 11 in cluster 1 with the high originals 4 to 7.
    const asked = question(12, {
      ...base,
      budget: 4,
      cluster: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1),
      picture: Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3),
      synthesized: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1),
      // The 25th percentile is 3.75.
      by: [column('image_text_similarity', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)],
    });
    const chosen = rowsOf(selectRows(asked).times);
    assert.deepEqual([chosen.length, chosen.filter((row) => row >= 4 && row < 8).length], [4, 2]);
  });

  test('leaves an original that people keep, and replaces one that they drop', () => {
    const tagged = (manual: number[]): number[] =>
      rowsOf(selectRows(question(8, { ...base, picture, synthesized, manual: Int8Array.from(manual) })).times);
    assert.deepEqual(tagged([1, 0, 0, 0, 0, 0, 0, 0]), [0, 4, 5, 6, 7]);
    assert.deepEqual(tagged([-1, 0, 0, 0, 0, 0, 0, 0]), [2, 4, 5, 6, 7]);
    assert.deepEqual(tagged([0, 0, -1, 0, 0, 0, 0, 0]), [3, 4, 5, 6, 7]);
    assert.deepEqual(tagged([0, 0, 0, 0, -1, 0, 0, 0]), [2, 5, 6, 7]);
  });

  test('lets captions whose picture has no original stand for themselves', () => {
    const orphans = question(8, { ...base, picture: Int32Array.of(9, 1, 0, 0, 2, 3, 4, 5), synthesized });
    assert.deepEqual(rowsOf(selectRows(orphans).times), [2, 3, 4, 5, 6, 7]);
  });
});

suite('ratio', () => {
  // 60 originals and 20 synthesized samples; of both a quarter in cluster 0, three quarters in cluster 1.
  const synthesized = Uint8Array.from({ length: 80 }, (_, row) => (row < 60 ? 0 : 1));
  const cluster = Int32Array.from({ length: 80 }, (_, row) => (row % 4 === 0 ? 0 : 1));
  const by = [column('score', ...Array.from({ length: 80 }, (_, row) => row % 7))];
  const all = question(80, { strategy: 'percentile', at: 0, by, synthesized, cluster });
  const sides = (times: Int32Array): number[] => [sum(times.subarray(0, 60)), sum(times.subarray(60))];

  test('trims the side that is too large, in its clusters’ proportions', () => {
    const { times, notes } = selectRows({ ...all, ratio: 1 });
    assert.deepEqual(sides(times), [20, 20]);
    assert.equal(rowsOf(times).filter((row) => row < 60 && cluster[row] === 0).length, 5);
    assert.deepEqual(notes, [
      '20 originals and 20 synthesized samples, of 60 and 20 candidates: the ratio of 1 left out 40',
    ]);
    assert.deepEqual(sides(selectRows({ ...all, ratio: 12 }).times), [60, 5]);
    assert.deepEqual(sides(selectRows({ ...all, ratio: 200 }).times), [60, 1], 'neither side goes');
  });

  test('shares a budget between both sides, and repeats each up to its share', () => {
    assert.deepEqual(sides(selectRows({ ...all, ratio: 1, budget: 10 }).times), [5, 5]);
    assert.deepEqual(sides(selectRows({ ...all, ratio: 2, budget: 10 }).times), [7, 3]);
    const repeated = selectRows({ ...all, ratio: 1, budget: 101, fill: 'repeat' }).times;
    assert.deepEqual(sides(repeated), [51, 50]);
    assert.deepEqual([...new Set(repeated.subarray(60))].sort(), [2, 3]);
    const short = selectRows({ ...all, ratio: 1, budget: 100 });
    assert.deepEqual(sides(short.times), [20, 20]);
    assert.match(
      short.notes.join(),
      /40 samples were chosen, fewer than the budget of 100: the ratio of 1 allows no more/,
    );
  });

  test('draws on the synthesized side independently of the originals', () => {
    const even = { synthesized: Uint8Array.from({ length: 80 }, (_, row) => row % 2), cluster: new Int32Array(80) };
    const { times } = selectRows({ ...all, ...even, ratio: 1, budget: 40 });
    const half = (odd: number): number[] => [...times].filter((_, row) => row % 2 === odd);
    assert.notDeepEqual(half(0), half(1));
  });

  test('takes the best of each side where the strategy ranks', () => {
    const merit = [column('score', ...Array.from({ length: 80 }, (_, row) => -row))];
    const { times } = selectRows({ ...all, strategy: 'top', at: null, by: merit, ratio: 1, budget: 6 });
    assert.deepEqual(rowsOf(times), [0, 1, 2, 60, 61, 62]);
    assert.deepEqual(sides(selectRows({ ...all, strategy: 'top', at: null, by: merit, ratio: 1 }).times), [20, 20]);
  });

  test('prefers high samples on both sides', () => {
    // The 25th percentile of 20 zeros and 60 ones is .75: every fourth row is low.
    const similarity = column('image_text_similarity', ...Array.from({ length: 80 }, (_, row) => Math.min(row % 4, 1)));
    const high = { ...all, strategy: 'high-low', cluster: new Int32Array(80), by: [similarity], at: null } as const;
    const { times } = selectRows({ ...high, ratio: 1, budget: 20 });
    assert.deepEqual(sides(times), [10, 10]);
    assert.ok(rowsOf(times).every((row) => row % 4 > 0));
    // Without a budget as many originals as synthesized samples are high.
    assert.deepEqual(sides(selectRows({ ...high, ratio: 1 }).times), [15, 15]);
  });

  test('says of each row that is not taken what left it out, and of the sides how many there were before', () => {
    // Every second of 20 originals and 10 of 60 captions are low: the 25th percentile lies between 1.29 and 1.3.
    const score = (row: number): number => (row < 20 ? (row % 2) * 5 : 1 + row / 100);
    const by = [column('image_text_similarity', ...Array.from({ length: 80 }, (_, row) => score(row)))];
    const origin = Uint8Array.from({ length: 80 }, (_, row) => (row < 20 ? 0 : 1));
    const high = question(80, { strategy: 'high-low', by, synthesized: origin });
    const counts = (selection: Selection): number[] =>
      (['not high', 'over the budget', 'left out by the ratio', 'left out by the budget and the ratio'] as const).map(
        (reason) => whyNot(selection, reason).length,
      );

    const ratio = selectRows({ ...high, ratio: 1, budget: 40 });
    assert.deepEqual(ratio.notes.slice(1), [
      '10 originals and 10 synthesized samples, of 10 and 50 candidates: the ratio of 1 left out 40',
      '20 samples were chosen, fewer than the budget of 40: the ratio of 1 allows no more',
    ]);
    assert.deepEqual(counts(ratio), [20, 0, 40, 0]);
    assert.deepEqual(counts(selectRows({ ...high, budget: 10 })), [20, 50, 0, 0]);
    assert.deepEqual(counts(selectRows({ ...high, ratio: 1, budget: 10 })), [20, 0, 0, 50]);
  });

  test('never cuts what people keep, and says so when the ratio breaks by it', () => {
    const manual = Int8Array.from({ length: 80 }, (_, row) => (row < 30 ? 1 : 0));
    const { times, notes } = selectRows({ ...all, manual, ratio: 1 });
    assert.deepEqual(sides(times), [30, 20]);
    assert.ok(times.subarray(0, 30).every((value) => value === 1));
    assert.match(notes.join(), /tagged keep are too many for the ratio of 1/);
    assert.deepEqual(sides(selectRows({ ...all, manual, ratio: 1, budget: 40 }).times), [30, 10]);
    const over = selectRows({ ...all, manual, ratio: 1, budget: 12 });
    assert.deepEqual(sides(over.times), [12, 0]);
  });

  test('says that it cannot hold where one side is missing, and trims nothing', () => {
    const { times, notes } = selectRows({ ...all, synthesized: new Uint8Array(80), ratio: 1 });
    assert.equal(sum(times), 80);
    assert.deepEqual(notes, ['every chosen sample is an original: the ratio of 1 cannot be held']);
  });
});
