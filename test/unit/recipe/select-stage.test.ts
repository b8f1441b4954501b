import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecipe, type ParsedRecipe } from '../../../src/core/recipe/parse.ts';

const before = `stages:
  - {name: look, measure: {process: [words_num_filter]}}
  - {name: groups, cluster: {k: 2}}
`;
const read = (parameters: string): ParsedRecipe =>
  parseRecipe(
    { text: `${before}  - {name: choose, select: {${parameters}}}`, file: 'better-synth.yaml' },
    { read: () => null },
  );
const told = (parameters: string): string[] => read(parameters).problems.map(({ message }) => message);

test('a select stage has captions per picture, a ratio and a place for better captions', () => {
  const { recipe, problems } = read(
    'strategy: high-low, by: num_words, replace_low: true, ratio: 0.5, max_per_image: 2',
  );
  assert.deepEqual(problems, []);
  const stage = recipe!.stages.at(-1);
  assert.ok(stage?.kind === 'select');
  assert.deepEqual([stage.replaceLow, stage.ratio, stage.maxPerImage], [true, 0.5, 2]);
  assert.deepEqual(stage.canonical, {
    at: null,
    budget: null,
    by: ['num_words'],
    fill: 'none',
    max_per_image: 2,
    ratio: 0.5,
    replace_low: true,
    strategy: 'high-low',
  });
});

test('without them all captions are considered as they come', () => {
  const stage = read('strategy: dynamic-increase').recipe!.stages.at(-1);
  assert.ok(stage?.kind === 'select');
  assert.deepEqual([stage.replaceLow, stage.ratio, stage.maxPerImage], [false, null, null]);
});

test('dynamic increase goes by statistics only to find the best captions of a picture', () => {
  assert.deepEqual(told('strategy: dynamic-increase, by: num_words, max_per_image: 1'), []);
  assert.deepEqual(told('strategy: dynamic-increase, by: num_words, at: 3'), [
    'select: dynamic-increase has no by.',
    'select: dynamic-increase has no at.',
  ]);
});

test('only high-low has low captions to replace', () => {
  assert.deepEqual(told('strategy: top, by: num_words, replace_low: true'), ['select: top has no replace_low.']);
  assert.deepEqual(told('strategy: top, by: num_words, replace_low: false'), []);
});

for (const wrong of ['ratio: 0', 'ratio: -1', 'ratio: half', 'max_per_image: 0', 'max_per_image: 1.5']) {
  test(`a recipe with ${wrong} is refused at its place`, () => {
    const { recipe, problems } = read(`strategy: dynamic-increase, ${wrong}`);
    assert.equal(recipe, null);
    assert.deepEqual(
      problems.map(({ severity, line, column }) => [severity, line, column]),
      [['error', 4, 59 + wrong.indexOf(':')]],
    );
  });
}

test('a ratio as a proportion is answered with the number to write, and a picture’s key with the image’s', () => {
  const errors = (parameters: string): unknown[] =>
    read(`strategy: top, by: num_words, ${parameters}`).problems.map(({ code, message, fix }) => [code, message, fix]);
  const write = (number: number): unknown[] => [
    'wrong-type',
    `select.ratio: originals per synthesized sample, as one number: write ${number}.`,
    String(number),
  ];
  assert.deepEqual(errors('ratio: "3:1"'), [write(3)]);
  assert.deepEqual(errors('ratio: 1/2'), [write(0.5)]);
  for (const none of ['"3:0"', '"0:3"', 'many']) assert.match(String(errors(`ratio: ${none}`)), /expected a number/);
  assert.deepEqual(errors('max_per_picture: 2'), [
    ['unknown-key', 'In select the key "max_per_picture" is not known. Did you mean "max_per_image"?', 'max_per_image'],
  ]);
});
