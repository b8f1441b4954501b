/** How captions are written: found among others, and taken out by the rule that is offered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { replaceContentMapper } from '../../../../src/core/operators/replace-content-mapper.ts';
import { compile } from '../../../../src/core/operators/shared/pattern.ts';
import { joined, noWords } from '../../../../src/core/pipeline/scores/style/caption-words.ts';
import { replaceRule } from '../../../../src/core/pipeline/scores/style/replace-rule.ts';
import { StyleScan, type ScannedStyle } from '../../../../src/core/pipeline/scores/style/style-scan.ts';
import { Distinct } from '../../../../src/core/pipeline/scores/style/distinct.ts';
import type { PhrasePlace } from '../../../../src/protocol/scores.ts';
import { framed } from '../../../support/dataset.ts';

const things = ['dog', 'harbour', 'lighthouse', 'violin', 'tent', 'kettle', 'market', 'bicycle', 'fox', 'tram'];
const thing = (i: number): string => `${things[i % 10]!} number ${i}`;

test('an opener that many captions share is told once, with all that always follows, and how often it would be by chance', () => {
  const style = scan(
    Array.from({ length: 100 }, (_, i) => (i < 40 ? `The image shows ${thing(i)}` : `${thing(i)} here`)),
  );
  const [first] = style.openers;
  assert.deepEqual([first!.text, first!.captions], ['the image shows', 40]);
  // 40 of all 3-word places, of which there are 4 in a long caption and 2 in a short one; 100 captions have one.
  assert.ok(Math.abs(first!.expected! - (40 / (40 * 4 + 60 * 2)) * 100) < 1e-9);
  assert.ok(!style.openers.some(({ text }) => text === 'the' || text === 'the image'));
  assert.deepEqual(style.tails[0]!.text, 'here');
  assert.deepEqual(
    style.stock.map(({ text, captions }) => [text, captions]),
    [['the image shows', 40]],
  );
});

test('Chinese openers end where captions begin to differ', () => {
  const after = ['红狗', '老人', '海港', '小船', '山路', '花园'];
  const style = scan(
    Array.from({ length: 60 }, (_, i) =>
      i < 30 ? `这张图片展示了${after[i % 6]!}在街上` : `${after[i % 6]!}旁边有树`,
    ),
  );
  assert.equal(style.openers[0]!.text, '这张图片展示了');
  assert.ok(style.stock.some(({ text, captions }) => text === '这张图片' && captions === 30));
});

test('hedges, repeated captions, distinct-n and lengths are counted', () => {
  const style = scan([
    'A fox, possibly red',
    'a FOX possibly red?',
    'two cups',
    'two cups',
    'Two cups',
    'appears to be a tent',
  ]);
  assert.deepEqual(
    style.hedges.map(({ text, captions }) => [text, captions]),
    [
      ['possibly', 2],
      ['appears to be', 1],
    ],
  );
  assert.deepEqual(
    [style.repeated, style.duplicates],
    [
      3,
      [
        { text: 'two cups', captions: 3 },
        { text: 'a fox, possibly red', captions: 2 },
      ],
    ],
  );
  // 8 + 6 + 5 words, of which a, fox, possibly, red, two, cups, appears, to, be, tent are different.
  assert.equal(style.distinct[0], 10 / 19);
  assert.equal(style.lengths.present.median, 3);
  assert.deepEqual(style.lengths.present.counts.slice(0, 6), [0, 0, 3, 0, 2, 1]);
});

test('of millions of different words the share of different ones is told to a few thousandths', () => {
  const distinct = new Distinct();
  for (let i = 0; i < 4_000_000; i++) distinct.add(joined(noWords, i % 3_000_000));
  assert.ok(Math.abs(distinct.share! - 0.75) < 0.002, String(distinct.share));
});

for (const [place, phrase, before, after] of [
  ['opener', 'the image shows', 'The image shows a red dog.', 'a red dog.'],
  ['opener', 'the image shows', 'A dog. The image shows it.', 'A dog. The image shows it.'],
  ['opener', '这张图片展示了', '这张图片展示了红狗。', '红狗。'],
  ['tail', 'stock photo', 'A red dog - Stock Photo.', 'A red dog'],
  ['tail', 'stock photo', 'A stock photo of a dog', 'A stock photo of a dog'],
  ['anywhere', 'royalty free', 'A royalty-free dog', 'A dog'],
  ['anywhere', "children's", "A children's dog", 'A dog'],
] as const) {
  test(`the rule against “${phrase}” as ${place} makes of “${before}” “${after}”`, () => {
    assert.equal(ruled(phrase, place, framed(before)), framed(after));
    assert.equal(ruled(phrase, place, before), after);
  });
}

function ruled(phrase: string, place: PhrasePlace, text: string): string {
  const [{ replace_content_mapper: parameters }] = parse(replaceRule(phrase, place)) as [
    { replace_content_mapper: { pattern: string; repl: string } },
  ];
  return replaceContentMapper.map(replaceContentMapper.parameters.parse(parameters), { compile })(text);
}

function scan(captions: readonly string[]): ScannedStyle {
  const scan = new StyleScan(captions.length);
  for (const caption of captions) scan.first(caption.toLowerCase(), 'line');
  for (const caption of captions) scan.second(caption.toLowerCase());
  return scan.style;
}
