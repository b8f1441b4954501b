import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecipe, type ParsedRecipe } from '../../../src/core/recipe/parse.ts';

const read = (parameters: string): ParsedRecipe =>
  parseRecipe(
    { text: `stages: [{name: judge, train: {${parameters}}}]`, file: 'better-synth.yaml' },
    { read: () => null },
  );

test('a training needs to be told nothing but what is trained', () => {
  const { recipe, problems } = read('runner: projector');
  assert.deepEqual(problems, []);
  const { canonical, ...stage } = recipe!.stages[0]!;
  assert.deepEqual(stage, {
    name: 'judge',
    kind: 'train',
    runner: 'projector',
    vision: 'demo/encoder-b',
    text: 'demo/text-embedding',
    batch: 32,
    accumulation: 1,
    epochs: 1,
    learningRate: 1e-3,
    warmup: 0.03,
    samples: null,
  });
  assert.equal((canonical as Record<string, unknown>)['lr'], 1e-3);
});

test('a global batch that batch and accumulation do not give is an error, with the way to give it', () => {
  const { recipe, problems } = read('runner: projector, batch: 32, global_batch: 256');
  assert.equal(recipe, null);
  assert.deepEqual(
    problems.map(({ severity, code, message }) => [severity, code, message]),
    [
      [
        'error',
        'wrong-batch',
        'train: batch 32 × accumulation 1 = 32, but global_batch is 256. accumulation: 8 would give it.',
      ],
    ],
  );
  assert.equal(read('runner: projector, batch: 48, global_batch: 256').recipe, null);
});

test('a global batch that they give changes nothing else', () => {
  const { recipe, problems } = read('runner: projector, batch: 32, accumulation: 8, global_batch: 256');
  assert.deepEqual(problems, []);
  const without = read('runner: projector, batch: 32, accumulation: 8').recipe;
  assert.deepEqual(recipe!.stages[0]!.canonical, without!.stages[0]!.canonical);
});

for (const wrong of [
  '',
  'runner: deepspeed',
  'runner: projector, batch: 0',
  'runner: projector, lr: 0',
  'runner: projector, warmup: 2',
  'runner: projector, samples: 1',
  'runner: projector, epoch: 2',
])
  test(`a recipe with train: {${wrong}} does not run`, () => {
    const { recipe, problems } = read(wrong);
    assert.equal(recipe, null);
    assert.equal(problems.filter(({ severity }) => severity === 'error').length, 1);
  });
