import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatestFirst } from '../../../../src/core/pipeline/grid/latest-first.ts';

const { signal } = new AbortController();

test('what was asked for last is done first, and equal work once', async () => {
  const queue = new LatestFirst<string>(1);
  const done: string[] = [];
  const gate = Promise.withResolvers<undefined>();
  const work = (key: string) => async () => {
    done.push(key);
    if (key === 'first') await gate.promise;
    return key.toUpperCase();
  };
  const ask = (key: string) => queue.do(key, work(key), signal);
  const first = ask('first');
  await Promise.resolve();
  const all = [first, ask('a'), ask('b'), ask('c'), ask('a')];
  assert.equal(queue.waiting, 3);
  gate.resolve(undefined);
  assert.deepEqual(await Promise.all(all), ['FIRST', 'A', 'B', 'C', 'A']);
  assert.deepEqual(done, ['first', 'a', 'c', 'b']);
});

test('what nobody waits for any more is not begun, what somebody else waits for is', async () => {
  const queue = new LatestFirst<string>(1);
  const done: string[] = [];
  const gate = Promise.withResolvers<undefined>();
  const work = (key: string) => async () => {
    done.push(key);
    await gate.promise;
    return key;
  };
  const one = new AbortController();
  const running = queue.do('running', work('running'), one.signal);
  await Promise.resolve();
  const dropped = queue.do('dropped', work('dropped'), one.signal);
  const shared = [queue.do('shared', work('shared'), one.signal), queue.do('shared', work('shared'), signal)];
  one.abort();
  for (const mine of [running, dropped, shared[0]!]) await assert.rejects(mine, { name: 'AbortError' });
  await assert.rejects(queue.do('late', work('late'), one.signal), { name: 'AbortError' });
  gate.resolve(undefined);
  assert.equal(await shared[1], 'shared');
  assert.deepEqual(done, ['running', 'shared']);
});

test('work that fails is told to all who wait, and can be asked for again', async () => {
  const queue = new LatestFirst<number>(2);
  let times = 0;
  const work = () => (times++ === 0 ? Promise.reject(new Error('once')) : Promise.resolve(times));
  await assert.rejects(queue.do('key', work, signal), /once/);
  assert.equal(await queue.do('key', work, signal), 2);
});
