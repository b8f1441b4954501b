import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecipeOutline } from '../../../../src/protocol/recipe-language.ts';
import { recipeNodes } from '../../../../src/extension/tree/recipe-nodes.ts';
import type { TreeNode } from '../../../../src/extension/tree/tree-node.ts';
import { english } from './english.ts';

const place = { folder: 'file:///data', uri: 'file:///data/better-synth.yaml' };
const counts = { in: 400, kept: 332, dropped: 68, failed: 0 };
const outline: RecipeOutline = {
  dataset: 'data.jsonl',
  stages: [
    {
      ...{ name: 'clean-1', kind: 'clean', line: 4, column: 5, parameters: [] },
      operators: [
        {
          ...{ label: 'words_num_filter', line: 6, column: 11, last: counts },
          parameters: [{ name: 'min_num', value: '3' }],
        },
        {
          label: 'image_blur_filter',
          line: 7,
          column: 11,
          last: null,
          parameters: [{ name: 'min_score', value: '{sigma: -3}' }],
        },
      ],
      last: { ...counts, created: 0, stale: true },
    },
    {
      name: 'select',
      kind: 'select',
      line: 9,
      column: 5,
      operators: [],
      parameters: [{ name: 'budget', value: '200' }],
      last: null,
    },
  ],
};

test('a stage leads to its line, and tells what it did last and that this is stale', () => {
  const [stage] = recipeNodes(outline, place, english);
  assert.equal(stage?.description, '332 kept · 68 dropped · stale');
  assert.deepEqual([stage.click, stage.uri, stage.line, stage.column], ['betterSynth.recipe.goTo', place.uri, 4, 5]);
});

test('an operator shows its result, or its thresholds as written before the first run', () => {
  const [stage] = recipeNodes(outline, place, english);
  const operators = stage!.children as TreeNode[];
  assert.deepEqual(
    operators.map(({ description }) => description),
    ['332 kept · 68 dropped', 'min_score: {sigma: -3}'],
  );
  assert.deepEqual(
    (operators[0]!.children as TreeNode[]).map(({ label, description, line }) => [label, description, line]),
    [['min_num', '3', 6]],
  );
});

test('a stage without operators shows its parameters', () => {
  const [, stage] = recipeNodes(outline, place, english);
  assert.deepEqual(
    (stage!.children as TreeNode[]).map(({ label, description }) => [label, description]),
    [['budget', '200']],
  );
});
