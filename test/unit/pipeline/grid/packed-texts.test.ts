import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PackedTexts } from '../../../../src/core/pipeline/grid/packed-texts.ts';

const piece = fc.constantFrom('a', 'ab', '\n', 'é', '日本', '👩‍👩‍👧', ' ', '');
const text = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));

function packed(texts: readonly (string | null)[], most: number): PackedTexts {
  const all = new PackedTexts(texts.length, most);
  for (const one of texts) all.add(one);
  return all;
}

test('texts come out as they went in, and those that have a piece are found', () => {
  fc.assert(
    fc.property(fc.array(fc.option(text)), piece, (texts, sought) => {
      const all = packed(texts, 1e6);
      assert.deepEqual(
        texts.map((_, number) => all.at(number)),
        texts,
      );
      const having = [...texts.keys()].filter((number) => texts[number]?.includes(sought) === true);
      assert.deepEqual([...all.having(sought)], having);
    }),
    { seed: 11, numRuns: 500 },
  );
});

test('what there is no room for is left out, and all that comes behind it', () => {
  const all = packed(['one', 'two', 'a very long third', 'four'], 20);
  assert.deepEqual([all.count, all.at(1)], [2, 'two']);
  assert.deepEqual([...all.having('o')], [0, 1]);
});
