import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { ahead } from '../../../src/base/ahead.ts';

/** The numbers up to a count; tells how many were drawn, and whether the loop over them was ended. */
function source(count: number) {
  const seen = { drawn: 0, ended: false };
  async function* numbers(): AsyncGenerator<number> {
    try {
      for (let i = 0; i < count; i++) {
        await setImmediate();
        seen.drawn++;
        yield i;
      }
    } finally {
      seen.ended = true;
    }
  }
  return { seen, numbers: numbers() };
}

test('results come in the order of their items, however long each takes', async () => {
  const results: number[] = [];
  const slowFirst = async (i: number): Promise<number> => {
    await sleep((7 * i) % 5);
    return i * i;
  };
  for await (const result of ahead(source(12).numbers, 3, slowFirst)) results.push(result);
  assert.deepEqual(
    results,
    Array.from({ length: 12 }, (_, i) => i * i),
  );
});

test('as many items as allowed are worked on at a time, and never more', async () => {
  for (const count of [1, 2, 5]) {
    let running = 0;
    let most = 0;
    const act = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await sleep(1);
      running--;
    };
    for await (const _ of ahead(source(20).numbers, count, act)) void _;
    assert.equal(most, count);
  }
});

test('nothing is begun far ahead of a reader that is slow', async () => {
  const { seen, numbers } = source(100);
  const results = ahead(numbers, 4, (i) => Promise.resolve(i));
  for (let read = 1; read <= 10; read++) {
    assert.equal((await results.next()).value, read - 1);
    await sleep(1);
    assert.ok(seen.drawn <= read + 4, `${seen.drawn} drawn when ${read} were read`);
  }
  await results.return(undefined);
  assert.equal(seen.ended, true);
});

test('a failure comes in its turn, ends the loop over the items, and no other failure is lost sight of', async () => {
  const { seen, numbers } = source(9);
  const results: number[] = [];
  const act = (i: number): Promise<number> => (i >= 3 ? Promise.reject(new Error(`item ${i}`)) : Promise.resolve(i));
  await assert.rejects(async () => {
    for await (const result of ahead(numbers, 4, act)) results.push(result);
  }, /item 3/);
  assert.deepEqual([results, seen.ended], [[0, 1, 2], true]);
  await sleep(1);
});

test('no item makes no result', async () => {
  for await (const _ of ahead(source(0).numbers, 4, () => Promise.resolve(1))) assert.fail(String(_));
});
