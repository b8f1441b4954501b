import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sortTexts } from '../../../../src/core/pipeline/grid/sort-texts.ts';

test('texts come in the order of their units, equal ones by number, however much they begin alike', () => {
  const alike = fc.tuple(fc.constantFrom('', 'a red ', 'a red dog on a '), fc.string({ unit: 'binary', maxLength: 4 }));
  fc.assert(
    fc.property(
      fc.array(
        alike.map(([start, end]) => start + end),
        { maxLength: 200 },
      ),
      (texts) => {
        const expected = [...texts.keys()].sort((a, b) =>
          texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : a - b,
        );
        assert.deepEqual([...sortTexts(texts)], expected);
      },
    ),
  );
});
