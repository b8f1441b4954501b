import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CleanStage, Recipe, Stage } from '../../../src/core/recipe/recipe.ts';
import { exitOf, parseRecipe, type ParsedRecipe } from '../../../src/core/recipe/parse.ts';
import { imageSizeFilter } from '../../../src/core/operators/image-size-filter.ts';
import { canonicalText } from '../../../src/core/recipe/canonical.ts';
import { testOperators } from './test-operators.ts';

function read(text: string, files: Readonly<Record<string, string>> = {}): ParsedRecipe {
  const io = { read: (path: string) => files[path] ?? null };
  return parseRecipe({ text, file: 'better-synth.yaml' }, io, testOperators);
}

function recipeOf(text: string, files: Readonly<Record<string, string>> = {}): Recipe {
  const { recipe, problems } = read(text, files);
  assert.ok(recipe, problems.map(({ message }) => message).join('\n'));
  return recipe;
}

function only(recipe: Recipe): CleanStage {
  const [stage] = recipe.stages;
  assert.ok(stage && 'process' in stage);
  return stage;
}

const clean = (process: string): string => `stages: [{name: clean, clean: {process: [${process}]}}]`;

test('a recipe of all kinds of this version is read whole', () => {
  const recipe = recipeOf(`
version: 1
dataset: ./part/data.jsonl
seed: 7
error_budget: 0.15
stages:
  - name: look
    measure: {process: [words_num_filter, image_shape_filter: {any_or_all: all}]}
  - name: clean-1
    clean:
      score: all
      process:
        - fix_unicode_mapper:
        - words_num_filter: {min_num: 3}
        - words_num_filter: {max_num: {percentile: 99}, max_closed_interval: false}
  - {name: cluster, cluster: {k: 12, normalize: true}}
  - {name: select, select: {strategy: dynamic-increase, budget: 100, fill: repeat}}
  - {name: best, select: {strategy: top, by: [num_words, image_width], at: 5}}
  - {name: out, export: {format: csv, output: out/best.csv}}
`);
  assert.deepEqual(
    { dataset: recipe.dataset, seed: recipe.seed, errorBudget: recipe.errorBudget },
    { dataset: 'part/data.jsonl', seed: 7, errorBudget: 0.15 },
  );
  const [look, first, cluster, select, best, out] = recipe.stages;
  assert.ok(look?.kind === 'measure' && look.score === 'all');
  assert.ok(first?.kind === 'clean' && first.score === 'all' && first.tokens === null);
  const [mapper, words, again] = first.process;
  assert.deepEqual(mapper?.parameters, { normalization: 'NFC' });
  assert.equal(words?.label, 'words_num_filter');
  assert.deepEqual(words.parameters, { lang: 'en', tokenization: false, min_num: 3, max_num: Number.MAX_SAFE_INTEGER });
  assert.deepEqual([again?.label, again?.statistics], ['words_num_filter#2', { max_num: { percentile: 99 } }]);
  assert.equal(again?.parameters['max_num'], Number.MAX_SAFE_INTEGER, 'a statistic leaves the default as number');
  assert.deepEqual([again.closed, again.reversed], [{ min: true, max: false }, false]);
  assert.deepEqual(without(cluster), { of: 'text', model: 'tf-idf', k: 12, pooling: 'mean', normalize: true });
  const plain = { replaceLow: false, ratio: null, maxPerImage: null };
  assert.deepEqual(without(select), {
    strategy: 'dynamic-increase',
    by: [],
    at: null,
    budget: 100,
    fill: 'repeat',
    ...plain,
  });
  assert.deepEqual(without(best), {
    strategy: 'top',
    by: ['num_words', 'image_width'],
    at: 5,
    budget: null,
    fill: 'none',
    ...plain,
  });
  assert.deepEqual(without(out), { format: 'csv', output: 'out/best.csv' });
});

function without(stage: Stage | undefined): object {
  const { name, kind, canonical, ...rest } = stage!;
  assert.ok(name && kind && canonical);
  return rest;
}

test('a plain Data-Juicer config is a recipe of one stage called clean', () => {
  const { recipe, problems } = read(`
project_name: mine
dataset_path: /somewhere/data.jsonl
export_path: /elsewhere/out.jsonl
np: 4
text_keys: [text]
image_special_token: <image>
process:
  - words_num_filter:
      min_num: 3
      text_key: text
      batch_size: 10
      num_proc: 3
  - image_shape_filter: {max_width: 9223372036854775807, num_proc: 2}
`);
  assert.ok(recipe);
  const stage = only(recipe);
  assert.deepEqual([stage.name, stage.kind, stage.score], ['clean', 'clean', 'survivors']);
  assert.deepEqual(stage.tokens, { image: '<image>', eoc: '<|__dj__eoc|>' });
  assert.equal(stage.process[1]?.parameters['max_width'], Number.MAX_SAFE_INTEGER, 'sys.maxsize is no bound');
  assert.equal(recipe.dataset, 'data.jsonl');
  assert.equal(problems.length, 1, 'what is ignored is said once');
  assert.deepEqual([problems[0]?.severity, problems[0]?.code, problems[0]?.line], ['info', 'ignored', 2]);
  assert.match(problems[0]!.message, /project_name, dataset_path, export_path, np, batch_size, num_proc\.$/);
});

test('a config without special tokens leaves them to be recognised', () => {
  assert.equal(only(recipeOf('process: [words_num_filter]')).tokens, null);
});

