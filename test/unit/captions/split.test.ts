import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldCaption, mostSentences, splitReply } from '../../../src/core/captions/split.ts';
import { replies } from './replies.ts';

for (const { from, text, captions } of replies) {
  test(`an answer is split into its sentences: ${from}`, () => {
    assert.deepEqual(splitReply(text, 'numbered'), captions);
  });
}

const chineseNumbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const digitsFrom = (zero: number, n: number): string =>
  String(n).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** Markers of the n-th item, from 1. */
const numberings: readonly ((n: number) => string)[] = [
  (n) => `${n}. `,
  (n) => `${n}) `,
  (n) => `${n}: `,
  (n) => `(${n}) `,
  (n) => `[${n}] `,
  (n) => `${n} - `,
  (n) => `${n}、`,
  (n) => `**${n}.** `,
  (n) => `${n}\\. `,
  (n) => `- ${n}. `,
  (n) => `> ${n}. `,
  (n) => `Sentence ${n}: `,
  (n) => `${digitsFrom(0xff10, n)}．`,
  (n) => `（${digitsFrom(0xff10, n)}）`,
  (n) => `${digitsFrom(0x0660, n)}. `,
  (n) => `${digitsFrom(0x06f0, n)}- `,
  (n) => `${digitsFrom(0x0966, n)}. `,
  (n) => String.fromCodePoint(0x245f + n),
  (n) => `${String.fromCodePoint(0x2487 + n)} `,
  (n) => `${chineseNumbers[n - 1]}、`,
  (n) => `（${chineseNumbers[n - 1]}）`,
  (n) => `第${chineseNumbers[n - 1]}，`,
  (n) => `第${n}句：`,
];
const bullets: readonly ((n: number) => string)[] = ['- ', '* ', '• ', '+ ', '– ', '●', '▪ '].map((sign) => () => sign);

const words = fc.array(
  fc.constantFrom(
    'a',
    'red',
    '3.5',
    'metres',
    '1999',
    'No. 47',
    '10:30',
    'boat-house',
    'café',
    '“STOP”',
    'l’été',
    'No.1',
  ),
  { minLength: 1, maxLength: 8 },
);
const english = fc.tuple(fc.constantFrom('A', 'Two', '3.5', '1999'), words, fc.constantFrom('tree.', 'trees!', 'sky?'));
const chinese = fc.array(fc.constantFrom('猫', '十二只狗', '第二排', '在', '3.5米', '，', '“欢迎”'), {
  minLength: 1,
  maxLength: 8,
});
const sentence = fc.oneof(
  english.map(([first, middle, last]) => [first, ...middle, last].join(' ')),
  chinese.map((parts) => `树${parts.join('')}。`),
);
const sentences = fc.uniqueArray(sentence, { minLength: 1, maxLength: 12, selector: foldCaption });

test('sentences written in any numbering, a line each, are split back into the same list', () => {
  const numbering = fc.constantFrom(...numberings, ...bullets);
  const between = fc.constantFrom('\n', '\n\n', '\r\n', '\n   ', '  \n', '\u2028');
  const before = fc.constantFrom('', 'Here are the sentences:\n', 'Sure! Describing 2 boats.\n\n', '以下是描述：\n');
  const behind = fc.constantFrom('', '<|im_end|>', '</s>\n', '\n\nI hope this helps!', '\n\n希望对你有帮助', '\n---\n');
  fc.assert(
    fc.property(sentences, numbering, between, before, behind, (list, mark, gap, preamble, closing) => {
      const text = list.map((item, index) => mark(index + 1) + item).join(gap);
      assert.deepEqual(splitReply(preamble + text + closing, 'numbered'), list);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('sentences numbered on one line are split back into the same list', () => {
  const list = fc.uniqueArray(sentence, { minLength: 2, maxLength: 12, selector: foldCaption });
  fc.assert(
    fc.property(
      list.filter((items) => items.every((item) => !/No/.test(item))),
      fc.constantFrom(...numberings.filter((mark) => !/^[->]|: $/.test(mark(1)))),
      fc.constantFrom('', 'Here are the sentences: '),
      (items, mark, preamble) => {
        const text = items.map((item, index) => mark(index + 1) + item).join(' ');
        assert.deepEqual(splitReply(preamble + text, 'numbered'), items);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});

const pieces = fc.constantFrom(
  ...[
    '1',
    '2',
    '. ',
    ') ',
    '(3)',
    '①',
    '一、',
    '- ',
    '**',
    '#',
    '> ',
    '\n',
    '\r',
    ' ',
    ':',
    '“',
    '"',
    '猫',
    'a cat',
    '.',
  ],
  ...[
    '<|im_end|>',
    '<image>',
    '<__dj__image>',
    '<|__dj__eoc|>',
    '</s>',
    '<think>',
    '</think>',
    '\u0000',
    '\u202e',
    '\ud800',
  ],
);

test('whatever a model answers, captions are distinct, on one line, few, and free of tokens and control characters', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: pieces }, fc.string({ unit: 'binary' }))), (parts) => {
      const captions = splitReply(parts.join(''), 'numbered');
      assert.ok(captions.length <= mostSentences);
      assert.equal(new Set(captions.map(foldCaption)).size, captions.length);
      for (const caption of captions) {
        assert.match(caption, /\p{L}/u);
        assert.doesNotMatch(
          caption,
          /\p{Cc}|\p{Cs}|\u202e|<\|im_end\|>|<image>|<__dj__image>|<\|__dj__eoc\|>|^\s|\s$/u,
        );
      }
    }),
    { seed: 5, numRuns: 1000 },
  );
});

test('a token does not grow together when another inside of it is taken away', () => {
  const [caption] = splitReply('1. A cat <im<s>age> and <|im_<|x|>end|> here.', 'numbered');
  assert.equal(caption, 'A cat <im age> and here.');
});

test('of 10,000 sentences the first 64 are captions, on lines of their own or on one', () => {
  const list = Array.from({ length: 10_000 }, (_, index) => `${index + 1}. Boat ${index} lies here.`);
  const first = Array.from({ length: 64 }, (_, index) => `Boat ${index} lies here.`);
  assert.deepEqual(splitReply(list.join('\n'), 'numbered').slice(0, 3), first.slice(0, 3));
  assert.equal(splitReply(list.join('\n'), 'numbered').length, 64);
  assert.deepEqual(splitReply(list.slice(0, 90).join(' '), 'numbered'), first);
});

test('a sentence without end is no caption', () => {
  assert.deepEqual(splitReply(`1. A cat.\n2. A ${'very '.repeat(500)}long cat.\n3. A dog.`, 'numbered'), [
    'A cat.',
    'A dog.',
  ]);
  assert.deepEqual(splitReply('a'.repeat(20_001), 'none'), []);
});

for (const part of ['1. ', '; ', '"', '(1)', '> ', 'x 1) ', '*', ' *a', ': ', '__a', '<|', '<think>', '1. a']) {
  test(`an answer of nothing but ${JSON.stringify(part)} is read in linear time`, () => {
    const started = performance.now();
    splitReply(part.repeat(100_000), 'numbered');
    splitReply(part.repeat(100_000), 'none');
    assert.ok(performance.now() - started < 2000);
  });
}

test('without splitting, the whole answer is one caption, its numbers and lines included', () => {
  assert.deepEqual(splitReply('\n1. A cat.\r\n2. A dog.<|im_end|>\n', 'none'), ['1. A cat.\n2. A dog.']);
  assert.deepEqual(splitReply(' \n… 12', 'none'), []);
});
