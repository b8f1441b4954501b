import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promptNames } from '../../../src/core/captions/prompts.ts';
import { parseRecipe, type ParsedRecipe } from '../../../src/core/recipe/parse.ts';
import type { SynthesizeStage } from '../../../src/core/recipe/recipe.ts';

const read = (body: string): ParsedRecipe =>
  parseRecipe(
    { text: `stages:\n  - name: write\n    synthesize:\n${body.replace(/^/gm, '      ')}\n`, file: 'r.yaml' },
    { read: () => null },
  );

function stageOf(body: string): SynthesizeStage {
  const { recipe, problems } = read(body);
  assert.deepEqual(problems, []);
  const [stage] = recipe!.stages;
  assert.ok(stage?.kind === 'synthesize');
  return stage;
}

/** The first error: its code, line, column and length, and what to write instead. */
function errorOf(body: string) {
  const { recipe, problems } = read(body);
  assert.equal(recipe, null);
  const { severity, code, message, line, column, length, fix } = problems[0]!;
  assert.equal(severity, 'error');
  return { code, at: [line, column, length], fix, message, problems };
}

test('a stage that synthesizes needs a profile and nothing else', () => {
  const { canonical, ...stage } = stageOf('profile: local');
  assert.deepEqual(stage, {
    name: 'write',
    kind: 'synthesize',
    profile: 'local',
    model: null,
    prompt: 'numbered-sentences',
    split: 'numbered',
    where: null,
    language: 'en',
    variables: {},
    temperature: 0,
    keepOriginal: true,
    maxTokens: 512,
  });
  const spelled = stageOf('{split: numbered, keep_original: true, max_tokens: 512, where: null, profile: local}');
  assert.deepEqual(spelled.canonical, canonical);
  const { code, at } = errorOf('{}');
  assert.deepEqual([code, at], ['missing', [3, 5, 10]]);
});

test('all keys of a stage that synthesizes are read', () => {
  const stage = stageOf(`
profile: my-server-2
model: Qwen/Qwen2-VL-2B-Instruct
prompt: |
  Describe the {dish} in {language}; it was called “{caption}”.
  Like {"a": 1}.
split: none
keep_original: false
max_tokens: 64
where: image_text_similarity < 0.3
language: zh
variables: {dish: '1999: soup {caption}'}
temperature: 0.7`);
  assert.equal(stage.model, 'Qwen/Qwen2-VL-2B-Instruct');
  assert.equal(stage.prompt, 'Describe the {dish} in {language}; it was called “{caption}”.\nLike {"a": 1}.\n');
  const { split, keepOriginal, maxTokens, where, language, variables, temperature } = stage;
  assert.deepEqual([split, keepOriginal, maxTokens, language, temperature], ['none', false, 64, 'zh', 0.7]);
  assert.equal(where, 'image_text_similarity < 0.3');
  assert.deepEqual({ ...variables }, { dish: '1999: soup {caption}' });
  assert.notDeepEqual(stage.canonical, stageOf('profile: my-server-2').canonical);
});

test('the demo profile brings its model', () => {
  assert.equal(stageOf('profile: demo').model, 'demo/captioner');
  assert.equal(stageOf('{profile: demo, model: ./mine}').model, './mine');
  assert.deepEqual(stageOf('profile: demo').canonical, stageOf('{profile: demo, model: demo/captioner}').canonical);
});

for (const prompt of promptNames) {
  test(`the prompt ${prompt} is known to recipes`, () => {
    assert.equal(stageOf(`{profile: demo, prompt: ${prompt}}`).prompt, prompt);
  });
}

for (const profile of [
  'https://api.example.com/v1',
  'localhost:8000',
  'sk-canary-0123456789',
  'sk-proj-AbC_9',
  'My Server',
  '',
  'a'.repeat(65),
]) {
  test(`a profile is named, not given: ${profile.slice(0, 30)}`, () => {
    const { code, at, message, problems } = errorOf(`profile: "${profile}"`);
    assert.deepEqual([code, at], ['endpoint-in-recipe', [4, 16, profile.length + 2]]);
    assert.match(message, /profiles add/);
    if (profile.length > 0) assert.ok(!JSON.stringify(problems).includes(profile));
  });
}

for (const key of ['url', 'key', 'token', 'key-env', 'endpoint', 'base_url', 'api_key', 'headers']) {
  test(`a recipe gives no ${key}`, () => {
    const { code, at, problems } = errorOf(`profile: local\n${key}: canary`);
    assert.deepEqual([code, at], ['endpoint-in-recipe', [5, 7, key.length]]);
    assert.equal(problems.length, 1);
    assert.ok(!JSON.stringify(problems).includes('canary'));
  });
}

test('an unknown prompt is shown with the nearest, at its place', () => {
  const { code, at, fix } = errorOf('profile: demo\nprompt: numbered_sentence');
  assert.deepEqual([code, at, fix], ['unknown-prompt', [5, 15, 17], 'numbered-sentences']);
});

test('an unknown variable is shown with the nearest, at its place in the prompt', () => {
  const block = errorOf('profile: demo\nprompt: |\n  Describe it.\n  It was {captoin}.');
  assert.deepEqual([block.code, block.at, block.fix], ['unknown-variable', [7, 17, 7], 'caption']);
  const own = errorOf('profile: demo\nvariables: {dish: soup}\nprompt: "Is it {dihs}, {dihs}?"');
  assert.deepEqual([own.at, own.fix, own.problems.length], [[6, 23, 4], 'dish', 1]);
});

for (const [body, code, at] of [
  ['prompt: ""', 'wrong-value', [5, 15, 2]],
  ['prompt: 7', 'wrong-type', [5, 15, 1]],
  ['where: " "', 'wrong-value', [5, 14, 3]],
  ['split: bullets', 'wrong-value', [5, 14, 7]],
  ['keep_original: yes', 'wrong-type', [5, 22, 3]],
  ['max_tokens: 0', 'wrong-value', [5, 19, 1]],
  ['max_tokens: 1.5', 'wrong-type', [5, 19, 3]],
  ['temperature: 3', 'wrong-value', [5, 20, 1]],
  ['language: de', 'wrong-value', [5, 17, 2]],
  ['model: ""', 'wrong-value', [5, 14, 2]],
  ['variables: [dish]', 'wrong-type', [5, 18, 6]],
  ['variables: {dish: 7}', 'wrong-type', [5, 25, 1]],
  ['variables: {language: French}', 'wrong-value', [5, 19, 8]],
  ['variables: {a dish: soup}', 'wrong-value', [5, 19, 6]],
  ['keep_orginal: true', 'unknown-key', [5, 7, 12]],
] as const) {
  test(`a mistake is shown at its place: ${body}`, () => {
    const error = errorOf(`profile: local\n${body}`);
    assert.deepEqual([error.code, error.at], [code, at]);
  });
}

test('a variable that the prompt does not use is mentioned', () => {
  const { recipe, problems } = read('{profile: demo, variables: {dish: soup}}');
  assert.ok(recipe);
  assert.deepEqual(
    problems.map(({ severity, code, line, column, length }) => [severity, code, line, column, length]),
    [['info', 'ignored', 4, 35, 4]],
  );
});
