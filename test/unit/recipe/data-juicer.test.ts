import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { operators } from '../../../src/core/operators/index.ts';
import { dataJuicerNames } from '../../../src/core/recipe/data-juicer-names.ts';
import { exitOf, parseRecipe } from '../../../src/core/recipe/parse.ts';
import type { CleanStage } from '../../../src/core/recipe/recipe.ts';

const text = readFileSync(new URL('../../fixtures/recipes/pretrain-refine.yaml', import.meta.url), 'utf8');

function read(config: string): ReturnType<typeof parseRecipe> & { readonly stage: CleanStage | undefined } {
  const parsed = parseRecipe({ text: config, file: 'config.yaml' }, { read: () => null });
  const [stage] = parsed.recipe?.stages ?? [];
  return { ...parsed, stage: stage as CleanStage | undefined };
}

test('of a published recipe only the unsupported operators are faulted', () => {
  const { problems } = read(text);
  assert.deepEqual(
    problems
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, message }) => `${code} ${message.split(' ')[0]}`),
    ['needs-data-juicer flagged_words_filter', 'needs-data-juicer perplexity_filter'],
  );
  assert.equal(exitOf(problems), 2);
});

test('the published recipe without them passes whole, its models included', () => {
  const lines = text.split('\n');
  const from = (operator: string): number => lines.findIndex((line) => line.includes(`- ${operator}:`));
  const supported = [
    ...lines.slice(0, from('flagged_words_filter')),
    ...lines.slice(from('special_characters_filter')),
  ];
  const { stage, problems } = read(supported.join('\n'));
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['ignored'],
  );
  assert.equal(stage?.process.length, 11);
  assert.deepEqual(stage?.tokens, { image: '<image>', eoc: '<|__dj__eoc|>' });
  assert.deepEqual(modelsOf(stage), ['openai/clip-vit-base-patch32', 'Salesforce/blip-itm-base-coco']);
});

test('the first cleaning of the re-created system is read as Data-Juicer of its day read it: unsafe below .0003', () => {
  const { stage, problems } = read(`
eoc_special_token: ''
process:
  - image_nsfw_filter: { hf_nsfw_model: Falconsai/nsfw_image_detection, score_threshold: 0.0003 }
  - image_aesthetics_filter:
      hf_scorer_model: shunk031/aesthetics-predictor-v2-sac-logos-ava1-l14-linearMSE
      min_score: 0.3
      max_score: 1.0
`);
  assert.deepEqual(problems.map(({ code }) => code).sort(), [
    'any-on-safety-filter',
    'empty-end-token',
    'old-spelling',
  ]);
  const [nsfw, aesthetics] = stage!.process;
  assert.deepEqual([nsfw?.parameters['max_score'], nsfw?.closed], [0.0003, { min: true, max: false }]);
  assert.deepEqual([aesthetics?.parameters['min_score'], aesthetics?.parameters['max_score']], [0.3, 1]);
  assert.deepEqual(stage!.tokens, { image: '<__dj__image>', eoc: '' });
  const published = ['Falconsai/nsfw_image_detection', 'shunk031/aesthetics-predictor-v2-sac-logos-ava1-l14-linearMSE'];
  assert.deepEqual(modelsOf(stage!), published);
});

test('the second cleaning of the re-created system keeps its flips, folds and bounds', () => {
  const folds = 'horizontal_flip: false, vertical_flip: false, reduce_mode: avg, any_or_all: any';
  const { stage, problems } = read(`
process:
  - image_text_matching_filter: { hf_blip: Salesforce/blip-itm-base-coco, min_score: 0.85, max_score: 1.0, ${folds} }
  - image_text_similarity_filter: { hf_clip: openai/clip-vit-base-patch32, min_score: 0.282, max_score: 1.0, ${folds} }
`);
  assert.deepEqual(problems, []);
  const common = { trust_remote_code: false, max_score: 1, any_or_all: 'any', reduce_mode: 'avg' };
  const flips = { horizontal_flip: false, vertical_flip: false };
  assert.deepEqual(
    stage!.process.map(({ parameters }) => parameters),
    [
      { hf_blip: 'Salesforce/blip-itm-base-coco', min_score: 0.85, ...common, ...flips },
      { hf_clip: 'openai/clip-vit-base-patch32', min_score: 0.282, ...common, ...flips },
    ],
  );
});

test('a model is named by a text that can be a folder, a demo model or an id on the hub', () => {
  const problemsOf = (name: string): string[] =>
    read(`process: [image_text_similarity_filter: { hf_clip: ${name} }]`).problems.map(({ code }) => code);
  for (const name of ['demo/clip', './models/clip', '/models/clip', 'openai/clip-vit-base-patch32', '"my clip"'])
    assert.deepEqual(problemsOf(name), [], name);
  assert.deepEqual(problemsOf('""'), ['wrong-value']);
  assert.deepEqual(problemsOf('7'), ['wrong-type']);
  assert.deepEqual(problemsOf('"a\\0b"'), ['wrong-value']);
  assert.deepEqual(
    read('stages: [{ name: a, cluster: { model: "a\\nb" } }]').problems.map(({ code }) => code),
    ['wrong-value'],
  );
});

test('every operator said to be from Data-Juicer is registered there', () => {
  for (const { name, from } of operators) assert.equal(dataJuicerNames.has(name), from === 'data-juicer', name);
});

test('the list of names is whole', () => {
  assert.equal(dataJuicerNames.size, 228);
});

/** The models that a stage asks, in the order of its operators. */
function modelsOf({ process }: CleanStage): unknown[] {
  return process.flatMap(({ operator, parameters }) =>
    operator.kind === 'filter' && operator.askModel !== undefined ? parameters[operator.askModel.model] : [],
  );
}
