import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScoreMemory } from '../../../../src/core/pipeline/measure/score-memory.ts';

/** Values of rows with these contents: the content itself as a number, null for 0. */
function column(row: readonly number[], content: readonly bigint[]) {
  return {
    row: Int32Array.from(row),
    content: BigUint64Array.from(content),
    read: (index: number) => (content[index] === 0n ? null : [Number(content[index])]),
  };
}

test('a value is found in its row, in another row, and nowhere else', () => {
  const memory = new ScoreMemory();
  memory.add('words', column([2, 5, 9], [20n, 50n, 90n]));
  assert.deepEqual(memory.recall('words', 2, 20n), [20]);
  assert.deepEqual(memory.recall('words', 5, 90n), [90]);
  assert.deepEqual(memory.recall('words', 1, 50n), [50]);
  assert.equal(memory.recall('words', 9, 91n), null);
  assert.equal(memory.recall('other', 2, 20n), null);
});

test('what was added first is asked first, and what it lacks is looked for in the next', () => {
  const memory = new ScoreMemory();
  memory.add('words', { ...column([1, 2], [10n, 20n]), read: (index) => (index === 0 ? ['first'] : null) });
  memory.add('words', { ...column([1, 2], [10n, 20n]), read: () => ['second'] });
  assert.deepEqual(memory.recall('words', 1, 10n), ['first']);
  assert.deepEqual(memory.recall('words', 2, 20n), ['second']);
  memory.clear();
  assert.equal(memory.recall('words', 1, 10n), null);
});

test('a hundred thousand samples of one content are no harder to search than others', () => {
  const rows = Array.from({ length: 100_000 }, (_, row) => row);
  const memory = new ScoreMemory();
  const contents = rows.map((row) => (row % 2 === 0 ? 7n : BigInt(row) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn);
  memory.add('words', column(rows, contents));
  const began = performance.now();
  for (const row of [1, 3, 99_999])
    assert.deepEqual(memory.recall('words', row + 1, contents[row]!), [Number(contents[row])]);
  assert.deepEqual(memory.recall('words', 200_000, 7n), [7]);
  assert.equal(memory.recall('words', 3, 8n), null);
  assert.ok(performance.now() - began < 2000);
});
