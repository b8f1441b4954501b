import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { askAll } from '../../../src/core/endpoint/ask-all.ts';
import type { CaptionQuestion, EndpointState } from '../../../src/core/endpoint/endpoint.ts';
import {
  askServer,
  only,
  plainJudge,
  question,
  questionsUpTo,
  served,
  settingsFor,
} from '../../support/fault-server-client.ts';

const never = new AbortController().signal;

test('a server of 16 slots is at least 90 % busy, and each question is asked once', async (t) => {
  await askServer((await served(t)).url, questionsUpTo(1)); // modules load
  const server = await served(t, { slots: 16, latency: ({ number }) => 800 + 400 * ((number * 0.618) % 1) });
  const outcome = await askServer(server.url, questionsUpTo(96), { concurrency: 16, limits: {} });
  for (let i = 0; i < 96; i += 1) assert.equal(only(outcome, `k${i}`).outcome, 'answered');
  assert.equal(server.received.length, 96);
  assert.equal(server.mostAtOnce(), 16);
  assert.ok(server.busy() >= 0.9, `${(100 * server.busy()).toFixed(1)} % busy`);
});

test('questions are pulled only as slots come free', async (t) => {
  const server = await served(t, { latency: 10 });
  const questions = questionsUpTo(100);
  let ahead = 0;
  let states = 0;
  const onState = ({ answered }: EndpointState): void => {
    states += 1;
    ahead = Math.max(ahead, questions.pulled() - answered);
  };
  await askServer(server.url, questions, { concurrency: 8, onState });
  assert.ok(states > 100);
  assert.ok(ahead >= 8 && ahead <= 8 + 2, `${ahead} were out`);
});

test('answers that nobody fetches hold back new questions', async (t) => {
  const server = await served(t);
  const questions = questionsUpTo(1000);
  const settings = settingsFor(server.url, 4);
  const batches = askAll(settings, questions, plainJudge, { signal: never });
  const first = await batches.next();
  assert.ok(first.done === false);
  await sleep(300);
  assert.ok(questions.pulled() <= first.value.length + 4 * 4 + 4 + 2, `${questions.pulled()} pulled`);
  await batches.return();
});

test('answers come in batches of what has arrived since the last', async (t) => {
  const server = await served(t);
  const sizes: number[] = [];
  for await (const batch of askAll(settingsFor(server.url), questionsUpTo(40), plainJudge, { signal: never })) {
    sizes.push(batch.length);
    await sleep(30);
  }
  assert.equal(
    sizes.reduce((a, b) => a + b),
    40,
  );
  assert.ok(sizes.every((size) => size > 0) && sizes.length < 30);
});

test('leaving the loop ends what is in flight and the source of questions', async (t) => {
  const server = await served(t, { latency: ({ number }) => (number === 0 ? 1 : 5000) });
  let closed = false;
  async function* endless(): AsyncGenerator<CaptionQuestion> {
    try {
      for (let i = 0; ; i += 1) yield await Promise.resolve(question(i));
    } finally {
      closed = true;
    }
  }
  const before = performance.now();
  for await (const _ of askAll(settingsFor(server.url), endless(), plainJudge, { signal: never })) break;
  assert.ok(closed);
  assert.ok(performance.now() - before < 2000);
});

test('an abort ends the run at once, with its own reason, after what had arrived', async (t) => {
  const server = await served(t, { latency: ({ number }) => (number < 8 ? 5 : 5000) });
  const cancel = new AbortController();
  setTimeout(() => {
    cancel.abort(new Error('cancelled'));
  }, 200);
  const before = performance.now();
  const outcome = await askServer(server.url, questionsUpTo(50), { signal: cancel.signal, limits: {} });
  assert.equal((outcome.error as Error).message, 'cancelled');
  assert.equal(outcome.replies.size, 8);
  assert.ok(performance.now() - before < 1500);
});

test('an abort before the start sends nothing', async (t) => {
  const server = await served(t);
  const { error } = await askServer(server.url, questionsUpTo(5), { signal: AbortSignal.abort(new Error('no')) });
  assert.equal((error as Error).message, 'no');
  assert.equal(server.received.length, 0);
});

test('an error of the source ends the run after the answers to what it gave', async (t) => {
  const server = await served(t);
  async function* failing(): AsyncGenerator<CaptionQuestion> {
    await Promise.resolve();
    yield question(0);
    yield question(1);
    throw new Error('the disk is gone');
  }
  const outcome = await askServer(server.url, failing());
  assert.equal((outcome.error as Error).message, 'the disk is gone');
  assert.equal(outcome.replies.size, 2);
});

test('a judge that throws ends the run', async (t) => {
  const server = await served(t);
  const judge = (): never => {
    throw new Error('a bug');
  };
  const { error } = await askServer(server.url, questionsUpTo(20), { judge });
  assert.equal((error as Error).message, 'a bug');
});

test('no question, no request', async (t) => {
  const server = await served(t);
  const outcome = await askServer(server.url, questionsUpTo(0));
  assert.equal(outcome.error, null);
  assert.equal(server.received.length, 0);
});
