/** Captions that there is no room for are read again: the answers are the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../../src/base/random.ts';
import { CaptionTexts } from '../../../../src/core/pipeline/grid/caption-texts.ts';
import { editCaption } from '../../../../src/core/pipeline/people.ts';
import { openSession } from '../../../../src/core/pipeline/session.ts';
import { createViews } from '../../../../src/core/pipeline/views.ts';
import { dataset, framed } from '../../../support/dataset.ts';

const count = 300;
const random = new Random(3);
// Letters that change their length, or only at an end, in lower case; characters that UTF-16 puts in another order.
const words = ['a', 'Red', 'boat', 'Élan', 'tree', '日本', 'İZ', 'ΣΑΣ', 'σας', 'Ａ', '🐕', ''];
const lines = Array.from({ length: count }, (_, i) => {
  if (i % 11 === 10) return 'no sample';
  const caption = Array.from({ length: 1 + random.below(6) }, () => words[random.below(words.length)]).join(' ');
  return { id: `s${i}`, images: [], text: framed(caption) };
});
const edited = new Map([
  [3, '<__dj__image>\na Blue boat <|__dj__eoc|>'],
  [298, '<__dj__image>\nAnother One <|__dj__eoc|>'],
]);
const { folder } = await dataset({ lines });

test('whatever there is room for, captions are found, counted and put in order alike', async () => {
  const session = await openSession(folder);
  try {
    await editCaption(session, 's3', 'a Blue boat');
    await editCaption(session, 's298', 'Another One');
    const { flow } = await createViews(session);
    const answers = async (most: number | undefined) => {
      const texts = (await CaptionTexts.read(session, flow, most)).with(edited);
      const patterns = [['boat'], ['a', 'b'], ['RED'], ['é', 'tree'], ['', ''], ['blue'], ['another one'], ['nothing']];
      const found = await Promise.all(patterns.map((pattern) => texts.search(pattern)));
      const orders = [await texts.order(false), await texts.order(true)];
      const { words: runs, characters } = texts.counts;
      return {
        found: found.map((mask) => [...mask].flatMap((fits, row) => (fits === 1 ? [row] : []))),
        orders,
        runs,
        characters,
      };
    };
    const all = await answers(undefined);
    assert.deepEqual(all.found[5], [3]);
    assert.deepEqual(all.found[6], [298]);
    assert.ok(all.found.slice(0, 5).every((rows) => rows.length > 0 && rows.length < count));
    assert.deepEqual([all.runs[298], all.characters[298]], [2, 11]);
    assert.deepEqual(await answers(0), all);
    assert.deepEqual(await answers(2000), all);
  } finally {
    session.close();
  }
});
