import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ProductError } from '../../../src/protocol/errors.ts';
import { parseRecipe } from '../../../src/core/recipe/parse.ts';
import { setParameter, type ParameterValue } from '../../../src/core/recipe/write-back.ts';
import { testOperators } from './test-operators.ts';

const words = { stage: 'clean', operator: 'words_num_filter', parameter: 'min_num' };

/** Before and after, where the operator stands in a plain config. */
function check(before: string, after: string, value: ParameterValue = 7, place = words): void {
  assert.equal(setParameter(before, place, value), after);
  assert.equal(setParameter(after, place, value), after, 'a second time nothing changes');
}

test('a value is replaced where it stands, and nothing else', () => {
  check(
    'process: # a\n- words_num_filter:   {min_num:  3 , max_num: 9} # b\n',
    'process: # a\n- words_num_filter:   {min_num:  7 , max_num: 9} # b\n',
  );
  check(
    'process:\n- words_num_filter:\n    # c\n    min_num: 3   # d\n\n# e',
    'process:\n- words_num_filter:\n    # c\n    min_num: 7   # d\n\n# e',
  );
  check("process: [words_num_filter: {'min_num': '3'}]", "process: [words_num_filter: {'min_num': 7}]");
  check('process:\n- words_num_filter:\n    min_num: # d\n', 'process:\n- words_num_filter:\n    min_num: 7 # d\n');
  check('process: [words_num_filter: {min_num: }]', 'process: [words_num_filter: {min_num: 7 }]');
});

test('a number that means the same is left as it is written', () => {
  check('process: [words_num_filter: {min_num: 7.0}]', 'process: [words_num_filter: {min_num: 7.0}]');
});

test('a parameter is added in the style of its neighbours', () => {
  check('process: [words_num_filter: {max_num: 9 }]', 'process: [words_num_filter: {max_num: 9, min_num: 7 }]');
  check('process: [words_num_filter: {}]', 'process: [words_num_filter: {min_num: 7}]');
  check(
    'process:\n  - words_num_filter:\n      max_num: 9 # b\n\n# c\n',
    'process:\n  - words_num_filter:\n      max_num: 9 # b\n      min_num: 7\n\n# c\n',
  );
  check(
    'process:\n  - words_num_filter:\n      max_num: 9',
    'process:\n  - words_num_filter:\n      max_num: 9\n      min_num: 7',
  );
  check(
    'process:\r\n- words_num_filter:\r\n    max_num: 9\r\nnp: 3\r\n',
    'process:\r\n- words_num_filter:\r\n    max_num: 9\r\n    min_num: 7\r\nnp: 3\r\n',
  );
});

test('an operator without parameters gets its first', () => {
  check('process:\n- words_num_filter # a\n', 'process:\n- words_num_filter: {min_num: 7} # a\n');
  check(
    'process:\n- words_num_filter: # a\n- text_length_filter',
    'process:\n- words_num_filter: {min_num: 7} # a\n- text_length_filter',
  );
  check('process:\n- words_num_filter:', 'process:\n- words_num_filter: {min_num: 7}');
  check('process:\n- words_num_filter: null', 'process:\n- words_num_filter: {min_num: 7}');
  check(
    'process: [text_length_filter, words_num_filter]',
    'process: [text_length_filter, words_num_filter: {min_num: 7}]',
  );
  check('process: [{"words_num_filter"}]', 'process: [{"words_num_filter": {min_num: 7}}]');
});

test('a statistic takes the place of a number, and the other way round', () => {
  const [number, statistic] = [
    '- words_num_filter:\n    min_num: 3 # a\n',
    '- words_num_filter:\n    min_num: {percentile: 25} # a\n',
  ];
  check(`process:\n${number}`, `process:\n${statistic}`, { percentile: 25 });
  check(`process:\n${statistic}`, `process:\n${number}`, 3);
  const block = 'process:\n- words_num_filter:\n    min_num:\n      percentile: 25 # b\n    max_num: 9\n';
  check(block, 'process:\n- words_num_filter:\n    min_num: 7 # b\n    max_num: 9\n');
  const remark = 'process:\n- words_num_filter:\n    min_num: # why\n      percentile: 25\n';
  check(remark, 'process:\n- words_num_filter:\n    min_num: # why\n      7\n');
});

test('stage and label say which of several is meant', () => {
  const text = `stages:
  - name: one
    measure: {process: [words_num_filter]}
  - name: two
    clean:
      process:
        - words_num_filter: {min_num: 1}
        - text_length_filter
        - words_num_filter: {min_num: 1}
`;
  const place = { stage: 'two', operator: 'words_num_filter#2', parameter: 'min_num' };
  const at = text.lastIndexOf('1');
  assert.equal(setParameter(text, place, 2), `${text.slice(0, at)}2${text.slice(at + 1)}`);
  const first = { ...place, stage: 'one', operator: 'words_num_filter' };
  assert.match(setParameter(text, first, 2), /process: \[words_num_filter: \{min_num: 2\}\]/);
});

