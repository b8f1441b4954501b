import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asks, contextOf, openArguments } from '../../../src/extension/grid/messages.ts';
import { messageLimit, readMessage } from '../../../src/extension/pages/wire-message.ts';

const question = (method: string, params: unknown[], id: unknown = 1): unknown => ({
  wire: { jsonrpc: '2.0', id, method, params },
});

test('a question, a notification and the taking back of a question are read', () => {
  assert.deepEqual(readMessage(question('overview', [null])), {
    jsonrpc: '2.0',
    id: 1,
    method: 'overview',
    params: [null],
  });
  assert.ok(readMessage({ wire: { jsonrpc: '2.0', method: 'ready', params: [null] } }));
  assert.ok(readMessage({ wire: { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 4 } } }));
});

test('what is no message of the wire is dropped', () => {
  const garbage = [
    null,
    'text',
    { type: 'command', command: 'workbench.action.quit' },
    { wire: null },
    { wire: { jsonrpc: '2.0', id: 1, result: 'an answer that nobody asked for' } },
    { wire: { jsonrpc: '2.0', method: '$/setTrace', params: { value: 'verbose' } } },
    { wire: { jsonrpc: '2.0', id: 1, method: 'overview', params: { named: true } } },
    { wire: { jsonrpc: '2.0', id: 1, method: 'overview', params: [null, null] } },
    { wire: { jsonrpc: '2.0', id: 1, method: 'overview', params: [null], more: 1 } },
    question('overview', [null], { toString: 'x' }),
    question('x'.repeat(101), [null]),
  ];
  for (const message of garbage) assert.equal(readMessage(message), null, JSON.stringify(message));
});

test('a message over the limit is dropped, one below it is read', () => {
  assert.equal(readMessage(question('copy', [{ text: 'x'.repeat(messageLimit) }])), null);
  assert.ok(readMessage(question('copy', [{ text: 'x'.repeat(messageLimit - 200) }])));
});

test('a question with anything more or other than its own fields is refused', () => {
  const edit = { id: 'a', caption: 'new', seen: 'old' };
  assert.ok(asks.edit.safeParse([edit]).success);
  assert.ok(asks.tag.safeParse({ of: { ids: ['a'] }, add: ['keep'], remove: [] }).success);
  assert.ok(!asks.edit.safeParse([]).success);
  assert.ok(!asks.edit.safeParse([{ ...edit, command: 'x' }]).success);
  assert.ok(!asks.edit.safeParse([{ ...edit, caption: 1 }]).success);
  assert.ok(!asks['grid/rows'].safeParse({ result: -1, from: 0, count: 1, scores: [] }).success);
  assert.ok(!asks['grid/rows'].safeParse({ result: 0, from: 0, count: 1e9, scores: [] }).success);
  assert.ok(!asks['grid/rows'].safeParse({ result: 0.5, from: 0, count: 1, scores: [] }).success);
});

test('the context of a card is read from what the editor hands to a command, and nothing else is', () => {
  const card = { webview: 'betterSynth.dataset', webviewSection: 'card', id: 'a', path: 'images/a.jpg', extra: 1 };
  assert.deepEqual(contextOf(card), {
    webviewSection: 'card',
    id: 'a',
    path: 'images/a.jpg',
    preventDefaultContextMenuItems: true,
  });
  for (const other of [undefined, null, 'a', {}, { ...card, id: 7 }]) assert.equal(contextOf(other), null);
});

test('arguments of the command that opens a dataset may be missing', () => {
  assert.deepEqual(openArguments.parse({ folder: 'file:///data', label: 'Data' }), { folder: 'file:///data' });
  assert.deepEqual(openArguments.parse({}), {});
  assert.ok(!openArguments.safeParse({ filter: 3 }).success);
});
