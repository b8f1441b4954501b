import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecipe, type ParsedRecipe } from '../../../src/core/recipe/parse.ts';
import { findTokenTraps } from '../../../src/core/recipe/traps.ts';
import { testOperators } from './test-operators.ts';

function read(text: string): ParsedRecipe & { readonly recipe: NonNullable<ParsedRecipe['recipe']> } {
  const { recipe, problems, places } = parseRecipe({ text, file: 'dj.yaml' }, { read: () => null }, testOperators);
  assert.ok(recipe, 'a trap is no error');
  return { recipe, problems, places };
}

/** Code, place and fix of each warning. */
function traps(process: string): readonly string[] {
  const { problems } = read(`process:\n${process}`);
  assert.ok(problems.every(({ severity }) => severity === 'warning'));
  return problems.map(
    ({ code, line, column, fix }) => `${code} ${line}:${column}${fix === undefined ? '' : ` ${fix}`}`,
  );
}

test('any on a safety filter is flagged, spelled out with a fix or by default without', () => {
  assert.deepEqual(traps('- image_nsfw_filter: {any_or_all: any}'), ['any-on-safety-filter 2:35 all']);
  assert.deepEqual(traps('- image_nsfw_filter: {max_score: 0.1}'), ['any-on-safety-filter 2:3']);
  assert.deepEqual(traps('- image_nsfw_filter: {any_or_all: all}'), []);
  assert.deepEqual(traps('- image_shape_filter: {any_or_all: any}'), []);
});

test('the safety filters that ask models are flagged likewise', () => {
  const codes = (process: string): string[] =>
    parseRecipe({ text: `process: [${process}]`, file: 'dj.yaml' }, { read: () => null }).problems.map(
      ({ code }) => code,
    );
  for (const name of ['image_nsfw_filter', 'image_watermark_filter']) {
    assert.deepEqual(codes(name), ['any-on-safety-filter']);
    assert.deepEqual(codes(`${name}: {any_or_all: all}`), []);
  }
  assert.deepEqual(codes('image_aesthetics_filter, image_text_similarity_filter'), []);
});

test('a selector before a model in one stage is remarked on, since it spares the model nothing', () => {
  const told = (text: string): string[] =>
    parseRecipe({ text, file: 'dj.yaml' }, { read: () => null }).problems.map(
      ({ severity, code, line }) => `${severity} ${code} ${line}`,
    );
  const [selector, model] = ['\n      - random_selector: {select_num: 5}', '\n      - image_aesthetics_filter'];
  assert.deepEqual(told(`process:${selector}${model}`), ['info unspared-model 3']);
  assert.deepEqual(told(`process:${model}${selector}`), []);
  assert.deepEqual(told(`process:${selector}\n      - words_num_filter`), []);
  const stage = (name: string, rest: string): string => `\n- name: ${name}\n  clean:${rest}`;
  assert.deepEqual(
    told(`stages:${stage('a', `\n    process:${selector}`)}${stage('b', `\n    process:${model}`)}`),
    [],
  );
  assert.deepEqual(told(`stages:${stage('a', `\n    score: all\n    process:${selector}${model}`)}`), []);
});

test('a size with a dot is flagged with what it means and what was meant', () => {
  assert.deepEqual(traps('- image_size_filter: {max_size: 1.5MB}'), ['size-with-dot 2:33 "1536KB"']);
  assert.deepEqual(traps('- image_size_filter: {min_size: "0.5 kib"}'), ['size-with-dot 2:33 "512"']);
  assert.deepEqual(traps('- image_size_filter: {max_size: 0.3GB}'), ['size-with-dot 2:33']);
  assert.deepEqual(traps('- image_size_filter: {max_size: 15MB}'), []);
  const [problem] = read('process: [image_size_filter: {max_size: 1.5MB}]').problems;
  assert.match(problem!.message, /"1\.5MB" means 15MB\./);
});

test('a reversed range is flagged, for it keeps its end points', () => {
  assert.deepEqual(traps('- words_num_filter: {min_num: 10, max_num: 12, reversed_range: true}'), [
    'reversed-range 2:64',
  ]);
});

