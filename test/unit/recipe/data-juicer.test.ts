import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { operators } from '../../../src/core/operators/index.ts';
import { dataJuicerNames } from '../../../src/core/recipe/data-juicer-names.ts';
import { exitOf, parseRecipe } from '../../../src/core/recipe/parse.ts';
import { testOperators } from './test-operators.ts';

const text = readFileSync(new URL('../../fixtures/recipes/pretrain-refine.yaml', import.meta.url), 'utf8');
const unsupported = [
  'needs-data-juicer flagged_words_filter',
  'needs-data-juicer perplexity_filter',
  'needs-model image_text_similarity_filter',
  'needs-model image_text_matching_filter',
];

for (const [name, table] of Object.entries({ 'test operators': testOperators, 'the real operators': operators })) {
  test(`of a published recipe only the unsupported operators are faulted, with ${name}`, () => {
    const { problems } = parseRecipe({ text, file: 'refine.yaml' }, { read: () => null }, table);
    const alarms = problems.filter(({ severity }) => severity !== 'info');
    assert.deepEqual(
      alarms.map(({ code, message }) => `${code} ${message.split(' ')[0]}`),
      unsupported,
    );
    assert.equal(exitOf(problems), 2);
  });

  test(`the published recipe without them passes whole, with ${name}`, () => {
    const lines = text.split('\n');
    const from = (operator: string): number => lines.findIndex((line) => line.includes(`- ${operator}:`));
    const supported = [
      ...lines.slice(0, from('flagged_words_filter')),
      ...lines.slice(from('special_characters_filter'), from('image_text_similarity_filter')),
    ].join('\n');
    const { recipe, problems } = parseRecipe({ text: supported, file: 'refine.yaml' }, { read: () => null }, table);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['ignored'],
    );
    const [stage] = recipe!.stages;
    assert.ok(stage?.kind === 'clean');
    assert.equal(stage.process.length, 9);
    assert.deepEqual(stage.tokens, { image: '<image>', eoc: '<|__dj__eoc|>' });
  });
}

test('every operator said to be from Data-Juicer is registered there', () => {
  for (const { name, from } of operators) assert.equal(dataJuicerNames.has(name), from === 'data-juicer', name);
});

test('the list of names is whole', () => {
  assert.equal(dataJuicerNames.size, 228);
});
