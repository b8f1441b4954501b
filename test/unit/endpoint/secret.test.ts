import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProductError } from '../../../src/protocol/errors.ts';
import { checkKey, hiddenKey, redactor } from '../../../src/core/endpoint/secret.ts';

const key = 'sk-"quoted"/and+long=';

test('a key is hidden as it is, in a URL, in JSON and in Base64 at any place', () => {
  const hide = redactor(key);
  assert.equal(hide(`Bearer ${key}.`), `Bearer ${hiddenKey}.`);
  assert.equal(hide(encodeURIComponent(key)), hiddenKey);
  assert.equal(hide(JSON.stringify({ key })), `{"key":"${hiddenKey}"}`);
  for (const before of ['', 'a', 'ab', 'abc']) {
    const shown = hide(Buffer.from(`${before}${key}`).toString('base64'));
    assert.ok(shown.includes(hiddenKey), shown);
  }
});

test('a short key is a word: captions keep it', () => {
  assert.equal(redactor('EMPTY')('An EMPTY street'), 'An EMPTY street');
  assert.equal(redactor(null)('text'), 'text');
});

test('a key that no header can carry is refused without being shown', () => {
  for (const bad of ['', 'two words', 'line\nbreak', 'schlüssel-123', 'x'.repeat(5000)]) {
    assert.throws(
      () => checkKey(bad),
      (error) => error instanceof ProductError && (bad === '' || !error.message.includes(bad)),
    );
  }
  assert.equal(checkKey(key), key);
});
