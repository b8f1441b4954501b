import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { recipeSchemaText } from '../../../../src/build/recipe-schema.ts';
import { operators } from '../../../../src/core/operators/index.ts';
import type { Schema } from '../../../../src/core/recipe/language/json-schema.ts';
import { parseRecipe } from '../../../../src/core/recipe/parse.ts';
import { demoTemplate } from '../../../../src/core/recipe/template-demo.ts';
import { liteTemplate } from '../../../../src/core/recipe/template-lite.ts';
import { stageKinds } from '../../../../src/protocol/records.ts';
import { satisfies } from './schema-check.ts';

const fixtures = new URL('../../../fixtures/recipes/', import.meta.url);
const schema = JSON.parse(recipeSchemaText()) as Schema;
const definitions = schema.$defs!;
const fits = (yaml: string): boolean => satisfies(parse(yaml, { uniqueKeys: false }), schema);

test('the recipes that init writes fit the schema, and a published one without the operators that only Data-Juicer has', () => {
  for (const recipe of [demoTemplate, liteTemplate]) assert.ok(fits(recipe));
  const published = readFileSync(new URL('pretrain-refine.yaml', fixtures), 'utf8');
  assert.ok(!fits(published));
  assert.ok(fits(published.replace(/ {2}- (flagged_words|perplexity)_filter:\n(?: {6}.*\n)+/g, '')));
});

test('faults of structure do not fit the schema', () => {
  const structural = new Set([
    'unknown-key',
    'unknown-operator',
    'unknown-parameter',
    'needs-data-juicer',
    'wrong-type',
  ]);
  let found = 0;
  for (const name of readdirSync(new URL('faulty/', fixtures))) {
    const text = readFileSync(new URL(`faulty/${name}`, fixtures), 'utf8');
    const { problems } = parseRecipe({ text, file: name }, { read: () => null });
    if (!problems.some(({ code }) => structural.has(code)) || problems.some(({ code }) => code.startsWith('yaml-')))
      continue;
    assert.equal(fits(text), false, name);
    found++;
  }
  assert.ok(found >= 12, String(found));
});

test('every operator is there with its summary and every parameter with its default and meaning', () => {
  const item = definitions['operator']!.anyOf![0]!.properties!;
  assert.deepEqual(
    Object.keys(item),
    operators.map(({ name }) => name),
  );
  for (const { name, summary, parameters } of operators) {
    assert.equal(item[name]!.description, summary);
    assert.ok(definitions[name]!.markdownDescription!.includes(summary));
    for (const parameter of Object.keys(parameters.shape)) {
      const property = definitions[name]!.properties![parameter]!;
      assert.ok(property.description && 'default' in property, `${name}.${parameter}`);
    }
  }
});

test('every kind of stage is there with what it does', () => {
  for (const kind of stageKinds) assert.match(definitions['stage']!.properties![kind]!.description!, /\.$/);
});

test('thresholds may be statistics, and other parameters not', () => {
  const words = (value: string): boolean => fits(`process: [words_num_filter: {min_num: ${value}}]`);
  for (const value of ['3', '{percentile: 5}', '{keep: 100}', '{mean: -1.5}']) assert.ok(words(value), value);
  for (const value of ['many', '{}', '{percentile: 101}', '{percentile: 5, keep: 3}', 'null'])
    assert.ok(!words(value), value);
  assert.ok(!fits('process: [word_repetition_filter: {rep_len: {percentile: 5}}]'));
});

test('what is accepted without effect, and old names, fit too', () => {
  assert.ok(fits('np: 4\nprocess: [words_num_filter: {batch_size: 10, text_key: text}]'));
  assert.ok(fits('process: [image_nsfw_filter: {score_threshold: 0.1}]'));
});

test('a format of a later version is not offered', () => {
  assert.ok(!fits('stages: [{name: a, export: {format: webdataset, output: a.tar}}]'));
});
