import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, canonicalText } from '../../../src/core/recipe/canonical.ts';
import { parseRecipe } from '../../../src/core/recipe/parse.ts';
import { testOperators } from './test-operators.ts';

function canonical(text: string): string {
  const { recipe, problems } = parseRecipe({ text, file: 'r.yaml' }, { read: () => null }, testOperators);
  assert.ok(recipe, `${JSON.stringify(problems)}\n${text}`);
  return canonicalText(recipe);
}

/** How a text is written without changing what it means. */
interface Style {
  readonly flow: boolean;
  readonly quoted: boolean;
  readonly comment: string;
  readonly reversed: boolean;
  readonly spelled: boolean;
  readonly lineBreak: '\n' | '\r\n';
}

const style: fc.Arbitrary<Style> = fc.record({
  flow: fc.boolean(),
  quoted: fc.boolean(),
  comment: fc.constantFrom('', ' # why: {x}', ' #'),
  reversed: fc.boolean(),
  spelled: fc.boolean(),
  lineBreak: fc.constantFrom('\n', '\r\n'),
});

interface Meaning {
  readonly min: number;
  readonly max: number | null;
  readonly all: boolean;
  readonly percentile: number | null;
  readonly seed: number;
  readonly k: number;
}

const meaning: fc.Arbitrary<Meaning> = fc.record({
  min: fc.integer({ min: 0, max: 20 }),
  max: fc.option(fc.integer({ min: 20, max: 90 })),
  all: fc.boolean(),
  percentile: fc.option(fc.integer({ min: 0, max: 100 })),
  seed: fc.constantFrom(0, 7),
  k: fc.constantFrom(50, 12),
});

/** Parameters of an operator or a stage: what differs from the defaults, and the defaults. */
function map(given: readonly string[], defaults: readonly string[], indent: string, style: Style): string {
  const pairs = [...given, ...(style.spelled ? defaults : [])];
  if (style.reversed) pairs.reverse();
  const named = style.quoted ? pairs.map((pair) => pair.replace(/^(\w+):/, '"$1":')) : pairs;
  if (style.flow || named.length === 0) return ` {${named.join(', ')}}${style.comment}\n`;
  return `${style.comment}\n${named.map((pair) => `${indent}${pair}${style.comment}\n`).join('')}`;
}

function write({ min, max, all, percentile, seed, k }: Meaning, style: Style): string {
  const words = [`min_num: ${min}`, ...(max === null ? [] : [`max_num: ${max}`])];
  const wordDefaults = ['lang: en', 'tokenization: false', 'reversed_range: false', 'max_closed_interval: true'];
  const ratio = [
    ...(percentile === null ? [] : [`min_ratio: {percentile: ${percentile}}`]),
    ...(all ? ['any_or_all: all'] : []),
  ];
  const ratioDefaults = ['max_ratio: 3.0', ...(all ? [] : ["any_or_all: 'any'"]), 'batch_size: 7'];
  const top = [
    ...(seed === 0 && !style.spelled ? [] : [`seed: ${seed}\n`]),
    ...(style.spelled ? ['version: 1\n', 'dataset: "data.jsonl"\n', 'error_budget: 1.0e-2\n'] : []),
  ];
  const stages =
    `stages:\n- name: a\n  clean:\n    process:\n    - words_num_filter:${map(words, wordDefaults, '        ', style)}` +
    `    - image_aspect_ratio_filter:${map(ratio, ratioDefaults, '        ', style)}` +
    `- name: b\n  cluster:${map(k === 50 ? [] : [`k: ${k}`], [...(k === 50 ? ['k: 50'] : []), 'of: text'], '    ', style)}`;
  const text = style.reversed ? stages + top.join('') : top.join('') + stages;
  return text.replaceAll('\n', style.lineBreak);
}

test('recipes that mean the same have the same canonical text, however they are written', () => {
  fc.assert(
    fc.property(meaning, style, style, (means, one, other) => {
      assert.equal(canonical(write(means, one)), canonical(write(means, other)));
    }),
    { numRuns: 100 },
  );
});

test('recipes that mean something else have another canonical text', () => {
  fc.assert(
    fc.property(meaning, meaning, style, (one, other, styled) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      assert.equal(canonical(write(one, styled)) === canonical(write(other, styled)), same);
    }),
    { numRuns: 100 },
  );
});

test('canonical JSON sorts keys at every depth and has no negative zero', () => {
  assert.equal(
    JSON.stringify(canonicalJson({ b: [{ d: -0, c: undefined }], a: Infinity })),
    '{"a":"Infinity","b":[{"d":0}]}',
  );
});
