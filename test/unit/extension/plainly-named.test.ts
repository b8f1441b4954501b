import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecipe } from '../../../src/core/recipe/parse.ts';
import { plainlyNamed } from '../../../src/extension/grid/plainly-named.ts';

const stages = 'stages:\n  - name: clean\n    clean: {process: [{text_length_filter: {min_len: 1}}]}\n';

/** What the parser of recipes says. */
function parsed(text: string): string | undefined {
  return parseRecipe({ text, file: 'better-synth.yaml' }, { read: () => null }).recipe?.dataset ?? 'data.jsonl';
}

test('the dataset file of a recipe in the usual form is known before the engine is, and is the one that it means', () => {
  for (const [dataset, name] of [
    ['', 'data.jsonl'],
    ['# dataset: old.jsonl\n', 'data.jsonl'],
    ['dataset: pictures/all.jsonl # of May\n', 'pictures/all.jsonl'],
    ['dataset:\tother-one.jsonl\r\n', 'other-one.jsonl'],
  ] as const) {
    const text = `version: 1\n${dataset}${stages}`;
    assert.equal(plainlyNamed(text), name);
    assert.equal(parsed(text), name);
  }
  assert.equal(plainlyNamed(null), 'data.jsonl');
});

test('any other form is left to the engine, which reads YAML', () => {
  for (const text of [
    `{"version": 1, "dataset": "other.jsonl"}`,
    `version: 1\n"dataset": other.jsonl\n${stages}`,
    `version: 1\ndataset: "other.jsonl"\n${stages}`,
    `version: 1\ndataset: &name other.jsonl\n${stages}`,
    `version: 1\ndataset:\n  other.jsonl\n${stages}`,
    `version: 1\ndataset : other.jsonl\n${stages}`,
    `  version: 1\n  dataset: other.jsonl\n`,
    `version: 1\ndataset: a.jsonl\ndataset: b.jsonl\n${stages}`,
    `version: 1\ndataset: a.jsonl and more\n${stages}`,
  ]) {
    assert.equal(plainlyNamed(text), null, text);
  }
});
