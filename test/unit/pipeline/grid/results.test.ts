import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Results } from '../../../../src/core/pipeline/grid/results.ts';

test('a result gives its rows at places, whatever places are asked for', () => {
  const results = new Results();
  const some = results.add(Int32Array.of(5, 3, 9));
  assert.deepEqual([...results.rowsOf(some, 100)], [5, 3, 9]);
  const ranges = [
    { from: 2, to: 99 },
    { from: -4, to: 1 },
    { from: 3, to: 1 },
    { from: NaN, to: 1 },
  ];
  assert.deepEqual([...results.rowsOf(some, 100, ranges)], [9, 5, 5]);
  assert.deepEqual([results.placeOf(some, 9), results.placeOf(some, 4)], [2, -1]);
  const all = results.add(null);
  assert.deepEqual([...results.rowsOf(all, 3)], [0, 1, 2]);
  assert.deepEqual([...results.rowsOf(all, 5, [{ from: 3, to: 9 }])], [3, 4]);
  assert.equal(results.placeOf(all, 4), 4);
});

test('the result that was not used for the longest is forgotten, and says so', () => {
  const results = new Results();
  const [used, left] = [results.add(Int32Array.of(1)), results.add(Int32Array.of(2))];
  for (let i = 0; i < 23; i++) {
    results.rowsOf(used, 9);
    results.add(null);
  }
  assert.deepEqual([...results.rowsOf(used, 9)], [1]);
  assert.throws(() => results.rowsOf(left, 9), { kind: 'usage', message: /is old/ });
  results.clear();
  assert.throws(() => results.placeOf(used, 1), { kind: 'usage' });
});
