import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remoteRequests } from '../../../../src/extension/tasks/remote-requests.ts';
import { outcomeText, verdictOf } from '../../../../src/extension/tasks/run-outcome.ts';
import { requestOf, runArguments } from '../../../../src/extension/tasks/run-request.ts';
import { t } from './words.ts';

test('an entry of tasks.json becomes arguments of the command line; the folder cannot be taken for an option', () => {
  const asked = requestOf({ type: 'better-synth', stage: 'clean', sample: 20, dryRun: true, folder: 'x' });
  assert.ok('request' in asked);
  const args = ['run', '--stage', 'clean', '--sample', '20', '--dry-run', '--', '-odd folder'];
  assert.deepEqual(runArguments('-odd folder', asked.request), args);
});

test('with a value of a wrong type, or one that looks like an option, nothing is asked for: not all stages instead of one', () => {
  const wrong = { stage: '--force', from: 3, to: '', sample: -1, force: 'yes', dryRun: 1 };
  assert.deepEqual(requestOf(wrong), { wrong: Object.keys(wrong) });
  assert.deepEqual(requestOf({ stage: 'clean', sample: 0.5 }), { wrong: ['sample'] });
  assert.deepEqual(requestOf({ force: false }), { request: { force: false } });
});

test('only what leaves this machine is asked about, and only where something is left to ask', () => {
  const requests = (origin: string | null, atMost: number | null = 5) => ({
    name: 'write',
    requests: { origin, atMost },
  });
  const here = ['http://127.0.0.1:8000', 'http://localhost:1', 'https://[::1]:2', null].map((origin) =>
    requests(origin),
  );
  assert.deepEqual(remoteRequests([...here, { name: 'clean' }, requests('https://api.example.com', 0)]), []);
  const far = ['https://api.example.com', 'http://192.168.0.7:8000', 'https://127.0.0.1.example.com'];
  assert.deepEqual(
    remoteRequests(far.map((origin) => requests(origin, null))).map(({ origin }) => origin),
    far,
  );
});

test('an exit code is told honestly: with failed samples a run is done, and a killed one has failed', () => {
  const verdicts = [0, 3, 130, 143, 7, 1, null].map((exit) => verdictOf({ exit, failure: null }));
  assert.deepEqual(verdicts, ['done', 'some-failed', 'cancelled', 'cancelled', 'failed', 'failed', 'failed']);
  const failure = { message: 'No room\u001b[2J left.\nMore.' };
  assert.equal(outcomeText({ exit: 5, failure }, t), 'No room\\u001b[2J left.');
});
