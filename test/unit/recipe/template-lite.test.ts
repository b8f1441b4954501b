import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecipe } from '../../../src/core/recipe/parse.ts';
import { liteTemplate } from '../../../src/core/recipe/template-lite.ts';

test('the recipe of the lite preset is read without a remark', () => {
  const { recipe, problems } = parseRecipe({ text: liteTemplate, file: 'better-synth.yaml' }, { read: () => null });
  assert.deepEqual(problems, []);
  assert.deepEqual(
    recipe?.stages.map(({ name, kind }) => `${name} ${kind}`),
    ['clean clean', 'cluster cluster', 'select select', 'export export'],
  );
});

test('the lite preset keeps to 120 columns and plain LF', () => {
  for (const line of liteTemplate.split('\n')) assert.ok(line.length <= 120, line);
  assert.ok(!liteTemplate.includes('\r') && liteTemplate.endsWith('\n'));
});
