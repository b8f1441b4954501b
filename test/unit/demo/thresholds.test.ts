import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measuringRecipe } from '../../../scripts/demo/measuring-recipe.ts';
import { findThreshold, purposes, type Purpose } from '../../../scripts/demo/thresholds.ts';
import type { Truth } from '../../../scripts/demo/truth.ts';
import { parseRecipe } from '../../../src/core/recipe/parse.ts';
import { demoTemplate } from '../../../src/core/recipe/template-demo.ts';
import { setParameter } from '../../../src/core/recipe/write-back.ts';

const least: Purpose = { stage: 's', operator: 'image_blur_filter', parameter: 'min_score', against: ['blur'] };
const most: Purpose = { stage: 's', operator: 'image_nsfw_filter', parameter: 'max_score', against: ['hazard'] };

function setOf(
  key: string,
  kinds: Record<string, (number | number[])[]>,
): Parameters<typeof findThreshold> extends [unknown, ...infer Rest] ? Rest : never {
  const rows = Object.entries(kinds).flatMap(([kind, scores]) => scores.map((score) => ({ kind, score })));
  const truth: Truth = Object.fromEntries(
    rows.map(({ kind }, i) => [
      `${i}`,
      { kind, expect: kind === 'clean' ? 'kept' : 'dropped', caption: '', language: 'en' },
    ]),
  );
  return [rows.map(({ score }, i) => ({ id: `${i}`, [key]: score })), truth];
}

test('a threshold lies in the middle between what it is to drop and what is good', () => {
  const blur = setOf('image_blur_score', { clean: [0.6, 0.8], blur: [0.2, 0.1], other: [0.9] });
  assert.deepEqual(findThreshold(least, ...blur), { value: 0.4, missed: 0, lost: 0 });
  const hazard = setOf('image_nsfw_score', { clean: [0.1, 0], hazard: [0.7, 0.8] });
  assert.deepEqual(findThreshold(most, ...hazard), { value: 0.399, missed: 0, lost: 0 });
});

test('all pictures of a sample must pass: the worst of them counts', () => {
  const set = setOf('image_blur_score', { clean: [0.9], blur: [[0.9, 0.1], [0.2]] });
  const { value, missed } = findThreshold(least, ...set);
  assert.ok(value > 0.2 && value <= 0.9 && missed === 0, `${value}`);
});

test('where both cannot be had, losing good samples weighs twice, and the kind that is missed most counts', () => {
  const clean = [0.3, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
  const costly = setOf('image_blur_score', { clean, blur: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4] });
  assert.deepEqual(findThreshold(least, ...costly), { value: 0.2, missed: 0.1, lost: 0 });
  const worth = setOf('image_blur_score', { clean, blur: [0.1, 0.1, 0.1], noise: [0.4] });
  assert.deepEqual(findThreshold({ ...least, against: ['blur', 'noise'] }, ...worth).missed, 0);
});

test('the tuned thresholds are parameters of the demo recipe', () => {
  for (const purpose of purposes) assert.notEqual(setParameter(demoTemplate, purpose, 0.123), demoTemplate);
});

test('the measuring recipe has the filters and mappers of all clean stages, and drops nothing', () => {
  const text = measuringRecipe(demoTemplate);
  const { recipe } = parseRecipe({ text, file: 'better-synth.yaml' }, { read: () => null });
  assert.deepEqual(
    recipe?.stages.map(({ kind }) => kind),
    ['measure'],
  );
  for (const { operator } of purposes) assert.match(text, new RegExp(operator));
  assert.doesNotMatch(text, /deduplicator/);
});
