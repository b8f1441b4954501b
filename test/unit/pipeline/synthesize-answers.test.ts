import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitReply } from '../../../src/core/captions/split.ts';
import { dataJuicerTokens, llavaTokens, captionOf, textOf } from '../../../src/core/dataset/tokens.ts';
import { countsOf, desk, pictures, recipe, sample, texts, writing } from './synthesize-runs.ts';

/** What a model may answer to trouble us; the last word of the prompt picks one. */
const hostile: Readonly<Record<string, string>> = {
  tokens: '1. A <image> cat <__dj__image> sits <|__dj__eoc|> here.</s>',
  hidden: '1. A <__dj__**image> of <ima**ge> a <|__dj__**eoc|> cat.\n2. <im\u200bage> lamp <\u2060__dj__video>.',
  controls: '1. A \u0000red\u001b[31m cat\u202e sits.\u0007',
  html: "1. <script>alert(1)</script> on a <b>cat</b>.\n2. Robert'); DROP TABLE samples; -- likes it.",
  many: Array.from({ length: 10_000 }, (_, i) => `${i + 1}. A cat of number ${i} sits.`).join('\n'),
  long: `1. ${'very '.repeat(50_000)}long.`,
  quotes: '1. It says “{caption}” and $& and \\u0000 and ${x}.',
  nothing: '1. <image>\n2. <|im_end|>',
  lone: '1. A cat \ud800 sits.',
};
const names = Object.keys(hostile);

test('answers that are made to harm become captions or failures, and no sample is lost', async () => {
  const { run, data } = await desk({
    lines: names.map((name) => sample(name, ['1.png'])),
    pictures: pictures('1.png'),
    recipe: recipe(writing()),
    answer: ({ prompt }) => hostile[prompt.split(' ').at(-1)!]!,
  });
  const written = async (asks: number): Promise<(parent: string) => string[]> => {
    const { write, report, asked } = await run();
    const [entered, kept, dropped, failed, created] = countsOf(write);
    assert.deepEqual([entered, kept, dropped, failed], [names.length, names.length, 0, 0]);
    const { answered, samples, failures } = write.captions!;
    assert.deepEqual([samples, report.exit, new Set(asked.map(({ prompt }) => prompt)).size], [names.length, 3, asks]);
    assert.ok(failures.empty! >= 1 && answered >= 6);
    const children = await texts(data, `SELECT parent, caption, text FROM samples WHERE origin = 'synthesized'`);
    assert.equal(children.length, created);
    for (const [parent, caption, text] of children) {
      assert.equal(text, `<__dj__image>\n${caption}`, parent);
      assert.doesNotMatch(
        caption!,
        /(?!\n)\p{Cc}|(?!\u200d)\p{Cf}|\p{Cs}|<image>|<__dj__[a-z]+>|<\|.*\|>|<\/s>/u,
        parent,
      );
    }
    return (parent) => children.filter(([of]) => of === parent).map(([, caption]) => caption!);
  };
  const captions = await written(names.length);
  assert.deepEqual(captions('html'), [
    '<script>alert(1)</script> on a <b>cat</b>.',
    "Robert'); DROP TABLE samples; -- likes it.",
  ]);
  assert.deepEqual(captions('quotes'), ['It says “{caption}” and $& and \\u0000 and ${x}.']);
  assert.equal(captions('many').length, 64);

  data.write('better-synth.yaml', recipe(writing('split: none')));
  const whole = await written(0);
  assert.match(whole('hidden')[0]!, /^1\. A <__dj__\*\*image> of <ima\*\*ge> a +cat\./);
  assert.deepEqual(whole('many'), []);
});

test('whatever a model answers, its captions can be texts of samples', () => {
  const piece = fc.constantFrom(
    ...[
      '<',
      '>',
      '**',
      '__',
      '*',
      '|',
      'image',
      '__dj__',
      'dj',
      'eoc',
      '<image>',
      '<__dj__image>',
      '<|__dj__eoc|>',
      '<|',
      '|>',
    ],
    ...['\n1. ', ' ', 'a', '\u200b', '"', '`', '</think>', '<think>', '，', ';', '\u200d', '<__dj__audio>'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('numbered', 'none'), (pieces, split) => {
      for (const caption of splitReply(`1. ${pieces.join('')}`, split)) {
        for (const tokens of [dataJuicerTokens, llavaTokens]) {
          const text = textOf(caption, 1, tokens);
          assert.equal(captionOf(text, tokens), caption);
        }
      }
    }),
    { seed: 8, numRuns: 5000 },
  );
});
