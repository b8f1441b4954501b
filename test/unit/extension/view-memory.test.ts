import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Memento, Uri } from 'vscode';
import { ViewMemory } from '../../../src/extension/grid/view-memory.ts';

/** What the editor stores for an extension, without its disk. */
function memento(): Memento {
  const stored = new Map<string, unknown>();
  return {
    keys: () => [...stored.keys()],
    get: <T>(key: string) => stored.get(key) as T,
    update: (key, value) => Promise.resolve(void (value === undefined ? stored.delete(key) : stored.set(key, value))),
  };
}

const uri = { toString: () => 'file:///data.jsonl' } as Uri;

test('two editors side by side on one dataset have a view each, and closing one leaves the other', async () => {
  const memory = memento();
  const views = new ViewMemory(memory);
  await views.remember(uri, 1, { filter: 'fox', draft: { id: 's1', seen: 'a', text: 'half a sen' } });
  assert.equal(views.of(uri, 2), null);
  await views.remember(uri, 2, { filter: 'cat' });
  assert.equal(new ViewMemory(memory).of(uri, 1)?.['filter'], 'fox');
  await views.forget(uri, 1);
  assert.equal(views.of(uri, 1), null);
  assert.equal(views.of(uri, 2)?.['filter'], 'cat');
});
