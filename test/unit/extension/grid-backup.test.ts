import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Memento, Uri } from 'vscode';
import { readBackup, writeBackup } from '../../../src/extension/grid/backup.ts';
import { UnsavedMemory } from '../../../src/extension/grid/unsaved-memory.ts';

const changes = [
  [{ id: 'a', caption: '猫 \u{1f408}', seen: 'a cat' }],
  [
    { id: 'b', caption: 'x', seen: 'y' },
    { id: 'c', caption: '', seen: 'z' },
  ],
].map((edits) => ({ edits }));
const kept = changes.map(({ edits }) => edits);

test('unsaved edits come out of a backup as they went in, change by change', () => {
  assert.deepEqual(readBackup(writeBackup(changes)), kept);
});

test('a backup that is none is refused', () => {
  for (const text of ['', '{', '{}', '{"edits":[[{"id":"a"}]]}', '[]']) {
    assert.throws(() => readBackup(new TextEncoder().encode(text)));
  }
});

test('unsaved edits are remembered by document until they are saved', async () => {
  const values = new Map<string, unknown>();
  const memento = {
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  } as unknown as Memento;
  const memory = new UnsavedMemory(memento);
  const [one, other] = ['file:///one', 'file:///other'].map((path) => ({ toString: () => path }) as Uri);
  await memory.remember(one!, changes);
  assert.deepEqual(new UnsavedMemory(memento).of(one!), kept);
  assert.deepEqual(memory.of(other!), []);
  await memory.remember(one!, []);
  assert.deepEqual(memory.of(one!), []);
});
