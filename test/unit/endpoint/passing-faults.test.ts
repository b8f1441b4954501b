import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from '../../support/fault-server-faults.ts';
import { passingFaults } from '../../support/fault-server.ts';
import {
  askServer,
  canaryKey,
  fasterTiming,
  only,
  question,
  questionsUpTo,
  served,
} from '../../support/fault-server-client.ts';

/** Faults that are gone when the question is asked again, and whether the failed request may have been charged. */
const passing: Readonly<Partial<Record<FaultName, 'free' | 'maybe paid' | 'paid'>>> = {
  throttled: 'free',
  'throttled-second': 'free',
  'throttled-date': 'free',
  'throttled-zero': 'free',
  'throttled-negative': 'free',
  500: 'free',
  502: 'free',
  503: 'free',
  504: 'maybe paid',
  408: 'free',
  hang: 'maybe paid',
  late: 'maybe paid',
  'cut-before': 'maybe paid',
  'cut-middle': 'maybe paid',
  'cut-stream': 'maybe paid',
  empty: 'paid',
  blank: 'paid',
  null: 'paid',
  'refusal-field': 'paid',
  'refusal-text': 'paid',
  'cut-off': 'paid',
  filtered: 'paid',
  'tool-call': 'paid',
  'wrong-language': 'paid',
  unnumbered: 'paid',
  html: 'maybe paid',
  'broken-json': 'maybe paid',
  'wrong-schema': 'maybe paid',
  'deep-json': 'maybe paid',
  huge: 'maybe paid',
  'gzip-bomb': 'maybe paid',
  drip: 'maybe paid',
  'endless-stream': 'maybe paid',
};

for (const [name, cost] of Object.entries(passing)) {
  test(`a question that meets "${name}" is asked again and answered once`, async (t) => {
    const script = ({ prompt, attempt }: { prompt: string; attempt: number }): FaultName | null =>
      prompt === 'question 3' && attempt === 1 ? (name as FaultName) : null;
    const server = await served(t, { script });
    const outcome = await askServer(server.url, questionsUpTo(8));
    assert.equal(outcome.error, null);
    for (let i = 0; i < 8; i += 1) {
      const reply = only(outcome, `k${i}`);
      assert.ok(reply.outcome === 'answered');
      assert.match(reply.captions[0]!, new RegExp(`^question ${i} `));
      assert.equal(reply.attempts, i === 3 ? 2 : 1);
      assert.equal(reply.maybePaid, i === 3 && cost === 'maybe paid' ? 1 : 0);
      assert.deepEqual(reply.usage?.completion, i === 3 && cost === 'paid' ? 10 : 5);
    }
  });
}

test('a surplus answer on a connection is nobody’s answer', async (t) => {
  const server = await served(t, { script: ({ number }) => (number % 3 === 0 ? 'twice' : null) });
  const outcome = await askServer(server.url, questionsUpTo(60));
  assert.equal(outcome.error, null);
  for (let i = 0; i < 60; i += 1) {
    const reply = only(outcome, `k${i}`);
    assert.ok(reply.outcome === 'answered' && reply.captions[0]!.startsWith(`question ${i} `), reply.text ?? '');
  }
});

test('answers out of order reach their own questions', async (t) => {
  const server = await served(t, { latency: ({ number }) => 40 - 10 * (number % 4) });
  const outcome = await askServer(server.url, questionsUpTo(24));
  for (let i = 0; i < 24; i += 1) {
    const reply = only(outcome, `k${i}`);
    assert.ok(reply.outcome === 'answered' && reply.captions[0]!.startsWith(`question ${i} `));
  }
});

test('with faults on a fifth of 400 questions each is answered exactly once', async (t) => {
  const names = Object.keys(passing) as FaultName[];
  const server = await served(t, { slots: 16, latency: 5, script: passingFaults(0.2, names) });
  const outcome = await askServer(server.url, questionsUpTo(400), { concurrency: 16 });
  assert.equal(outcome.error, null);
  const met = server.received.filter(({ fault }) => fault !== null);
  assert.ok(met.length > 50, `${met.length} faults were met`);
  for (let i = 0; i < 400; i += 1) {
    const reply = only(outcome, `k${i}`);
    assert.equal(reply.outcome, 'answered');
  }
  assert.ok(server.received.length < 400 + 2 * met.length, 'good answers are not asked for again');
  assert.deepEqual(
    new Set(server.received.map(({ authorization }) => authorization)),
    new Set([`Bearer ${canaryKey}`]),
  );
});

test('an answer that stays no caption is a typed failure with its raw text', async (t) => {
  const kinds = { empty: 'empty', 'refusal-text': 'refusal', 'cut-off': 'cut-off' } as const;
  for (const [fault, outcomeName] of Object.entries(kinds)) {
    const server = await served(t, { script: () => fault as FaultName });
    const outcome = await askServer(server.url, questionsUpTo(2));
    const reply = only(outcome, 'k1');
    assert.equal(reply.outcome, outcomeName);
    assert.equal('captions' in reply, false);
    assert.equal(typeof reply.text, 'string');
    assert.equal(reply.attempts, outcomeName === 'empty' ? 3 : 2);
  }
});

test('a refused request fails alone when others are accepted', async (t) => {
  const script = ({ prompt }: { prompt: string }): FaultName | null =>
    prompt === 'question 2' ? 'bad-request' : prompt === 'question 5' ? 'context-too-long' : null;
  const server = await served(t, { script });
  const outcome = await askServer(server.url, questionsUpTo(8));
  assert.equal(outcome.error, null);
  const [large, long] = [only(outcome, 'k2'), only(outcome, 'k5')];
  assert.ok(large.outcome === 'rejected' && long.outcome === 'rejected');
  assert.match(large.reason, /image is too large/);
  assert.match(long.reason, /maximum context length/);
  assert.equal(large.attempts, 1);
  assert.equal(server.received.length, 8);
});

test('a wait that the server asks of one request is kept by all', async (t) => {
  const server = await served(t, {
    script: ({ number }) => (number === 4 ? 'throttled-second' : null),
    latency: ({ number }) => (number === 4 ? 0 : 20),
  });
  const states: (string | null)[] = [];
  const outcome = await askServer(server.url, questionsUpTo(12), {
    timing: fasterTiming(1),
    onState: ({ waitingFor }) => states.push(waitingFor),
  });
  assert.equal(outcome.error, null);
  const asked = server.received.find(({ fault }) => fault !== null)!;
  const later = server.received.filter(({ at }) => at > asked.doneAt! + 20);
  assert.equal(later.length, 13 - server.received.indexOf(later[0]!));
  assert.ok(later.every(({ at }) => at >= asked.doneAt! + 950));
  assert.ok(states.includes('the server asks to wait'));
});

test('what is sent is the question, the picture as a data URL, and no trace of the client', async (t) => {
  const server = await served(t);
  await askServer(server.url, questionsUpTo(1));
  const [received] = server.received;
  assert.equal(received?.prompt, question(0).prompt);
  const known = ['accept', 'accept-encoding', 'authorization', 'connection', 'content-length', 'content-type', 'host'];
  assert.deepEqual(Object.keys(received.headers).sort(), [...known, 'user-agent']);
});
