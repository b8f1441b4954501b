import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { captionOf, recogniseTokens } from '../../../src/core/dataset/tokens.ts';
import { captionSql } from '../../../src/core/pipeline/caption-sql.ts';
import { column } from '../../../src/core/store/columns.ts';
import { Duck, quoteText } from '../../../src/core/store/duck.ts';
import { selectRows } from '../../../src/core/store/rows.ts';

const texts = [
  '<__dj__image>\na red car <|__dj__eoc|>',
  '<image>\na red car',
  'a red car\n<image>',
  '<__dj__image> shows <image> literally <|__dj__eoc|>',
  '<__dj__image>\none <|__dj__eoc|> <__dj__image>\ntwo\nlines <|__dj__eoc|>',
  '<__dj__image><__dj__image>\n\n  spaced \u3000\u00a0 <|__dj__eoc|>',
  'no tokens at all',
  '',
  '<__dj__image>\n<|__dj__eoc|>',
  'it\'s a \\ "quoted" $1 caption <|__dj__eoc|',
  '<__dj__video>\n一只猫 🐈\u200d⬛ <|__dj__eoc|>',
  '\u001c\u0085<__dj__image>x\u2028',
];

let duck: Duck;
before(async () => {
  duck = await Duck.open({ folders: [tmpdir()], temporary: tmpdir() });
});
after(() => duck.close());

test('the view’s captions are the captions that edits and exports work with', async () => {
  const values = texts.map((text) => `(${quoteText(text)})`).join(', ');
  const batch = await selectRows(duck, `SELECT ${captionSql('text')} AS caption FROM (VALUES ${values}) t(text)`);
  assert.deepEqual(
    column(batch, 'caption', 'text'),
    texts.map((text) => captionOf(text, recogniseTokens(text))),
  );
});
