import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { ProductError } from '../../../src/protocol/errors.ts';
import { selfSigned } from '../../support/fault-server-certificate.ts';
import type { FaultName } from '../../support/fault-server-faults.ts';
import type { FaultServerOptions } from '../../support/fault-server.ts';
import {
  askServer,
  canaryKey,
  fasterTiming,
  questionsUpTo,
  served,
  type Outcome,
} from '../../support/fault-server-client.ts';

/** Runs against a server whose fault begins with its eleventh request; returns how it ended. */
async function endedBy(
  t: TestContext,
  fault: FaultName,
  options: FaultServerOptions = {},
): Promise<[ProductError, Outcome, number]> {
  const script: FaultServerOptions['script'] = ({ number }) => (number >= 10 ? fault : null);
  const server = await served(t, { latency: 5, script, ...options });
  const outcome = await askServer(server.url, questionsUpTo(200), { timing: fasterTiming(400) });
  const { error } = outcome;
  assert.ok(error instanceof ProductError, inspect(error));
  assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(canaryKey));
  assert.match(error.details.where!, /^profile tested, http:\/\/127\.0\.0\.1:\d+$/);
  const came = outcome.replies.size === 0 ? 'Nothing was answered' : `${outcome.replies.size} answers came`;
  assert.match(error.details.safe!, new RegExp(`^${came} in this run`));
  assert.ok(error.details.next!.length > 0);
  return [error, outcome, server.received.length];
}

for (const [fault, words] of [
  ['unauthorized', /does not accept the key/],
  ['forbidden', /does not accept the key/],
  ['payment', /wants payment/],
  ['quota', /quota/],
] as const) {
  test(`"${fault}" stops at once, with what was answered until then`, async (t) => {
    const [error, outcome, received] = await endedBy(t, fault);
    assert.equal(error.exitCode, 7);
    assert.match(error.message, words);
    assert.ok(outcome.replies.size >= 10, 'the answers before it have arrived');
    assert.ok(received <= 10 + 4, `${received} requests: nothing is sent after it but what was on its way`);
  });
}

test('a redirect is refused, and its target gets neither key nor picture', async (t) => {
  const target = await served(t);
  const [error] = await endedBy(t, 'redirect', { elsewhere: new URL(target.url).origin });
  assert.equal(error.exitCode, 9);
  assert.match(error.message, /redirects \(to http:\/\/127\.0\.0\.1:\d+\)/);
  assert.equal(target.received.length, 0);
});

test('a wait of an hour ends the run and says until when', async (t) => {
  const [error, , received] = await endedBy(t, 'throttled-hour');
  assert.equal(error.exitCode, 7);
  const until = Date.parse(/until (.+ UTC)/.exec(error.message)![1]!);
  assert.ok(Math.abs(until - Date.now() - 3600_000) < 120_000);
  assert.ok(received <= 14);
});

test('five refusals alike in a row stop the run, and are asked again in the next', async (t) => {
  const [error, outcome, received] = await endedBy(t, 'unknown-model');
  assert.equal(error.exitCode, 7);
  assert.match(error.message, /same words: 404 The model does not exist/);
  assert.ok(received <= 10 + 5 + 4);
  assert.ok([...outcome.replies.values()].flat().every((reply) => reply.outcome === 'answered'));
});

test('a server that never answers sensibly is given up, not asked for ever', async (t) => {
  for (const fault of ['html', 'cut-before', 503] as const) {
    const [error, , received] = await endedBy(t, fault, { script: () => fault });
    assert.equal(error.exitCode, 7);
    assert.match(error.message, /does not answer|Too many requests/);
    assert.ok(received < 250, `${received} requests`);
  }
});

test('nobody at the address is a failure after a bounded time', async (t) => {
  const server = await served(t);
  await server.die();
  const before = performance.now();
  const { error } = await askServer(server.url, questionsUpTo(3), { timing: fasterTiming(40) });
  assert.ok(error instanceof ProductError && error.exitCode === 7);
  assert.match(error.message, /does not answer: nothing listens on 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
  assert.ok((performance.now() - before) * 40 < 60_000);
});

test('a certificate that nobody vouches for is refused, whatever the environment says', async (t) => {
  const server = await served(t, { tls: selfSigned() });
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const { error } = await askServer(server.url, questionsUpTo(3));
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  assert.ok(error instanceof ProductError && error.exitCode === 9, inspect(error));
  assert.match(error.message, /DEPTH_ZERO_SELF_SIGNED_CERT/);
  assert.equal(server.received.length, 0);
});

test('a server that answers TLS with plain http is refused', async (t) => {
  const server = await served(t);
  const { error } = await askServer(server.url.replace('http:', 'https:'), questionsUpTo(1));
  assert.ok(error instanceof ProductError && error.exitCode === 9, inspect(error));
  assert.equal(server.received.length, 0);
});

test('http beyond this machine is refused before anything is sent', async () => {
  const { error } = await askServer('http://captions.example/v1', questionsUpTo(1));
  assert.ok(error instanceof ProductError && error.exitCode === 9);
});
