import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likelierAddress, parseEndpoint } from '../../../src/core/endpoint/origin.ts';
import { ProductError } from '../../../src/protocol/errors.ts';

function exitOf(url: string): number {
  try {
    parseEndpoint(url);
    return 0;
  } catch (error) {
    assert.ok(error instanceof ProductError);
    assert.ok(!`${error.message} ${JSON.stringify(error.details)}`.includes('hunter2'));
    return error.exitCode;
  }
}

test('https anywhere and http on this machine are endpoints', () => {
  for (const url of [
    'https://captions.example/v1',
    'http://localhost:8000/v1',
    'http://127.0.0.1:8000',
    'http://127.8.9.1/v1',
    'http://[::1]:8000/v1',
    'http://2130706433/v1',
  ]) {
    assert.equal(exitOf(url), 0, url);
  }
});

test('http beyond this machine is refused, however it is spelt', () => {
  for (const url of [
    'http://captions.example/v1',
    'http://localhost.example/v1',
    'http://127.0.0.1.example/v1',
    'http://0.0.0.0:8000/v1',
    'http://192.168.0.2/v1',
    'http://[::ffff:10.0.0.1]/v1',
  ]) {
    assert.equal(exitOf(url), 9, url);
  }
});

test('what is no address, holds a password or a query is not used, and not repeated', () => {
  for (const url of [
    'captions.example/v1',
    'ftp://captions.example',
    'https://user:hunter2@captions.example/v1',
    'https://captions.example/v1?key=hunter2',
    'https://captions.example/v1#hunter2',
    'hunter2',
  ]) {
    assert.equal(exitOf(url), 2, url);
  }
});

test('the part that is appended for each request is no part of an address', () => {
  for (const [written, read] of [
    ['https://captions.example/v1/chat/completions', 'https://captions.example/v1'],
    ['https://captions.example/v1/chat/completions/', 'https://captions.example/v1'],
    ['http://127.0.0.1:8000/chat/completions', 'http://127.0.0.1:8000/'],
    ['https://captions.example/chat/completions/v1', 'https://captions.example/chat/completions/v1'],
  ] as const) {
    assert.equal(parseEndpoint(written).href, read);
  }
});

test('an address without a path has a likelier one', () => {
  assert.equal(likelierAddress('http://127.0.0.1:8000/'), 'http://127.0.0.1:8000/v1');
  assert.equal(likelierAddress('http://127.0.0.1:8000/v1'), null);
});
