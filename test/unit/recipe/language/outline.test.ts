import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outlineOf } from '../../../../src/core/recipe/language/outline.ts';
import { demoTemplate } from '../../../../src/core/recipe/template-demo.ts';

test('the outline has stages, operators and thresholds as written, with their places', () => {
  const { dataset, stages } = outlineOf(`dataset: sub/d.jsonl
stages:
  - name: first
    clean:
      process:
        - fix_unicode_mapper
        - words_num_filter: {min_num: {percentile: 5}, max_num: 40}   # why
        - words_num_filter:
            max_num: 30
  - cluster: {k: 3, of: text}
    name: groups
`);
  assert.equal(dataset, 'sub/d.jsonl');
  const none = { last: null };
  assert.deepEqual(stages, [
    {
      ...{ name: 'first', kind: 'clean', line: 3, column: 5, parameters: [], ...none },
      operators: [
        { label: 'fix_unicode_mapper', line: 6, column: 11, parameters: [], ...none },
        {
          ...{ label: 'words_num_filter', line: 7, column: 11, ...none },
          parameters: [
            { name: 'min_num', value: '{percentile: 5}' },
            { name: 'max_num', value: '40' },
          ],
        },
        {
          ...{ label: 'words_num_filter#2', line: 8, column: 11, ...none },
          parameters: [{ name: 'max_num', value: '30' }],
        },
      ],
    },
    {
      ...{ name: 'groups', kind: 'cluster', line: 10, column: 5, operators: [], ...none },
      parameters: [
        { name: 'k', value: '3' },
        { name: 'of', value: 'text' },
      ],
    },
  ]);
});

test('every stage of the demo recipe is found, also while any line of it is broken', () => {
  const names = (text: string): string[] => outlineOf(text).stages.map(({ name }) => name);
  const expected = ['clean-1', 'cluster', 'measure', 'synthesize', 'clean-2', 'select', 'train', 'export'];
  assert.deepEqual(names(demoTemplate), expected);
  const operator = '        - image_blur_filter: {min_score: 0.18, any_or_all: all}\n';
  for (const broken of [
    '        - image_bl\n',
    '        - image_blur_filter: {min_score: \n',
    '        image_blur\n',
    '        - : 3\n',
  ]) {
    assert.deepEqual(names(demoTemplate.replace(operator, broken)), expected, broken);
  }
});

test('a Data-Juicer config is one stage', () => {
  const { dataset, stages } = outlineOf('np: 4\nprocess:\n  - words_num_filter: {min_num: 3}\n');
  assert.deepEqual([dataset, stages.length], ['data.jsonl', 1]);
  assert.deepEqual([stages[0]!.name, stages[0]!.kind, stages[0]!.line], ['clean', 'clean', 2]);
  assert.equal(stages[0]!.operators[0]!.label, 'words_num_filter');
});

test('texts that are no recipe, or dangerous to read, have an empty outline', () => {
  const deep = '['.repeat(1000);
  for (const text of [
    '',
    '- a',
    '3',
    'stages: 4',
    'stages:\n  - 4\n  - {name: a}',
    '&a [*a]',
    deep,
    'x'.repeat(2_000_000),
  ]) {
    assert.deepEqual(outlineOf(text).stages, [], text.slice(0, 20));
  }
});

test('long values are shown on one short line', () => {
  const { stages } = outlineOf(`stages: [{name: a, synthesize: {profile: demo, prompt: "${'word\\n '.repeat(50)}"}}]`);
  const prompt = stages[0]!.parameters.find(({ name }) => name === 'prompt')!.value;
  assert.ok(prompt.length <= 80 && prompt.endsWith('…') && !prompt.includes('\n'));
});
