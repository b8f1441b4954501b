import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sortTexts } from '../../../../src/core/pipeline/grid/sort-texts.ts';

test('texts come in the order of their code points, equal ones by number, however much they begin alike', () => {
  const alike = fc.tuple(fc.constantFrom('', 'a red ', 'a red dog on a '), fc.string({ unit: 'binary', maxLength: 4 }));
  fc.assert(
    fc.property(
      fc.array(
        alike.map(([start, end]) => start + end),
        { maxLength: 200 },
      ),
      (texts) => {
        // That of their bytes in UTF-8 is the same.
        const bytes = texts.map((text) => Buffer.from(text));
        const expected = [...texts.keys()].sort((a, b) => Buffer.compare(bytes[a]!, bytes[b]!) || a - b);
        assert.deepEqual([...sortTexts(texts)], expected);
      },
    ),
  );
});
