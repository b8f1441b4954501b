import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IdAllocator } from '../../../src/core/dataset/ids.ts';

test('the first keeps its id, a later one gets its line, and a missing one is its line', () => {
  const ids = new IdAllocator();
  assert.deepEqual(
    ['2', '002', '2', null, '2'].map((id, index) => ids.allocate(id, index + 1)),
    ['2', '002', '2~3', '~4', '2~5'],
  );
  assert.deepEqual([ids.duplicates, ids.missing], [2, 1]);
});

test('an id that looks like one of ours does not collide with it', () => {
  const ids = new IdAllocator();
  assert.deepEqual(
    ['a~3', '~4', 'a', 'a', null].map((id, index) => ids.allocate(id, index)),
    ['a~3', '~4', 'a', 'a~3~3', '~4~4'],
  );
});

test('ids are unique whatever the lines carry, and first ones are untouched', () => {
  const own = fc.option(fc.constantFrom('a', '__proto__', '~1', '~2', 'a~3', 'a~3~4', '1', ''), { nil: null });
  fc.assert(
    fc.property(fc.array(own, { maxLength: 20 }), (carried) => {
      const ids = new IdAllocator();
      const given = carried.map((id, index) => ids.allocate(id, index + 1));
      assert.equal(new Set(given).size, given.length);
      given.forEach((id, index) => assert.ok(id.startsWith(carried[index] ?? `~${index + 1}`)));
    }),
    { seed: 3 },
  );
});
