import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecipe } from '../../../src/core/recipe/parse.ts';
import { modelsOf } from '../../../src/core/pipeline/model-shelf.ts';
import { demoTemplate } from '../../../src/core/recipe/template-demo.ts';

const { recipe, problems } = parseRecipe({ text: demoTemplate, file: 'better-synth.yaml' }, { read: () => null });

test('the recipe of the demo preset is read without a remark', () => {
  assert.deepEqual(problems, []);
  assert.deepEqual(
    recipe?.stages.map(({ name, kind }) => `${name} ${kind}`),
    [
      'clean-1 clean',
      'cluster cluster',
      'measure measure',
      'synthesize synthesize',
      'clean-2 clean',
      'select select',
      'train train',
      'export export',
    ],
  );
  assert.equal(recipe?.errorBudget, 0.15);
});

test('in the demo preset no good picture or chunk carries a bad one into the result', () => {
  const deciding = recipe!.stages.flatMap((stage) => (stage.kind === 'clean' ? stage.process : []));
  const choosing = deciding.filter(({ parameters }) => 'any_or_all' in (parameters as object));
  assert.ok(choosing.length >= 10, `only ${choosing.length} operators choose`);
  for (const { label, parameters } of choosing)
    assert.equal((parameters as { any_or_all: string }).any_or_all, 'all', label);
});

test('the demo preset asks for no model but those that are shipped', () => {
  const named = new Set(recipe!.stages.flatMap(modelsOf));
  assert.deepEqual([...named].sort(), [
    'demo/aesthetics',
    'demo/captioner',
    'demo/clip',
    'demo/encoder-b',
    'demo/itm',
    'demo/nsfw',
    'demo/text-embedding',
    'demo/watermark',
  ]);
});

test('the demo preset keeps to 120 columns and plain LF', () => {
  for (const line of demoTemplate.split('\n')) assert.ok(line.length <= 120, line);
  assert.ok(!demoTemplate.includes('\r') && demoTemplate.endsWith('\n'));
});