test('an old spelling keeps its name and meaning', () => {
  const place = { stage: 'clean', operator: 'image_nsfw_filter', parameter: 'max_score' };
  check(
    'process: [image_nsfw_filter: {score_threshold: 0.1}]',
    'process: [image_nsfw_filter: {score_threshold: 0.2}]',
    0.2,
    place,
  );
});

test('what is not in the text, or stands in another file, is refused with a sentence', () => {
  const stages = 'stages: [{name: a, clean: {config: dj.yaml}}]';
  for (const [text, message] of [
    ['process: [text_length_filter]', /no operator words_num_filter/],
    [stages.replace('a,', 'clean,'), /stand in dj\.yaml/],
    [stages, /no operator/],
    ['process: [', /not valid YAML/],
    ['process: *a', /Aliases/],
  ] as const) {
    assert.throws(
      () => setParameter(text, words, 3),
      (error) => error instanceof ProductError && message.test(error.message),
    );
  }
  assert.throws(() => setParameter('process:\n- ? words_num_filter\n- x', words, Number.NaN), ProductError);
});

test('texts are quoted where YAML needs it', () => {
  const place = { stage: 'clean', operator: 'replace_content_mapper', parameter: 'repl' };
  const text = 'process:\n- replace_content_mapper: {pattern: a} # c\n';
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('yes', 'null', '1e3', '- a', '# b', '')),
      (value) => {
        const { recipe } = parse(setParameter(text, place, value));
        const [stage] = recipe!.stages;
        assert.ok(stage?.kind === 'clean');
        assert.equal(stage.process[0]!.parameters['repl'], value);
      },
    ),
  );
});

function parse(text: string): ReturnType<typeof parseRecipe> {
  return parseRecipe({ text, file: 'r.yaml' }, { read: () => null }, testOperators);
}

/* Ways in which people write one operator; M is where its lower bound stands, if it does. */
const shapes = [
  '- words_num_filter',
  '- words_num_filter:',
  '- "words_num_filter"',
  '- words_num_filter: {}',
  '- words_num_filter: {min_num: 1}',
  '- {words_num_filter: {max_num: 99, min_num: {sigma: -3}}}',
  '- words_num_filter:\n    min_num: 1',
  '- words_num_filter:\n    max_num: 99\n    lang: en',
  "- words_num_filter:\n    lang: |-\n      en\n    'min_num':\n      sigma: -3",
];

test('whatever the style: the bound is set, all other lines, comments and meanings stay', () => {
  const shape = fc.constantFrom(...shapes);
  const gap = fc.constantFrom('', '\n', '# a remark: {min_num: 3}\n', '   # indented\n\n');
  const other = fc.constantFrom('- text_length_filter: {min_len: 3} # why\n', '- fix_unicode_mapper\n', '');
  const value = fc.oneof(
    fc.double({ min: 0, max: 99, noNaN: true }),
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 0, max: 100 }).map((percentile) => ({ percentile })),
  );
  const lineBreak = fc.constantFrom('\n', '\r\n');
  fc.assert(
    fc.property(
      shape,
      gap,
      gap,
      other,
      other,
      value,
      lineBreak,
      (operator, above, below, before, after, bound, eol) => {
        const head = `# head\nnp: 3\nprocess:\n${above}${before}`;
        const tail = `${below}${after}# tail\n`;
        const text = `${head}${operator}\n${tail}`.replaceAll('\n', eol);
        const result = setParameter(text, words, bound);
        assert.ok(result.startsWith(head.replaceAll('\n', eol)), result);
        assert.ok(result.endsWith(tail.replaceAll('\n', eol)), result);
        assert.equal(result.split(eol).length, result.split('\n').length, 'one kind of line break');
        const [was, is] = [text, result].map((source) => parse(source).recipe!.stages[0]!);
        assert.ok(was?.kind === 'clean' && is?.kind === 'clean');
        const use = is.process.find(({ label }) => label === 'words_num_filter')!;
        assert.deepEqual(typeof bound === 'number' ? use.parameters['min_num'] : use.statistics['min_num'], bound);
        const [others, stayed] = [was, is].map(({ process }) =>
          process.filter((item) => item.label !== 'words_num_filter'),
        );
        assert.deepEqual(stayed, others);
      },
    ),
    { numRuns: 200 },
  );
});
