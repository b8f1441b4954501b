import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Seldom } from '../../../src/base/seldom.ts';

test('an answer that took a second holds for twenty, each question for itself', async () => {
  let [now, found] = [0, 0];
  const seldom = new Seldom<number>(9, () => now);
  const ask = (question: string): Promise<number> =>
    seldom.ask(question, () => {
      now += 1000;
      return Promise.resolve(++found);
    });
  assert.equal(await ask('a'), 1);
  now = 20_900;
  assert.equal(await ask('a'), 1);
  assert.equal(await ask('b'), 2);
  now = 22_000;
  assert.deepEqual([await ask('a'), await ask('b')], [3, 2]);
});

test('what is found at once is found anew at once, and what fails is asked again', async () => {
  const seldom = new Seldom<number>(9, () => 0);
  assert.equal(await seldom.ask('a', () => Promise.resolve(1)), 1);
  assert.equal(await seldom.ask('a', () => Promise.resolve(2)), 2);
  await assert.rejects(seldom.ask('a', () => Promise.reject(new Error('no'))));
  assert.equal(await seldom.ask('a', () => Promise.resolve(3)), 3);
});
