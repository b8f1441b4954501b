import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { hiddenKey } from '../../../src/core/endpoint/secret.ts';
import type { FaultName } from '../../support/fault-server-faults.ts';
import { askServer, canaryKey, fasterTiming, questionsUpTo, served } from '../../support/fault-server-client.ts';

const forms = [canaryKey, btoa(canaryKey).slice(4, -4), btoa(`Bearer ${canaryKey}`).slice(12, -4)];

for (const fault of ['echo-error', 'echo-type', 'echo-redirect', 'echo-answer'] as const satisfies FaultName[]) {
  test(`a server that tells back the key ("${fault}") brings it into no reply, error or state`, async (t) => {
    const server = await served(t, { script: ({ number }) => (number % 2 === 0 ? fault : null) });
    const states: unknown[] = [];
    const options = { timing: fasterTiming(500), onState: (state: unknown) => states.push(state) };
    const outcome = await askServer(server.url, questionsUpTo(12), options);
    assert.ok(server.received.length > 1);
    const all = inspect([outcome, states], { depth: Infinity, showHidden: true, maxStringLength: null });
    for (const form of forms) assert.ok(!all.includes(form), `${form} in ${all}`);
    if (fault === 'echo-error' || fault === 'echo-answer') assert.ok(all.includes(hiddenKey));
  });
}

test('the key reaches its own origin, as the one header that carries it', async (t) => {
  const server = await served(t);
  await askServer(server.url, questionsUpTo(2));
  for (const { authorization, headers } of server.received) {
    assert.equal(authorization, `Bearer ${canaryKey}`);
    assert.equal(JSON.stringify(headers).split(canaryKey).length, 2);
  }
});
