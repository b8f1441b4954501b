import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProductError } from '../../../src/protocol/errors.ts';
import type { FaultServerOptions } from '../../support/fault-server.ts';
import { askServer, fasterTiming, only, questionsUpTo, served } from '../../support/fault-server-client.ts';

test('a picture that hangs the whole server is found, and all others are answered', async (t) => {
  const server = await served(t, { latency: 3, poison: ({ prompt }) => prompt === 'question 20' });
  const limits = { total: 300 };
  const outcome = await askServer(server.url, questionsUpTo(60), { concurrency: 8, limits, timing: fasterTiming(100) });
  assert.equal(outcome.error, null);
  for (let i = 0; i < 60; i += 1) {
    assert.equal(only(outcome, `k${i}`).outcome, i === 20 ? 'unanswered' : 'answered', `question ${i}`);
  }
  const poison = only(outcome, 'k20');
  assert.ok(poison.attempts >= 2 && poison.attempts <= 4, `${poison.attempts} attempts`);
  assert.equal(poison.maybePaid, poison.attempts);
});

test('a picture that crashes the server is found, and all others are answered', async (t) => {
  const server = await served(t, {
    latency: 10,
    poison: ({ prompt }) => {
      if (prompt !== 'question 11') return false;
      setTimeout(() => {
        void server
          .die()
          .then(() => sleep(40))
          .then(() => server.revive());
      }, 5);
      return true;
    },
  });
  const outcome = await askServer(server.url, questionsUpTo(40), { concurrency: 8, timing: fasterTiming(50) });
  assert.equal(outcome.error, null);
  for (let i = 0; i < 40; i += 1) {
    assert.equal(only(outcome, `k${i}`).outcome, i === 11 ? 'unanswered' : 'answered', `question ${i}`);
  }
});

test('one question that the server always fails on is given up alone', async (t) => {
  const server = await served(t, { latency: 5, script: ({ prompt }) => (prompt === 'question 7' ? 500 : null) });
  const outcome = await askServer(server.url, questionsUpTo(200), { timing: fasterTiming(100) });
  assert.equal(outcome.error, null);
  const failed = only(outcome, 'k7');
  assert.ok(failed.outcome === 'unanswered');
  assert.equal(failed.attempts, 6);
  assert.match(failed.reason, /500 internal/);
  assert.equal(server.received.length, 199 + 6);
});

for (const fault of [500, 'cut-before'] as const) {
  test(`the last question of a run is given up alone, too, when the server always fails on it: ${fault}`, async (t) => {
    const script: FaultServerOptions['script'] = ({ prompt }) => (prompt === 'question 19' ? fault : null);
    const server = await served(t, { latency: 5, script });
    const outcome = await askServer(server.url, questionsUpTo(20), { timing: fasterTiming(100) });
    assert.equal(outcome.error, null);
    assert.equal(only(outcome, 'k19').outcome, 'unanswered');
    assert.ok(server.received.length <= 19 + 6);
  });
}

test('the one question that an earlier run left open is given up, where the server lives', async (t) => {
  const server = await served(t, { script: () => 500 });
  const options = { timing: fasterTiming(100), answeredBefore: () => true };
  const outcome = await askServer(server.url, questionsUpTo(1), options);
  assert.equal(outcome.error, null);
  assert.equal(only(outcome, 'k0').outcome, 'unanswered');
});

test('an endpoint that dies for five minutes is waited for, with few requests, and no question pays for it', async (t) => {
  const server = await served(t, { latency: 5 });
  const timing = fasterTiming(300);
  const states: (string | null)[] = [];
  const running = askServer(server.url, questionsUpTo(200), {
    concurrency: 8,
    timing,
    onState: ({ waitingFor }) => states.push(waitingFor),
  });
  while (server.received.length < 40) await sleep(2);
  await server.die();
  const before = server.received.length;
  await sleep(1000);
  await server.revive();
  const outcome = await running;
  assert.equal(outcome.error, null);
  for (let i = 0; i < 200; i += 1) assert.equal(only(outcome, `k${i}`).outcome, 'answered');
  assert.ok(before > 0 && before < 200, 'it died in the middle');
  assert.ok(states.includes('the endpoint does not answer'));
});

test('an endpoint that stays dead is given up after a while, and what was answered is there', async (t) => {
  const server = await served(t, { latency: 5 });
  const running = askServer(server.url, questionsUpTo(200), { concurrency: 8, timing: fasterTiming(600) });
  while (server.received.length < 40) await sleep(2);
  await server.die();
  const { error, replies } = await running;
  assert.ok(error instanceof ProductError && error.exitCode === 7);
  assert.match(error.message, /does not answer/);
  assert.ok(replies.size > 0 && replies.size < 200);
});

test('when too much must be asked again the run ends instead of paying on', async (t) => {
  const server = await served(t, { latency: 2, script: ({ number }) => (number % 5 === 0 ? null : 'html') });
  const { error, replies } = await askServer(server.url, questionsUpTo(2000), { timing: fasterTiming(500) });
  assert.ok(error instanceof ProductError && error.exitCode === 7);
  assert.match(error.message, /Too many requests had to be made again/);
  const again = server.received.filter(({ attempt }) => attempt > 1).length;
  assert.ok(again <= 100 + replies.size / 2 + 4, `${again} retries, ${replies.size} replies`);
});
