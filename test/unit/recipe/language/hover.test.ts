import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverAt } from '../../../../src/core/recipe/language/hover.ts';
import { nothingKnown, type Knowledge } from '../../../../src/core/recipe/language/knowledge.ts';
import { histogram } from '../../../../src/core/recipe/language/measured.ts';
import type { StageReport } from '../../../../src/protocol/records.ts';
import { cursorIn } from './cursor.ts';

const report: StageReport = {
  ...{
    name: 'x',
    kind: 'clean',
    in: 12_000,
    kept: 9000,
    dropped: 2998,
    failed: 2,
    created: 0,
    seconds: 1,
    cached: false,
  },
  operators: [
    {
      ...{ name: 'words_num_filter', in: 12_000, kept: 9100, dropped: 2900, failed: 0, seconds: 1 },
      ...{ alone: 2900, resolved: { min_num: 4.25 } },
    },
  ],
};
const score = { key: 'num_words', count: 12_000, min: 1, p5: 4.25, median: 9, p95: 31, max: 70, bins: [1, 80, 40, 0] };
const known: Knowledge = { ...nothingKnown, scores: [score], reports: [report] };

const filter = (rest: string): string =>
  `stages:\n  - name: x\n    clean:\n      process:\n        - words_num_filter: ${rest}\n`;

function told(written: string, knowledge = known): string | null {
  const { text, place } = cursorIn(written);
  return hoverAt(text, place, knowledge)?.markdown ?? null;
}

test('an operator is told with what it does, costs and differs in, what it measured and kept', () => {
  const text = told(filter('{min_num: {percentile: 5}}').replace('words_num', 'words|_num'))!;
  assert.match(text, /^\*\*words_num_filter\*\* — Keeps samples whose number of words/);
  assert.match(text, /Cost: text\. From Data-Juicer\./);
  assert.match(text, /Differs from Data-Juicer:\n- tokenization/);
  assert.match(
    text,
    /min \*\*1\*\* · 5 % \*\*4\.25\*\* · median \*\*9\*\* · 95 % \*\*31\*\* · max \*\*70\*\*\n\n`▁█▄ `/,
  );
  assert.match(text, /Last run: kept \*\*9.100\*\* of 12.000, dropped 2.900/);
});

test('a threshold is told with its default, the measured values, what it was and what it kept', () => {
  const text = told(filter('{min|_num: {percentile: 5}}'))!;
  assert.match(
    text,
    /^\*\*min_num\*\* — Fewest words\.\n\nwhole number, or a statistic of the data such as `\{percentile: 5\}` · default `10`/,
  );
  assert.match(text, /Last run: it was \*\*4\.25\*\*/);
  assert.equal(
    told(filter('{min_num: {percentile: 5|}}'))!.split('\n')[0],
    '**percentile** — Percentile of the values, 0 to 100.',
  );
});

test('what is not measured yet is not told', () => {
  const text = told(filter('{min|_num: 3}'), nothingKnown)!;
  assert.doesNotMatch(text, /Measured|Last run/);
  assert.doesNotMatch(told(filter('{lan|g: en}'))!, /Measured|Last run/, 'no threshold');
});

test('a stage is told with what its kind does and what it did last, by its kind or its name', () => {
  const text = filter('{}');
  for (const written of [text.replace('clean:', 'cle|an:'), text.replace('name: x', 'name: x|')]) {
    assert.match(told(written)!, /^\*\*clean\*\* — Runs operators .*\n\nLast run: 12.000 in · kept \*\*9.000\*\*/s);
  }
});

test('keys at the top, choices and statistics that rank are told', () => {
  assert.match(
    told('se|ed: 3\nstages: []')!,
    /^\*\*seed\*\* — Seed of everything drawn at random\.\n\nwhole number from 0 on · default `0`/,
  );
  assert.match(
    told('stages: [{name: a, select: {strategy: to|p}}]')!,
    /^\*\*strategy\*\*.*\n\ndynamic-increase or top/s,
  );
  assert.match(told('stages: [{name: a, select: {by: [num_w|ords]}}]')!, /^Measured: `num_words`/);
});

test('an operator that only Data-Juicer has is named as that', () => {
  assert.match(told('process: [perplex|ity_filter]')!, /^\*\*perplexity_filter\*\* is an operator of Data-Juicer/);
  assert.equal(told('process: [no_such|_thing]'), null);
});

test('comments, empty places and unknown names have nothing to tell', () => {
  for (const written of ['# se|ed', '|', 'sead|: 3', 'stages: [{name: a, clean: {proc|: []}}]', '- |a']) {
    assert.equal(told(written), null, written);
  }
});

test('the range of a hover is that of the word', () => {
  const { text, place } = cursorIn(filter('{min|_num: 3}'));
  const { start, end } = hoverAt(text, place, known)!;
  assert.deepEqual(
    [start, end],
    [
      { line: 5, column: 30 },
      { line: 5, column: 37 },
    ],
  );
});

test('what a recipe names cannot become markup: only names that we know are told', () => {
  assert.equal(told('process: ["[click](command:x)|": {a: 1}]'), null);
  assert.equal(told('stages: [{name: "<img src=x>", se|lect: {}}]')!.includes('<img'), false);
});

test('a histogram shows the highest bar full and never hides what is not empty', () => {
  assert.equal(histogram([0, 1, 1000, 500]), ' ▁█▄');
  assert.equal(histogram([0, 0]), '  ');
});
