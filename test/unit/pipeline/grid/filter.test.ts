import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparisons, printFilter, type Filter } from '../../../../src/core/pipeline/grid/filter.ts';
import { sentence } from '../../../../src/protocol/filter-sentences.ts';
import { filterFields, type FilterField } from '../../../../src/protocol/filter-fields.ts';
import { unknownName } from '../../../../src/core/pipeline/grid/filter-names.ts';
import { parseFilter } from '../../../../src/core/pipeline/grid/filter-parser.ts';

const seed = 20_260_801;
const at = { start: 0, end: 0 };
const names = Object.keys(filterFields) as FilterField[];
const values = (field: FilterField): fc.Arbitrary<string> => {
  const known: readonly string[] | null = filterFields[field];
  if (known !== null) return fc.constantFrom(...known);
  return field === 'cluster' ? fc.nat(999_999_999).map(String) : fc.string({ unit: 'grapheme', maxLength: 12 });
};
const patterns = (field: FilterField): fc.Arbitrary<string[]> =>
  fc.array(values(field), { minLength: 1, maxLength: field === 'caption' || field === 'id' ? 3 : 1 });
const ofField = fc
  .constantFrom(...names)
  .chain((field) => patterns(field).map((value): Filter => ({ kind: 'field', field, value, at })));
const plain = { noNullPrototype: true } as const;
const compare: fc.Arbitrary<Filter> = fc.record(
  {
    kind: fc.constant('compare' as const),
    key: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{0,8}$/),
    comparison: fc.constantFrom(...comparisons),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    at: fc.constant(at),
  },
  plain,
);
const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ofField,
    compare,
    fc.record({ kind: fc.constant('not' as const), of: tie('filter') }, plain),
    fc.record(
      {
        kind: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('filter'), { minLength: 2, maxLength: 4 }),
      },
      plain,
    ),
  ),
}));

test('any filter, printed and read again, is itself', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const text = printFilter(filter);
      fc.pre(text.length <= 10_000);
      const read = parseFilter(text);
      assert.equal(read.problem, null, text);
      assert.deepEqual(placeless(read.filter!), filter, text);
    }),
    { seed, numRuns: 2000 },
  );
});

test('any text is read as a filter or has a problem at a place in it', () => {
  const letters = fc.constantFrom(
    ...'()"*-:<>=!\\ .5aéOR',
    ' AND ',
    ' NOT ',
    'is:',
    'caption:',
    'score<',
    '\u2028',
    '🐈',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(letters).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { problem } = parseFilter(text);
      if (problem === null) return;
      assert.ok(problem.start >= 0 && problem.start <= problem.end && problem.end <= text.length, text);
      assert.ok(problem.message.length > 10);
    }),
    { seed, numRuns: 5000 },
  );
});

test('NOT binds strongest, then AND, which may be left out, then OR', () => {
  for (const [text, same] of [
    ['a b OR c d', '(a AND b) OR (c AND d)'],
    ['NOT a b', '(NOT a) AND b'],
    ['-a OR b', '(NOT a) OR b'],
    ['a (b OR c)', 'a AND (b OR c)'],
    ['score < .3', 'score<0.3'],
    ['score==1', 'score=1'],
    ['Caption:dog', 'dog'],
    ['and or not', '"and" "or" "not"'],
  ] as const)
    assert.deepEqual(shape(text), shape(same), text);
});

test('quotation marks hold what would else be a sign', () => {
  assert.deepEqual(parseFilter('"two words"').filter, text(['two words'], 0, 11));
  assert.deepEqual(parseFilter('"a*b"').filter, text(['a*b'], 0, 5));
  assert.deepEqual(parseFilter('a*b').filter, text(['a', 'b'], 0, 3));
  assert.deepEqual(parseFilter('"say \\"hi\\" \\\\ "').filter, text(['say "hi" \\ '], 0, 16));
  assert.deepEqual(parseFilter("it's").filter, text(["it's"], 0, 4));
});

test('an empty filter lets everything through', () => {
  for (const nothing of ['', '  \n\t ']) assert.deepEqual(parseFilter(nothing), { filter: null, problem: null });
});

test('what is not understood is shown where it stands, with what was probably meant', () => {
  for (const [text, marked, message] of [
    ['cat capton:dog', 'capton:', /no field capton:.* Did you mean caption\?/],
    ['outcome:droped', 'outcome:droped', /Did you mean dropped\? Known are kept, dropped, failed, none/],
    ['cat AND', 'AND', /missing at the end/],
    ['(cat OR dog', '(', /not closed/],
    ['cat)', ')', /closes nothing/],
    ['"cat', '"cat', /not closed/],
    ['words>many cat', 'many', /number belongs behind words>/],
    ['<5', '<', /Name what is compared/],
    ['words>1e999', '1e999', /number/],
    ['cluster:x', 'cluster:x', /A cluster is a number/],
    ['tag:a*', 'tag:a*', /captions and ids alone/],
    ['caption: dog', 'caption:', /needs a value/],
    ['()', ')', /missing before \)/],
  ] as const) {
    const { problem } = parseFilter(text);
    assert.ok(problem, text);
    assert.match(problem.message, message, text);
    assert.equal(text.slice(problem.start, problem.end), marked, text);
  }
  assert.match(parseFilter('('.repeat(5000)).problem!.message, /too many brackets/);
  assert.match(parseFilter('x'.repeat(10_001)).problem!.message, /at most 10000/);
});

test('names that no stage gave are found, tags and clusters may be any', () => {
  const known = {
    numbers: ['words', 'text_len'],
    statistics: ['text_len'],
    stages: ['clean'],
    operators: ['manual'],
    sets: ['map'],
  };
  const problem = (text: string) => unknownName(parseFilter(text).filter!, known);
  assert.deepEqual(problem('dog text_lem<3'), {
    message: 'No stage has measured "text_lem". Did you mean text_len?',
    says: [sentence('notMeasured', 'text_lem'), sentence('didYouMean', 'text_len')],
    start: 4,
    end: 14,
  });
  assert.equal(problem('set:map'), null);
  assert.match(problem('set:gone')!.message, /No samples are named "gone" any more/);
  assert.match(problem('stage:other')!.message, /Known are clean/);
  assert.match(problem('NOT (a OR has:words)')!.message, /No stage has measured "words"/);
  assert.match(problem('operator:x')!.message, /Known are manual/);
  assert.equal(problem('words<3 has:text_len stage:clean operator:manual tag:any cluster:9'), null);
});

function text(value: string[], start: number, end: number): Filter {
  return { kind: 'field', field: 'caption', value, at: { start, end } };
}

function shape(source: string): Filter {
  const { filter, problem } = parseFilter(source);
  assert.equal(problem, null, source);
  return placeless(filter!);
}

function placeless(filter: Filter): Filter {
  if (filter.kind === 'field' || filter.kind === 'compare') return { ...filter, at };
  if (filter.kind === 'not') return { kind: 'not', of: placeless(filter.of) };
  return { kind: filter.kind, of: filter.of.map(placeless) };
}
