import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, type SampleOutcome } from '../../../src/core/sampleset/evaluate.ts';
import type { Truth, TruthEntry } from '../../../src/core/sampleset/truth.ts';

function entry(kind: TruthEntry['kind'], expect: TruthEntry['expect'], caption = 'a red car .'): TruthEntry {
  return { kind, expect, caption, setting: 'street', shows: [] };
}

test('a run is counted kind by kind against what is expected of each', () => {
  const truth: Truth = {
    a: entry('clean', 'kept'),
    b: entry('clean', 'kept'),
    c: entry('blur', 'dropped'),
    d: entry('blur', 'dropped'),
    e: entry('url', 'mended'),
    f: entry('url', 'mended'),
    g: entry('missing-file', 'failed'),
    h: { ...entry('wrong-caption', 'dropped'), needs: 'model' },
  };
  const outcomes = new Map<string, SampleOutcome>([
    ['a', { outcome: 'kept', caption: 'a red car .' }],
    ['b', { outcome: 'dropped' }],
    ['c', { outcome: 'dropped' }],
    ['d', { outcome: 'kept', caption: 'a red car .' }],
    ['e', { outcome: 'kept', caption: 'a  red car . ' }],
    ['f', { outcome: 'kept', caption: 'a red car . https://example.com' }],
    ['g', { outcome: 'failed' }],
  ]);
  const rows = evaluate(truth, outcomes);
  assert.deepEqual(
    rows.map(({ kind, planted, dropped, kept, failed, mended, absent, right }) => [
      kind,
      planted,
      dropped,
      kept,
      failed,
      mended,
      absent,
      right,
    ]),
    [
      ['clean', 2, 1, 1, 0, 1, 0, 0.5],
      ['blur', 2, 1, 1, 0, 1, 0, 0.5],
      ['url', 2, 0, 2, 0, 1, 0, 0.5],
      ['missing-file', 1, 0, 0, 1, 0, 0, 1],
      ['wrong-caption', 1, 0, 0, 0, 0, 1, 0],
    ],
  );
  assert.equal(rows.find(({ kind }) => kind === 'wrong-caption')?.needs, 'model');
});
