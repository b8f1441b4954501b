import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfter } from '../../../src/core/endpoint/retry-after.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const wait = (headers: Record<string, string>): number | null => retryAfter(new Headers(headers), noon);

test('Retry-After is read in seconds, also zero, negative and with a fraction', () => {
  assert.equal(wait({ 'retry-after': '7' }), 7000);
  assert.equal(wait({ 'retry-after': ' 1.5 ' }), 1500);
  assert.equal(wait({ 'retry-after': '0' }), 0);
  assert.equal(wait({ 'retry-after': '-3' }), 0);
});

test('Retry-After as a date counts from the server’s clock, else from ours', () => {
  const at = 'Sun, 01 Mar 2026 12:00:30 GMT';
  assert.equal(wait({ 'retry-after': at }), 30_000);
  assert.equal(wait({ 'retry-after': at, date: 'Sun, 01 Mar 2026 12:00:20 GMT' }), 10_000);
  assert.equal(wait({ 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }), 0);
});

test('milliseconds are preferred, and nonsense says nothing', () => {
  assert.equal(wait({ 'retry-after-ms': '250', 'retry-after': '9' }), 250);
  assert.equal(wait({ 'retry-after': 'soon' }), null);
  assert.equal(wait({}), null);
});
