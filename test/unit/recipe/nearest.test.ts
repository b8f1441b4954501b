import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistance, nearest } from '../../../src/core/recipe/nearest.ts';

test('the nearest name forgives swapped, lost, added and wrong letters, case and dashes', () => {
  const known = ['words_num_filter', 'text_length_filter', 'image_dark_filter'];
  const typed = ['wrods_num_filter', 'word_num_filter', 'wordss_num_filter', 'worts_num_filter', 'Words-Num-Filter'];
  for (const name of typed) assert.equal(nearest(name, known), 'words_num_filter');
});

test('a name that is far from all has no nearest', () => {
  assert.equal(nearest('image_nsfw_filter', ['image_dark_filter']), undefined);
  assert.equal(nearest('x'.repeat(1_000_000), ['x']), undefined);
});

test('the distance counts edits: zero for equals, symmetric, one for a swap', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.equal(editDistance(a, a), 0);
      assert.equal(editDistance(a, b), editDistance(b, a));
      assert.ok(editDistance(a, b) <= Math.max(a.length, b.length));
      assert.ok(editDistance(a, b) >= Math.abs(a.length - b.length));
    }),
  );
  assert.equal(editDistance('ab', 'ba'), 1);
  assert.equal(editDistance('kitten', 'sitting'), 3);
});
