import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SelectQuestion } from '../../../src/core/select/question.ts';
import { selectRows } from '../../../src/core/select/select-rows.ts';
import { questions, rowsOf, sum } from './questions.ts';

const originals = (asked: SelectQuestion, times: Int32Array): number =>
  sum(times.filter((_, row) => asked.synthesized[row] === 0));
const untagged = (asked: SelectQuestion): SelectQuestion => ({ ...asked, manual: new Int8Array(asked.manual.length) });

test('the times add up to the budget exactly when too few samples are repeated', () => {
  fc.assert(
    fc.property(questions({ fill: 'repeat', budget: 90 }), (asked) => {
      const { times, notes } = selectRows(asked);
      if (rowsOf(times).length > 0) assert.equal(sum(times), 90);
      else assert.match(notes.join(), /cannot be filled/);
    }),
  );
});

test('without a ratio a budget takes what the strategy chose, once or as evenly as can be', () => {
  fc.assert(
    fc.property(questions({ ratio: null }), fc.integer({ min: 1, max: 200 }), (all, budget) => {
      const asked = { ...all, budget };
      const { times } = selectRows(asked);
      // The strategy's own result; two strategies look at the budget themselves.
      const own = asked.strategy === 'high-low' ? budget : null;
      const at = asked.strategy === 'top' ? budget : null;
      const size = rowsOf(selectRows({ ...asked, budget: own, at, fill: 'none' }).times).length;
      const used = [...times].filter((value) => value > 0);
      assert.equal(sum(times), asked.fill === 'none' || size === 0 ? Math.min(budget, size) : budget);
      assert.ok(used.every((value) => value - Math.min(...used) <= 1));
      assert.ok(asked.fill === 'repeat' || used.every((value) => value === 1));
    }),
  );
});

test('where both sides are there, the ratio holds within one sample, repeated or not', () => {
  let held = 0;
  fc.assert(
    fc.property(questions(), fc.constantFrom(0.25, 0.5, 1, 1.5, 3), (all, ratio) => {
      const asked = { ...untagged(all), ratio };
      const { times, notes } = selectRows(asked);
      if (notes.join().includes('cannot be held')) return;
      const first = originals(asked, times);
      assert.ok(Math.abs(first - ratio * (sum(times) - first)) <= Math.max(1, ratio) + 1e-9);
      if (first > 0 && first < sum(times)) held++;
    }),
    { seed: 5 },
  );
  assert.ok(held > 30, 'enough of the questions have both sides');
});

test('a ratio under a budget that is filled gives both sides their share', () => {
  fc.assert(
    fc.property(questions({ ratio: 3, budget: 40, fill: 'repeat', maxPerImage: null }), (all) => {
      const asked = untagged(all);
      const { times } = selectRows(asked);
      const first = originals(asked, times);
      if (first > 0 && first < sum(times)) assert.deepEqual([first, sum(times)], [30, 40]);
    }),
  );
});

test('a picture has at most so many captions as the recipe says, but for more that people keep', () => {
  fc.assert(
    fc.property(questions(), fc.integer({ min: 1, max: 4 }), (all, maxPerImage) => {
      const asked = { ...all, maxPerImage };
      const { times } = selectRows(asked);
      const chosen = rowsOf(times).filter((row) => asked.picture[row]! >= 0);
      for (const picture of new Set(chosen.map((row) => asked.picture[row]!))) {
        const captions = chosen.filter((row) => asked.picture[row] === picture);
        const kept = captions.filter((row) => asked.manual[row] === 1);
        assert.ok(captions.length <= Math.max(maxPerImage, kept.length));
      }
    }),
  );
});

test('what people drop never comes; what they keep comes before all else, as far as a budget reaches', () => {
  fc.assert(
    fc.property(questions(), (asked) => {
      const { times } = selectRows(asked);
      const kept = [...asked.manual.keys()].filter((row) => asked.manual[row] === 1);
      asked.manual.forEach((manual, row) => assert.ok(manual !== -1 || times[row] === 0));
      const present = kept.filter((row) => times[row]! > 0).length;
      assert.equal(present, Math.min(kept.length, asked.budget ?? Infinity));
    }),
  );
});

test('high-low and a trim keep the proportions of the clusters within one sample', () => {
  const count = (rows: readonly number[], asked: SelectQuestion, cluster: number): number =>
    rows.filter((row) => asked.cluster[row] === cluster).length;
  fc.assert(
    fc.property(
      questions({ ratio: null, maxPerImage: null, replaceLow: false, fill: 'none' }),
      fc.constantFrom('high-low' as const, 'sigma' as const),
      (all, strategy) => {
        const asked = { ...untagged(all), strategy };
        const taken = rowsOf(selectRows(asked).times);
        const from =
          strategy === 'high-low'
            ? [...asked.cluster.keys()].filter((row) => !Number.isNaN(asked.by[0]!.values[row]))
            : rowsOf(selectRows({ ...asked, budget: null }).times);
        for (const cluster of new Set(asked.cluster)) {
          const share = from.length === 0 ? 0 : (count(from, asked, cluster) * taken.length) / from.length;
          assert.ok(Math.abs(count(taken, asked, cluster) - share) < 1);
        }
      },
    ),
  );
});

test('the same question has the same answer', () => {
  fc.assert(fc.property(questions(), (asked) => assert.deepEqual(selectRows(asked), selectRows(asked))));
});
