import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  captionOf,
  chunks,
  dataJuicerTokens,
  llavaTokens,
  recogniseTokens,
  textOf,
  withCaption,
} from '../../../src/core/dataset/tokens.ts';
import { ProductError } from '../../../src/protocol/errors.ts';

const dj = dataJuicerTokens;

test('a text is of LLaVA when it has its image token and none of Data-Juicer', () => {
  assert.equal(recogniseTokens('<image>\nq'), llavaTokens);
  assert.equal(recogniseTokens('<__dj__image>\nan <image> tag'), dj);
  assert.equal(recogniseTokens('plain'), dj);
});

test('chunks end at the end-of-chunk token and take their image tokens in order', () => {
  assert.deepEqual(chunks('<__dj__image>\na cat <|__dj__eoc|>', dj), [{ text: 'a cat', images: 1 }]);
  assert.deepEqual(
    chunks('<__dj__image><__dj__image> two <|__dj__eoc|> text only <|__dj__eoc|> <__dj__image> <|__dj__eoc|>', dj),
    [
      { text: 'two', images: 2 },
      { text: 'text only', images: 0 },
      { text: '', images: 1 },
    ],
  );
  assert.deepEqual(chunks('<image>\nq', llavaTokens), [{ text: 'q', images: 1 }]);
  assert.deepEqual(chunks('a <__dj__audio> b<__dj__video>', dj), [{ text: 'a  b', images: 0 }]);
  assert.deepEqual(chunks('', dj), []);
});

test('with an empty end-of-chunk token the whole text is one chunk', () => {
  const text = '<__dj__image> a <|__dj__eoc|> <__dj__image> b';
  assert.deepEqual(chunks(text, { image: '<__dj__image>', eoc: '' }), [{ text: 'a <|__dj__eoc|>  b', images: 2 }]);
});

test('chunks are stripped as Python strips', () => {
  assert.deepEqual(chunks('\x1c\x85\u3000a\ufeff\u2028', dj), [{ text: 'a\ufeff', images: 0 }]);
});

test('a new caption keeps tokens and white space', () => {
  const cases: [text: string, before: string, after: string][] = [
    ['<__dj__image>\nold <|__dj__eoc|>', 'old', '<__dj__image>\nnew <|__dj__eoc|>'],
    ['<__dj__image>\n <|__dj__eoc|>', '', '<__dj__image>\nnew <|__dj__eoc|>'],
    ['<__dj__image><|__dj__eoc|>', '', '<__dj__image>new<|__dj__eoc|>'],
    ['old\n<__dj__image>', 'old', 'new\n<__dj__image>'],
    ['<__dj__image> <__dj__image>\nold', 'old', '<__dj__image> <__dj__image>\nnew'],
    ['  old ', 'old', '  new '],
    ['', '', 'new'],
    ['<image>\nold', 'old', '<image>\nnew'],
  ];
  for (const [text, before, after] of cases) {
    const tokens = recogniseTokens(text);
    assert.equal(captionOf(text, tokens), before);
    assert.equal(withCaption(text, tokens, 'new'), after);
    assert.equal(withCaption(withCaption(text, tokens, 'new'), tokens, before), text);
  }
});

test('a caption of several pieces has a paragraph for each, and as many paragraphs fill them one by one', () => {
  const text = '<__dj__image> one <|__dj__eoc|>\n<__dj__image>two<|__dj__eoc|>';
  assert.equal(captionOf(text, dj), 'one\n\ntwo');
  assert.equal(withCaption(text, dj, 'uno\n\ndue'), '<__dj__image> uno <|__dj__eoc|>\n<__dj__image>due<|__dj__eoc|>');
});

test('a caption with another number of paragraphs goes into the first place, and no token is lost', () => {
  const text = '<__dj__image> one <|__dj__eoc|>\n<__dj__image>two<|__dj__eoc|>';
  assert.equal(withCaption(text, dj, 'all'), '<__dj__image> all <|__dj__eoc|>\n<__dj__image><|__dj__eoc|>');
});

test('a caption with a token is refused', () => {
  const usage = (error: unknown): boolean => error instanceof ProductError && error.kind === 'usage';
  assert.throws(() => withCaption('<__dj__image> a', dj, 'b <__dj__image>'), usage);
  assert.throws(() => withCaption('<__dj__image> a', dj, 'b <|__dj__eoc|>'), usage);
  assert.throws(() => withCaption('plain', dj, '<image> b'), usage);
  assert.equal(withCaption('<__dj__image> a', dj, 'an <image> tag'), '<__dj__image> an <image> tag');
});

test('a text of a caption has a token for each picture, and the caption on the next line', () => {
  assert.equal(textOf('a cat', 1, dj), '<__dj__image>\na cat');
  assert.equal(textOf(' a cat\n', 2, llavaTokens), '<image><image>\na cat');
  assert.equal(textOf('no picture', 0, dj), '\nno picture');
  for (const tokens of [dj, llavaTokens]) {
    const text = textOf('two\n\nparagraphs', 2, tokens);
    assert.equal(recogniseTokens(text), tokens);
    assert.equal(captionOf(text, tokens), 'two\n\nparagraphs');
    assert.equal(chunks(text, tokens)[0]!.images, 2);
  }
});

test('a caption with a token of any dialect makes no text', () => {
  const refused = ['a <image>', 'a <__dj__image>', 'a <|__dj__eoc|> b', '<__dj__video>', '<__dj__audio>'];
  for (const caption of refused) {
    for (const tokens of [dj, llavaTokens]) assert.throws(() => textOf(caption, 1, tokens), { kind: 'usage' });
  }
  assert.equal(textOf('<b>a</b> <img> $&', 1, dj), '<__dj__image>\n<b>a</b> <img> $&');
});

const word = fc.constantFrom('a cat', 'x', '\ufeff', '<', '>', '$&', 'two\nlines', 'p\n\nq', '👩‍👩‍👧');
const blank = fc.constantFrom('', ' ', '\n', '\n ', '\t\x85', '\n\n');
const texts = fc
  .array(fc.oneof(word, blank, fc.constantFrom(dj.image, dj.eoc, '<__dj__video>')), { maxLength: 10 })
  .map((parts) => parts.join(''));
const captions = fc
  .array(word, { maxLength: 4 })
  .chain((words) => fc.constantFrom(words.join(' '), words.join('\n\n')));

test('the caption of a text gives that very text', () => {
  fc.assert(
    fc.property(texts, (text) => assert.equal(withCaption(text, dj, captionOf(text, dj)), text)),
    { seed: 5, numRuns: 1000 },
  );
});

test('a text has the caption that it was given, and all its tokens still', () => {
  const tokensOf = (text: string): string[] => text.match(/<__dj__image>|<\|__dj__eoc\|>|<__dj__video>/g) ?? [];
  fc.assert(
    fc.property(texts, captions, (text, caption) => {
      const edited = withCaption(text, dj, caption);
      assert.equal(captionOf(edited, dj), caption);
      assert.deepEqual(tokensOf(edited), tokensOf(text));
    }),
    { seed: 6, numRuns: 1000 },
  );
});

test('a text that plainly is one piece gets its caption as every other does', () => {
  // Only Data-Juicer's own object of tokens takes the short way.
  const theLongWay = { ...dj };
  fc.assert(
    fc.property(texts, captions, (text, caption) => {
      assert.equal(withCaption(text, dj, caption), withCaption(text, theLongWay, caption));
    }),
    { seed: 7, numRuns: 1000 },
  );
});
