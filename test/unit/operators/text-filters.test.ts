import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { GramCounter } from '../../../src/core/operators/shared/gram-counter.ts';
import { measure, refusals, sample } from './sample.ts';

const caption = '<__dj__image> a photo of the red cat on a wooden chair <|__dj__eoc|>';

describe('text filters', () => {
  it('count special tokens as words, as Data-Juicer does', () => {
    assert.deepEqual(measure('words_num_filter', sample(caption)), { num_words: 12 });
  });

  it('count no word that is all special characters', () => {
    assert.deepEqual(measure('words_num_filter', sample('one — two!\t3 4\n😀 three\u00a0four')), { num_words: 3 });
  });

  it('count characters as code points', () => {
    assert.deepEqual(measure('text_length_filter', sample('a😀\ud83d')), { text_len: 3 });
    assert.deepEqual(measure('alphanumeric_filter', sample('é😀²𝒳')), { alnum_ratio: 0.75 });
    assert.deepEqual(measure('special_characters_filter', sample('x😀!𝒳')), { special_char_ratio: 0.5 });
  });

  it('know the lines of Python', () => {
    const text = 'one\r\ntwo\x1cthree\u2028\x85four\n';
    assert.deepEqual(measure('maximum_line_length_filter', sample(text)), { max_line_length: 5 });
    assert.deepEqual(measure('average_line_length_filter', sample(text)), { avg_line_length: 21 / 5 });
    assert.deepEqual(measure('average_line_length_filter', sample('')), { avg_line_length: 0 });
  });

  it('measure repeated words without regard to case and punctuation', () => {
    const parameters = { rep_len: 2 };
    assert.deepEqual(measure('word_repetition_filter', sample('A cat, a CAT! A dog'), parameters), {
      word_rep_ratio: 0.8,
    });
    assert.deepEqual(measure('word_repetition_filter', sample('one two')), { word_rep_ratio: 0 });
  });

  it('measure repeated characters by the most frequent n-grams', () => {
    assert.deepEqual(measure('character_repetition_filter', sample('abababab'), { rep_len: 2 }), {
      char_rep_ratio: 4 / 7,
    });
    assert.deepEqual(measure('character_repetition_filter', sample('aaaa'), { rep_len: 2 }), { char_rep_ratio: 1 });
  });

  it('refuse a tokenizer: it needs Data-Juicer', () => {
    for (const name of ['words_num_filter', 'word_repetition_filter', 'alphanumeric_filter']) {
      assert.match(refusals(name, { tokenization: true })[0] ?? '', /needs Data-Juicer/);
      assert.deepEqual(refusals(name, { tokenization: false }), []);
    }
  });
});

describe('the n-gram counter', () => {
  it('counts as a map of all n-grams does', () => {
    const counters = [1, 2, 3, 7].map((n) => [n, new GramCounter(n)] as const);
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀'), maxLength: 300 });
    fc.assert(
      fc.property(fc.constantFrom(...counters), letters, ([n, counter], text) => {
        const characters = Array.from(text);
        const counts = new Map<string, number>();
        for (let i = 0; i + n <= characters.length; i++) {
          const gram = characters.slice(i, i + n).join('');
          counts.set(gram, (counts.get(gram) ?? 0) + 1);
        }
        const { total, different, repeated } = counter.count(text);
        assert.equal(total, Math.max(0, characters.length - n + 1));
        assert.equal(different, counts.size);
        const expected = [...counts.values()].filter((count) => count > 1);
        assert.deepEqual(
          repeated.sort((a, b) => a - b),
          expected.sort((a, b) => a - b),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('specified_field_filter', () => {
  const ask = (value: unknown, target_value: unknown[]): unknown =>
    measure('specified_field_filter', sample('', value === undefined ? {} : { 'meta.x': value as never }), {
      field_key: 'meta.x',
      target_value,
    })['specified_field'];

  it('compares as Python does: true is 1, lists and objects by content', () => {
    assert.deepEqual(ask(true, [1]), [1]);
    assert.deepEqual(ask('1', [1]), [0]);
    assert.deepEqual(ask({ a: [1, null] }, [{ a: [true, null] }]), [1]);
    assert.deepEqual(ask({ a: 1 }, [{ b: 1 }]), [0]);
  });

  it('wants every item of a list among the targets', () => {
    assert.deepEqual(ask(['a', 'b'], ['a', 'b', 'c']), [1]);
    assert.deepEqual(ask(['a', 'z'], ['a', 'b', 'c']), [0]);
    assert.deepEqual(ask([], ['a']), [1]);
  });

  it('keeps everything without field or targets, and nothing where the field is missing', () => {
    assert.deepEqual(ask('a', []), []);
    assert.deepEqual(measure('specified_field_filter', sample('')), { specified_field: [] });
    assert.deepEqual(ask(undefined, ['a']), [NaN]);
  });
});

describe('specified_numeric_field_filter', () => {
  const ask = (value: unknown): unknown =>
    measure('specified_numeric_field_filter', sample('', { n: value as never }), { field_key: 'n' })[
      'specified_numeric_field'
    ];

  it('reads texts as Python reads numbers', () => {
    for (const [text, number] of [
      [' 1_000.5e1 ', 10005],
      ['.5', 0.5],
      ['٣٤', 34],
      ['-7.', -7],
      ['inf', Number.MAX_VALUE],
    ] as const) {
      assert.deepEqual(ask(text), [number], text);
    }
  });

  it('takes nothing else for a number, nor 0, whose truth is false', () => {
    for (const value of [0, '', 'x', '1__0', '0x10', null, false, [1], {}]) assert.deepEqual(ask(value), [NaN]);
  });
});

describe('suffix_filter', () => {
  it("looks at the source file's suffix, .jsonl unless the line says otherwise", () => {
    assert.deepEqual(measure('suffix_filter', sample(''), { suffixes: '.jsonl' }), { suffix: [1] });
    assert.deepEqual(measure('suffix_filter', sample('', { __dj__suffix__: '.txt' }), { suffixes: ['.jsonl'] }), {
      suffix: [0],
    });
    assert.deepEqual(measure('suffix_filter', sample('')), { suffix: [] });
  });
});