test('a stage reads an existing Data-Juicer file, and problems there carry its name', () => {
  const recipe = 'stages: [{name: again, clean: {config: configs/dj.yaml, score: all}}]';
  const good = read(recipe, { 'configs/dj.yaml': 'np: 3\neoc_special_token: <eoc>\nprocess: [words_num_filter]' });
  const stage = only(good.recipe!);
  assert.deepEqual([stage.name, stage.score, stage.tokens], ['again', 'all', { image: '<__dj__image>', eoc: '<eoc>' }]);
  assert.equal(good.places.find('again', 'words_num_filter').file, 'configs/dj.yaml');
  const bad = read(recipe, { 'configs/dj.yaml': 'process:\n  - words_num_filter: {min_num: x}' });
  assert.deepEqual(
    bad.problems.map(({ file, line, column, code }) => [file, line, column, code]),
    [['configs/dj.yaml', 2, 33, 'wrong-type']],
  );
  const nested = read(recipe, { 'configs/dj.yaml': recipe });
  assert.deepEqual(nested.problems.map(({ code, file }) => [code, file]).toSorted(), [
    ['missing', 'configs/dj.yaml'],
    ['unknown-key', 'configs/dj.yaml'],
  ]);
  const hostile = read(recipe, { 'configs/dj.yaml': 'process: &a [*a]' });
  assert.deepEqual(
    hostile.problems.map(({ code }) => code),
    ['yaml-anchor', 'yaml-alias'],
  );
});

test('the old spelling of the NSFW threshold is understood as a strict bound, and said', () => {
  const old = read(clean('image_nsfw_filter: {score_threshold: 0.0003, any_or_all: all}'));
  const use = only(old.recipe!).process[0]!;
  assert.equal(use.parameters['max_score'], 0.0003);
  assert.deepEqual(use.closed, { min: true, max: false });
  assert.deepEqual(
    old.problems.map(({ severity, code }) => [severity, code]),
    [['info', 'old-spelling']],
  );
  const now = recipeOf(clean('image_nsfw_filter: {max_score: 0.0003, max_closed_interval: false, any_or_all: all}'));
  assert.equal(canonicalText(old.recipe!), canonicalText(now));
  const both = read(clean('image_nsfw_filter: {score_threshold: 0.1, max_score: 0.2, any_or_all: all}'));
  assert.equal(exitOf(both.problems), 2);
});

test('thresholds are read in all four forms', () => {
  const list = ['{percentile: 0}', '{percentile: 100}', '{mean: 0}', '{mean: -2.5}', '{sigma: -3}', '{keep: 100000}'];
  for (const form of list) {
    const use = only(recipeOf(clean(`words_num_filter: {min_num: ${form}}`))).process[0]!;
    assert.deepEqual(Object.keys(use.statistics), ['min_num']);
    assert.equal(use.parameters['min_num'], 10);
  }
});

test('a reversed range may cross', () => {
  const use = only(recipeOf(clean('words_num_filter: {min_num: 12, max_num: 10, reversed_range: true}'))).process[0]!;
  assert.equal(use.reversed, true);
});

test('an infinite bound is open', () => {
  const use = only(recipeOf(clean('words_num_filter: {min_num: -.inf, max_num: .inf}'))).process[0]!;
  assert.deepEqual(
    [use.parameters['min_num'], use.parameters['max_num']],
    [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  );
});

test('all problems are reported at once, those of the recipe before those of its configs', () => {
  const text = `
sead: 1
stages:
  - name: a
    clean: {config: dj.yaml}
  - name: B
    clean: {process: [wrods_num_filter]}
`;
  const { problems } = read(text, { 'dj.yaml': 'process: [text_lenght_filter]' });
  assert.deepEqual(
    problems.map(({ file, line, code }) => `${file} ${line} ${code}`),
    [
      'better-synth.yaml 2 unknown-key',
      'better-synth.yaml 6 wrong-value',
      'better-synth.yaml 7 unknown-operator',
      'dj.yaml 1 unknown-operator',
    ],
  );
});

test('columns count UTF-16 units, also behind a byte order mark and with CRLF', () => {
  const { problems } = read('\ufeffprocess:\r\n  - words_num_filter: {lang: "😀好", min_nun: 3}\r\n');
  assert.deepEqual(
    problems.map(({ line, column, length, fix }) => [line, column, length, fix]),
    [[2, 37, 7, 'min_num']],
  );
});

test('warnings alone exit 0, errors 2, what is refused for safety 9', () => {
  const problem = { code: 'a', message: 'A.', file: 'f' };
  assert.equal(exitOf([]), 0);
  assert.equal(exitOf([{ ...problem, severity: 'warning' }]), 0);
  assert.equal(exitOf([{ ...problem, severity: 'error' }]), 2);
  assert.equal(
    exitOf([
      { ...problem, severity: 'error' },
      { ...problem, severity: 'error', code: 'refused' },
    ]),
    9,
  );
});

test('a Data-Juicer config without its list of operators is told so, and nothing else', () => {
  const { problems } = read('project_name: a\nexport_path: b\nnp: 3');
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error').map(({ code, line }) => [code, line]),
    [['missing', 1]],
  );
});

test('sizes are compared as numbers', () => {
  const io = { read: () => null };
  const crossed = 'process: [image_size_filter: {min_size: 2MB, max_size: 100KB}]';
  const { problems } = parseRecipe({ text: crossed, file: 'r.yaml' }, io, [imageSizeFilter]);
  assert.deepEqual(
    problems.map(({ code, column }) => [code, column]),
    [['min-above-max', 41]],
  );
  const text = 'process: [image_size_filter: {min_size: 100KB, max_size: 2MB}]';
  assert.deepEqual(parseRecipe({ text, file: 'r.yaml' }, io, [imageSizeFilter]).problems, []);
});
