import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decideStage } from '../../../../src/core/pipeline/decide/decide.ts';
import {
  exactDeduplicator,
  filterOn,
  firstSelector,
  question,
  scores,
  use,
  type UseOptions,
} from '../../../support/decide.ts';

const words = filterOn('words');
const size = filterOn('size', 'pixels', 'picture');

/** Which of these values a filter keeps. */
function kept(values: (number | number[])[], options: UseOptions, operator = words): number[] {
  const key = operator.statistics[0]!.key;
  const { outcome } = decideStage(
    question(values.length, [use(operator, options)], { [operator.name]: { columns: { [key]: scores(values) } } }),
  );
  return [...outcome.keys()].filter((row) => outcome[row] === 0);
}

suite('a filter', () => {
  test('keeps values from bound to bound, ends included', () => {
    assert.deepEqual(kept([9, 10, 11, 12, 13], { parameters: { min: 10, max: 12 } }), [1, 2, 3]);
  });
  test('leaves out an end that is not closed', () => {
    assert.deepEqual(
      kept([9, 10, 11, 12, 13], { parameters: { min: 10, max: 12 }, closed: { min: false, max: true } }),
      [2, 3],
    );
    assert.deepEqual(
      kept([9, 10, 11, 12, 13], { parameters: { min: 10, max: 12 }, closed: { min: true, max: false } }),
      [1, 2],
    );
  });
  test('keeps the complement and its end points when reversed, as Data-Juicer does', () => {
    assert.deepEqual(kept([9, 10, 11, 12, 13], { parameters: { min: 10, max: 12 }, reversed: true }), [0, 1, 3, 4]);
  });
  test('is open on a side without a bound', () => {
    assert.deepEqual(kept([-1e300, 5, 1e300], { parameters: { max: 5 } }), [0, 1]);
  });
  test('keeps a sample when any picture passes, or only when all do', () => {
    const pictures = [[5, 50], [50], [5], []];
    assert.deepEqual(kept(pictures, { parameters: { min: 10, any_or_all: 'any' } }, size), [0, 1, 3]);
    assert.deepEqual(kept(pictures, { parameters: { min: 10, any_or_all: 'all' } }, size), [1, 3]);
  });
});

suite('a statistic as threshold', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8];
  test('percentile is linear, as NumPy has it', () => {
    assert.deepEqual(kept(values, { statistics: { min: { percentile: 25 } } }), [2, 3, 4, 5, 6, 7]);
  });
  test('mean and sigma are those of the population', () => {
    assert.deepEqual(kept(values, { statistics: { min: { mean: 0 } } }), [4, 5, 6, 7]);
    assert.deepEqual(kept(values, { statistics: { max: { sigma: 1 } } }), [0, 1, 2, 3, 4, 5]);
  });
  test('keep takes the n best, ties in dataset order, highest on a lower and lowest on an upper bound', () => {
    assert.deepEqual(kept([3, 1, 3, 3], { statistics: { min: { keep: 2 } } }), [0, 2]);
    assert.deepEqual(kept([3, 1, 3, 3], { statistics: { max: { keep: 2 } } }), [0, 1]);
  });
  test('is taken over the rows that reach the operator', () => {
    const long = filterOn('long');
    const stage = question(
      4,
      [use(words, { parameters: { min: 2 } }), use(long, { statistics: { min: { mean: 0 } } })],
      {
        words_filter: { columns: { words: scores([1, 2, 2, 2]) } },
        long_filter: { columns: { long: scores([1000, 1, 2, 3]) } },
      },
    );
    const { outcome, operators } = decideStage(stage);
    assert.deepEqual([...outcome], [1, 1, 0, 0]);
    assert.deepEqual(operators[1]?.resolved, { min: 2 });
  });
  test('averages a list per sample', () => {
    assert.deepEqual(kept([[1, 3], [10], [4, 4]], { statistics: { min: { keep: 1 } } }, size), [1]);
  });
});

suite('a stage', () => {
  const stage = (rest = {}): ReturnType<typeof question> =>
    question(
      5,
      [
        use(size, { parameters: { min: 10 } }),
        use(words, { parameters: { min: 3 } }),
        use(exactDeduplicator),
        use(firstSelector, { parameters: { n: 1 } }),
      ],
      {
        size_filter: { columns: { size: scores([[5], [50], [50], [50], [50]]) } },
        words_filter: { columns: { words: scores([1, 5, 5, 5, 5]) } },
        exact_deduplicator: { fingerprints: ['a', 'b', 'b', 'c', 'd'] },
      },
      rest,
    );
  test('gives the credit for a drop to the cheapest operator first, and counts what each would drop alone', () => {
    const { operators, by, reason } = decideStage(stage(), { alone: true });
    assert.deepEqual(
      operators.map(({ name, dropped, alone }) => [name, dropped, alone]),
      [
        ['words_filter', 1, 1],
        ['size_filter', 0, 1],
        ['exact_deduplicator', 1, 1],
        ['first_selector', 2, 4],
      ],
    );
    assert.deepEqual([...by], [0, -1, 2, 3, 3]);
    assert.equal(reason(0), 'words 1 < 3');
    assert.equal(reason(2), 'duplicate of id-1');
  });
  test('adds up, per operator and in all', () => {
    const { operators, counts } = decideStage(stage());
    let entering = 5;
    for (const operator of operators) {
      assert.equal(operator.in, entering);
      assert.equal(operator.in, operator.kept + operator.dropped + operator.failed + operator.unknown);
      entering = operator.kept;
    }
    assert.deepEqual(counts, { in: 5, kept: 1, dropped: 4, failed: 0, unknown: 0 });
  });
  test('lets people overrule it', () => {
    const { outcome, by, operators } = decideStage(stage({ tags: Int8Array.from([1, -1, 0, 0, 1]) }));
    assert.deepEqual([...outcome], [0, 1, 1, 1, 0]);
    assert.equal(operators[by[1]!]?.name, 'manual');
  });
  test('fails a sample at the operator that could not measure it, whatever its tag', () => {
    const broken = question(
      2,
      [use(words, { parameters: { min: 0 } }), use(size, { parameters: { min: 0 } })],
      {
        words_filter: { columns: { words: scores([1, 1]) } },
        size_filter: { columns: { size: scores([[1], []]) }, failures: new Map([[1, 'b.jpg: no such file']]) },
      },
      { tags: Int8Array.from([0, -1]) },
    );
    const { outcome, operators, reason } = decideStage(broken);
    assert.deepEqual([...outcome], [0, 2]);
    assert.deepEqual(
      operators.map(({ name, failed }) => [name, failed]),
      [
        ['manual', 0],
        ['words_filter', 0],
        ['size_filter', 1],
      ],
    );
    assert.equal(reason(1), 'b.jpg: no such file');
  });
  test('never guesses a row without a score', () => {
    const { counts } = decideStage(
      question(2, [use(words, { parameters: { min: 5 } })], {
        words_filter: { columns: { words: scores([9, NaN]) }, missing: Uint8Array.from([0, 1]) },
      }),
    );
    assert.deepEqual(counts, { in: 2, kept: 1, dropped: 0, failed: 0, unknown: 1 });
  });
});
