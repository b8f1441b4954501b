import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { studentQuantile } from '../../../src/base/student.ts';
import { evaluate, type Score } from '../../../src/core/training-log/evaluate.ts';
import { seedInName } from '../../../src/core/training-log/score-table.ts';

function scores(group: string, values: readonly number[], metric = 'accuracy'): Score[] {
  return values.map((value, i) => ({ group, seed: String(i + 1), metric, value }));
}

function verdictsOf(all: readonly Score[], baseline = 'raw'): (string | undefined)[] {
  return evaluate(all, baseline)[0]!.groups.map(({ difference }) => difference?.verdict);
}

const raw = [0.4, 0.42, 0.38, 0.41, 0.39];

test('Student’s quantiles are those of the tables', () => {
  for (const [freedom, quantile] of [
    [1, 12.7062],
    [2, 4.30265],
    [4, 2.77645],
    [19, 2.093024],
    [100, 1.983972],
  ] as const)
    assert.ok(Math.abs(studentQuantile(0.975, freedom) - quantile) < 1e-4, String(freedom));
});

test('a side is better or worse where the interval of the paired difference holds no zero', () => {
  const better = scores(
    'better',
    raw.map((value, i) => value + 0.05 + 0.001 * i),
  );
  const same = scores('same', [0.39, 0.43, 0.38, 0.4, 0.41]);
  const worse = scores(
    'worse',
    raw.map((value, i) => value - 0.05 - 0.001 * i),
  );
  assert.deepEqual(verdictsOf([...scores('raw', raw), ...better, ...same, ...worse]), [
    undefined,
    'better',
    'not distinguishable',
    'worse',
  ]);
});

test('of a loss the lower one is better', () => {
  const lower = scores(
    'other',
    raw.map((value, i) => value - 0.05 - 0.001 * i),
    'eval_loss',
  );
  assert.deepEqual(verdictsOf([...scores('raw', raw, 'eval_loss'), ...lower]), [undefined, 'better']);
});

test('one seed gets no verdict, however large the difference', () => {
  const [evaluation] = evaluate([...scores('raw', [0.1]), ...scores('other', [0.9])], 'raw');
  const { difference, low } = evaluation!.groups[1]!;
  assert.deepEqual([difference!.verdict, difference!.low, low], ['too few', null, null]);
});

test('seeds pair where both sides have them; else the two sides are independent', () => {
  const shifted = [...scores('raw', [1, 2, 3, 4]), ...scores('other', [1.1, 2.11, 3.09, 4.1])];
  const paired = evaluate(shifted, 'raw')[0]!.groups[1]!.difference!;
  assert.deepEqual([paired.paired, paired.n, paired.verdict], [true, 4, 'better']);
  const apart = shifted.map((score) => (score.group === 'other' ? { ...score, seed: `x${score.seed!}` } : score));
  const unpaired = evaluate(apart, 'raw')[0]!.groups[1]!.difference!;
  assert.deepEqual([unpaired.paired, unpaired.verdict], [false, 'not distinguishable']);
});

test('the seeds that would be needed are about those that tell such a difference', () => {
  const random = new Random(3);
  const draw = (count: number, shift: number): number[] =>
    Array.from({ length: count }, () => shift + random.real() + random.real() + random.real());
  const few = [...scores('raw', draw(6, 0)), ...scores('other', draw(6, 0.35))];
  const { needed, verdict } = evaluate(few, 'raw')[0]!.groups[1]!.difference!;
  assert.equal(verdict, 'not distinguishable');
  assert.ok(needed! > 6 && needed! < 500, String(needed));
});

test('runtimes are no evaluations, and a seed is read from a folder’s name', () => {
  assert.deepEqual(evaluate(scores('raw', raw, 'eval_runtime'), null), []);
  assert.deepEqual(seedInName('clean-seed3/train.log'), { group: 'clean/train.log', seed: '3' });
  assert.deepEqual(seedInName('clean/train.log'), { group: 'clean/train.log', seed: null });
});
