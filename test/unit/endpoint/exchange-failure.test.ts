import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkFailure } from '../../../src/core/endpoint/exchange-failure.ts';

function failed(code: string, url = 'https://captions.example/v1', sent = false): string {
  const error = Object.assign(new Error('words of the system'), { code });
  const { kind, message } = networkFailure(error, sent, new URL(url));
  return `${kind}: ${message}`;
}

test('a connection that does not come about is told in words, with the code', () => {
  assert.equal(failed('ECONNREFUSED'), 'unreachable: nothing listens on captions.example:443 (ECONNREFUSED)');
  const local = failed('ECONNREFUSED', 'http://localhost:8000/v1');
  assert.equal(local, 'unreachable: nothing listens on localhost:8000 (ECONNREFUSED)');
  assert.equal(failed('ENOTFOUND'), 'unreachable: there is no host named captions.example (ENOTFOUND)');
  assert.match(failed('EAI_AGAIN'), /^unreachable: the name captions\.example cannot be looked up now/);
  assert.match(failed('EHOSTUNREACH'), /^unreachable: there is no way to captions\.example from here/);
  assert.match(failed('ETIMEDOUT'), /^unreachable: captions\.example stopped answering/);
  assert.match(failed('ETIMEDOUT', undefined, true), /^timeout: captions\.example stopped answering/);
});
