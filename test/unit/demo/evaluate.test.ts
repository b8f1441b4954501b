import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, type SampleOutcome } from '../../../scripts/demo/evaluate.ts';
import { recipeBars } from '../../../scripts/demo/recipe-bars.ts';
import type { Expected, Truth, TruthEntry } from '../../../scripts/demo/truth.ts';

function entry(kind: string, expect: Expected, language = 'en'): TruthEntry {
  return { kind, expect, caption: 'a red car .', language };
}

const truth: Truth = {
  a: entry('clean', 'kept'),
  b: entry('clean', 'kept', 'zh'),
  c: entry('blur', 'dropped'),
  d: entry('blur', 'dropped'),
  e: entry('url', 'mended'),
  f: entry('url', 'mended'),
  g: entry('missing-file', 'failed'),
  h: entry('wrong-caption', 'dropped'),
  i: entry('mojibake', 'dropped'),
  j: entry('mojibake', 'dropped'),
  'a~11': entry('duplicate-id', 'kept'),
};
const outcomes = new Map<string, SampleOutcome>([
  ['a', { outcome: 'kept', caption: 'a red car .' }],
  ['b', { outcome: 'dropped', caption: 'a red car .' }],
  ['c', { outcome: 'dropped', caption: null }],
  ['d', { outcome: 'kept', caption: 'a red car .' }],
  ['e', { outcome: 'kept', caption: 'a  red car . ' }],
  ['f', { outcome: 'kept', caption: 'a red car . https://example.com' }],
  ['g', { outcome: 'failed', caption: null }],
  ['i', { outcome: 'kept', caption: 'Ã¤' }],
  ['j', { outcome: 'kept', caption: 'Ã¶' }],
  ['a~11', { outcome: 'kept', caption: 'a red car .' }],
]);

test('a run is counted kind by kind against what is expected of each', () => {
  const rows = evaluate(truth, outcomes);
  assert.deepEqual(
    rows.map(({ kind, planted, dropped, kept, failed, absent, mended, right }) => [
      kind,
      ...[planted, dropped, kept, failed, absent],
      ...[mended, right],
    ]),
    [
      ['clean', 2, 1, 1, 0, 0, 2, 1],
      ['blur', 2, 1, 1, 0, 0, 1, 1],
      ['url', 2, 0, 2, 0, 0, 1, 1],
      ['missing-file', 1, 0, 0, 1, 0, 0, 1],
      ['wrong-caption', 1, 0, 0, 0, 1, 0, 0],
      ['mojibake', 2, 0, 2, 0, 0, 0, 0],
      ['duplicate-id', 1, 0, 1, 0, 0, 1, 1],
    ],
  );
});

test('the lines about the recipe are shares of what was planted, and leave out what was not', () => {
  const bars = recipeBars(truth, outcomes, (id) => id === 'j');
  assert.deepEqual(Object.fromEntries(bars.map(({ what, value }) => [what, value])), {
    'dropped: blur': 0.5,
    'dropped: wrong-caption': 0,
    'dropped: all of these kinds': 1 / 3,
    'mended: url': 0.5,
    'mojibake dropped or flagged': 0.5,
    'duplicate ids kept apart as <id>~<line>': 1,
    'clean samples kept': 0.5,
    'clean samples with Chinese captions kept': 0,
  });
});
