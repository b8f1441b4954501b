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

test('what finds the rows of a result is asked once, and only when somebody looks into it', () => {
  const results = new Results();
  let asked = 0;
  const found = results.add(() => Int32Array.of(++asked));
  results.drop(results.add(() => assert.fail('nobody looks into this')));
  assert.equal(asked, 0);
  assert.deepEqual([...results.rowsOf(found, 9), results.placeOf(found, 1)], [1, 0]);
  assert.equal(asked, 1);
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

test('samples are found again in another result, however many they are and wherever they stand', () => {
  const results = new Results();
  const [old, sorted, all] = [Int32Array.of(5, 3, 9, 1), Int32Array.of(9, 5, 7, 3), null].map((rows) =>
    results.add(rows),
  );
  const places = [
    { from: 0, to: 1 },
    { from: 2, to: 4 },
  ];
  assert.deepEqual(results.placesOf(old!, places, sorted!, 10), [{ from: 0, to: 2 }]);
  assert.deepEqual(results.placesOf(old!, places, all!, 10), [
    { from: 1, to: 2 },
    { from: 5, to: 6 },
    { from: 9, to: 10 },
  ]);
  const scattered = results.add(Int32Array.from({ length: 2001 }, (_, index) => 2 * index));
  assert.equal(results.placesOf(scattered, [{ from: 0, to: 2001 }], all!, 4001), null);
  results.clear();
  assert.throws(() => results.placesOf(old!, places, results.add(null), 10), { kind: 'usage' });
});

test('a number is not given again by the engine that comes after one that went', async () => {
  const before = new Results();
  const last = Array.from({ length: 30 }, () => before.add(null)).at(-1)!;
  await new Promise((resolve) => setTimeout(resolve, 2));
  const after = new Results();
  after.add(null);
  assert.throws(() => after.rowsOf(last, 9), { kind: 'usage' });
  assert.ok(after.add(null) > last);
});