test('a range of one value with an open side is flagged, for it keeps nothing', () => {
  const range = 'min_num: 10, max_num: 10';
  assert.deepEqual(traps(`- words_num_filter: {${range}, max_closed_interval: false}`), ['empty-range 2:31']);
  assert.deepEqual(traps(`- words_num_filter: {${range}}`), []);
});

test('a statistic that Data-Juicer would not measure anew is flagged', () => {
  const [words, mapper] = ['- words_num_filter: {min_num: 3}\n', '- replace_content_mapper: {pattern: a}\n'];
  assert.deepEqual(traps(words + mapper + words), ['stale-statistic 4:3']);
  assert.deepEqual(traps(words + words), []);
  assert.deepEqual(traps(mapper + words + words), []);
  assert.deepEqual(traps(`${words}- words_num_filter: {tokenization: true}\n`), ['stale-statistic 3:3']);
  const shape = '- image_shape_filter: {min_width: 3}\n';
  assert.deepEqual(traps(shape + mapper + shape), [], 'a mapper changes no picture');
});

test('an empty end token is flagged with the token to write', () => {
  const { problems } = read("eoc_special_token: ''\nprocess: [words_num_filter]");
  assert.deepEqual(
    problems.map(({ code, line, column, length, fix }) => [code, line, column, length, fix]),
    [['empty-end-token', 1, 20, 2, "'<|__dj__eoc|>'"]],
  );
});

test('an image token that the data does not have is flagged with the one that it has', () => {
  const spelled = read("process: [words_num_filter]\nimage_special_token: '<img>'");
  const found = findTokenTraps(spelled.recipe, spelled.places, { tokensSeen: ['<image>'] });
  assert.deepEqual(
    found.map(({ code, line, column, fix }) => [code, line, column, fix]),
    [['token-mismatch', 2, 22, "'<image>'"]],
  );
  const two = { tokensSeen: ['<image>', '<__dj__image>'] };
  assert.equal(findTokenTraps(spelled.recipe, spelled.places, two)[0]?.fix, undefined);
  for (const tokensSeen of [['<img>'], [], ['<image>', '<img>']]) {
    assert.deepEqual(findTokenTraps(spelled.recipe, spelled.places, { tokensSeen }), []);
  }
  const recognised = read('process: [words_num_filter]');
  assert.deepEqual(findTokenTraps(recognised.recipe, recognised.places, { tokensSeen: ['<image>'] }), []);
});

test('traps are told beside errors elsewhere in the recipe', () => {
  const text = 'process:\n- image_size_filter: {max_size: 1.5MB}\n- words_num_fliter';
  const { problems } = parseRecipe({ text, file: 'dj.yaml' }, { read: () => null }, testOperators);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['size-with-dot', 'unknown-operator'],
  );
});

test('captions that no clean stage looks at before they are used are flagged at their stage', () => {
  const bodies = {
    synthesize: '{profile: local, model: m}',
    clean: '{process: [words_num_filter]}',
    measure: '{process: [words_num_filter]}',
    cluster: '{model: tf-idf}',
    select: '{strategy: top, by: num_words}',
    export: '{format: data-juicer, output: out.jsonl}',
  };
  const told = (...kinds: (keyof typeof bodies)[]): string[] => {
    const stages = kinds.map((kind, i) => `\n- name: s${i}\n  ${kind}: ${bodies[kind]}`);
    const { recipe, problems } = parseRecipe(
      { text: `stages:${stages.join('')}`, file: 'r.yaml' },
      { read: () => null },
    );
    assert.ok(recipe, JSON.stringify(problems));
    return problems.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`);
  };
  const at = (line: number): string => `warning unfiltered-captions ${line}:9`;
  assert.deepEqual(told('synthesize', 'export'), [at(2)]);
  assert.deepEqual(told('measure', 'synthesize', 'cluster', 'select', 'clean', 'export'), [at(4)]);
  assert.deepEqual(told('clean', 'synthesize', 'measure', 'select', 'export'), [at(4)]);
  assert.deepEqual(told('synthesize', 'clean', 'select', 'export'), []);
  assert.deepEqual(told('synthesize'), [], 'nothing uses them yet');
});
