import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecipe, type ParsedRecipe } from '../../../src/core/recipe/parse.ts';

const read = (parameters: string): ParsedRecipe =>
  parseRecipe(
    { text: `stages: [{name: groups, cluster: {${parameters}}}]`, file: 'better-synth.yaml' },
    { read: () => null },
  );

for (const model of ['demo/text-embedding', './models/mine', '/models/mine', 'BAAI/bge-base-en-v1.5']) {
  test(`captions can be clustered by a model named ${model}`, () => {
    const { recipe, problems } = read(`model: ${model}, pooling: mean-padded, normalize: true`);
    assert.deepEqual(problems, []);
    const [stage] = recipe!.stages;
    assert.ok(stage?.kind === 'cluster');
    const { of, pooling, normalize, k } = stage;
    assert.deepEqual([of, stage.model, pooling, normalize, k], ['text', model, 'mean-padded', true, 50]);
    assert.deepEqual(stage.canonical, { k: 50, model, normalize: true, of: 'text', pooling: 'mean-padded' });
  });
}

test('pictures are clustered by a model alone', () => {
  assert.deepEqual(read('of: image, model: demo/clip').problems, []);
  const { recipe, problems } = read('of: image, k: 3');
  assert.equal(recipe, null);
  assert.deepEqual(
    problems.map(({ severity, code, fix }) => [severity, code, fix]),
    [['error', 'needs-model', 'text']],
  );
});

for (const [parameters, keys] of [
  ['model: tf-idf, pooling: cls, normalize: true', ['cluster.pooling', 'cluster.normalize']],
  ['normalize: true', ['cluster.normalize']],
  ['of: image, model: demo/clip, pooling: cls, normalize: true', ['cluster.pooling']],
  ['of: text, model: demo/text-embedding, pooling: cls', []],
] as const) {
  test(`a recipe says which of its keys have no effect: ${parameters}`, () => {
    const { recipe, problems } = read(parameters);
    assert.ok(recipe);
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, message.split(' ')[0]]),
      keys.map((key) => ['info', key]),
    );
  });
}
