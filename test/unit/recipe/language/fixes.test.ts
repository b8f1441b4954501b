import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { offsetOf } from '../../../../src/core/recipe/language/spot.ts';
import { parseRecipe } from '../../../../src/core/recipe/parse.ts';
import type { Problem } from '../../../../src/protocol/records.ts';

const folder = new URL('../../../fixtures/recipes/faulty/', import.meta.url);
const corpus = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

const list = (process: string): string => `process: [${process}]\n`;
const stage = (body: string): string =>
  `stages:\n  - name: m\n    measure: {process: [words_num_filter]}\n  - name: b\n    ${body}\n`;

/** Faults that have one right answer, beyond the corpus. */
const more = [
  list('image_nsfw_filter: {any_or_all: any}'),
  list('image_size_filter: {max_size: 1.5MB}'),
  list('image_nsfw_filter: {score_threshold: 0.1, any_or_all: all}'),
  'process:\n  - image_nsfw_filter:\n      score_threshold: 0.1\n      any_or_all: all\n',
  list('"wrods_num_filter": {min_num: 3}'),
  "eoc_special_token: ''\nprocess: [words_num_filter]\n",
  stage('select: {strategy: top, by: [num_wrods], at: 3}'),
  stage('select: {strategy: top, by: "num_wrods", at: 3}'),
  stage('select: {strategy: top, by: num_words, fill: repeat}'),
  stage('select: {strategy: top, by: num_words, ratio: "3:1"}'),
  stage('clustre: {k: 3}'),
  stage('synthesize: {profile: demo, prompt: numbered-sentence}'),
  stage('synthesize: {profile: demo, prompt: "Say {captoin}."}'),
  stage('cluster: {k: 3}').replace('name: b', 'name: Group One'),
  'process:\n\t\t- words_num_filter\n',
];

function problemsOf(text: string): readonly Problem[] {
  return parseRecipe({ text, file: 'r.yaml' }, { read: () => null }).problems;
}

function fixed(text: string, { line, column, length, fix }: Problem): string {
  const start = offsetOf(text, { line: line!, column: column! });
  return text.slice(0, start) + fix! + text.slice(start + length!);
}

const count = (text: string, code: string): number =>
  problemsOf(text).filter((problem) => problem.code === code).length;

test('every fix, applied, removes its problem', () => {
  let fixes = 0;
  for (const [name, text] of [...corpus, ...more.map((text) => [text, text] as const)]) {
    for (const problem of problemsOf(text).filter(({ fix }) => fix !== undefined)) {
      const after = fixed(text, problem);
      const why = `${name}: ${problem.message}\n${after}`;
      assert.ok(count(after, problem.code) < count(text, problem.code), why);
      fixes++;
    }
  }
  assert.ok(fixes >= 35, String(fixes));
});

test('every problem that names what was probably meant has it as its fix', () => {
  for (const [name, text] of [...corpus, ...more.map((text) => [text, text] as const)]) {
    for (const { message, fix } of problemsOf(text)) {
      const meant = /Did you mean "(.+?)"\?/.exec(message)?.[1];
      if (meant !== undefined) assert.equal(fix, meant, `${name}: ${message}`);
    }
  }
});

test('each fault of one right answer is fixed to a recipe without it', () => {
  for (const text of more) {
    const found = problemsOf(text).filter(({ fix }) => fix !== undefined);
    assert.equal(found.length, 1, text);
  }
});

test('a name near to an operator that only Data-Juicer has is told, and not offered as a fix', () => {
  const [problem] = problemsOf(list('image_captionning_mapper'));
  assert.match(problem!.message, /Did you mean "image_captioning_mapper"\?/);
  assert.equal(problem!.fix, undefined);
});

test('the old name of a threshold is replaced with all that it meant', () => {
  const text = 'process:\n  - image_nsfw_filter:\n      score_threshold: 0.1\n      any_or_all: all\n';
  const after = fixed(
    text,
    problemsOf(text).find(({ code }) => code === 'old-spelling')!,
  );
  assert.equal(after, text.replace('score_threshold', 'max_closed_interval: false\n      max_score'));
  assert.deepEqual(problemsOf(after), []);
});

test('a stage is never given the name of another', () => {
  const [problem] = problemsOf('stages:\n  - name: a-1\n    cluster: {k: 3}\n  - name: A 1\n    cluster: {k: 3}\n');
  assert.deepEqual([problem!.code, problem!.fix], ['wrong-value', undefined]);
});
