import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaptionChanges, type CaptionChange } from '../../../src/extension/grid/caption-changes.ts';
import { FailureError } from '../../../src/protocol/failure.ts';
import type { Edited, Failure, WantedEdit } from '../../../src/protocol/engine.ts';

const diskFull: Failure = { kind: 'disk', message: 'The disk is full.', details: {} };

/** Captions with a log of edits, as the engine keeps them. `down` is why nothing can be written. */
class Captions {
  readonly now = new Map<string, string>([
    ['a', 'a cat'],
    ['b', 'a boat'],
  ]);
  readonly #log: { id: string; before: string; after: string }[] = [];
  down: Failure | null = null;

  changes(): CaptionChanges {
    return new CaptionChanges(
      (edits) => this.#write(edits),
      ({ from, to }) => this.#write(this.#inverse(from, to)),
    );
  }

  async #write(edits: readonly WantedEdit[]): Promise<Edited> {
    await Promise.resolve();
    if (this.down !== null) throw new FailureError(this.down);
    for (const { id, seen } of edits) {
      if (this.now.get(id) === seen) continue;
      throw new FailureError({ kind: 'conflict', message: 'changed elsewhere', details: { safe: this.now.get(id)! } });
    }
    const from = this.#log.length;
    for (const { id, caption, seen } of edits) {
      this.now.set(id, caption);
      this.#log.push({ id, before: seen, after: caption });
    }
    return { batch: { from, to: this.#log.length }, count: edits.length, captions: [], skipped: [] };
  }

  #inverse(from: number, to: number): WantedEdit[] {
    return this.#log.slice(from, to).map(({ id, before, after }) => ({ id, caption: before, seen: after }));
  }
}

const edit = (id: string, seen: string, caption: string): WantedEdit[] => [{ id, caption, seen }];
const states = (changes: readonly CaptionChange[]): string[] => changes.map(({ state }) => state);

test('an edit is taken back, made again and taken back again', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  const change = changes.add(edit('a', 'a cat', 'a red cat'));
  await changes.flush();
  assert.equal(captions.now.get('a'), 'a red cat');
  assert.deepEqual(changes.waiting, []);
  for (const expected of ['a cat', 'a red cat', 'a cat', 'a red cat']) {
    await (expected === 'a cat' ? changes.undo(change) : changes.redo(change));
    assert.equal(captions.now.get('a'), expected);
  }
});

test('what cannot be written waits, is shown as unsaved with the reason, and is written in order once it can be', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  captions.down = diskFull;
  const first = changes.add(edit('a', 'a cat', 'a red cat'));
  await changes.flush();
  const second = changes.add(edit('a', 'a red cat', 'two red cats'));
  const third = changes.add(edit('b', 'a boat', 'a blue boat'));
  await changes.flush();
  assert.deepEqual(changes.failure, diskFull);
  assert.deepEqual(
    changes.unsaved.map(({ caption }) => caption),
    ['a red cat', 'two red cats', 'a blue boat'],
  );
  captions.down = null;
  await changes.flush();
  assert.deepEqual(states([first, second, third]), ['written', 'written', 'written']);
  assert.deepEqual(Object.fromEntries(captions.now), { a: 'two red cats', b: 'a blue boat' });
  assert.deepEqual(changes.unsaved, []);
  await changes.undo(second);
  await changes.undo(first);
  assert.equal(captions.now.get('a'), 'a cat');
});

test('an edit on top of an unsaved one counts as made upon it, whatever the page has shown', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  captions.down = diskFull;
  changes.add(edit('a', 'a cat', 'a red cat'));
  await changes.flush();
  changes.add(edit('a', 'a cat', 'a green cat'));
  captions.down = null;
  await changes.flush();
  assert.equal(captions.now.get('a'), 'a green cat');
});

test('an unsaved edit that is taken back is given up, and one that is made again waits again', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  captions.down = diskFull;
  const change = changes.add(edit('a', 'a cat', 'a red cat'));
  await changes.flush();
  await changes.undo(change);
  assert.deepEqual(changes.unsaved, []);
  await changes.redo(change);
  assert.deepEqual(changes.unsaved, edit('a', 'a cat', 'a red cat'));
  captions.down = null;
  await changes.flush();
  assert.equal(captions.now.get('a'), 'a red cat');
});

test('a conflict says so, and does not stop the edits behind it', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  const late = changes.add(edit('a', 'an older cat', 'a red cat'));
  const fine = changes.add(edit('b', 'a boat', 'a blue boat'));
  await changes.flush();
  assert.equal(late.failure?.kind, 'conflict');
  assert.deepEqual(states([late, fine]), ['waiting', 'written']);
  changes.withdraw(late);
  assert.deepEqual(changes.unsaved, []);
});

test('who edits anew a caption whose unsaved edit has met a conflict has decided it', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  captions.down = diskFull;
  changes.add([...edit('a', 'a cat', 'a red cat'), ...edit('b', 'a boat', 'a blue boat')]);
  await changes.flush();
  captions.now.set('a', 'somebody’s cat');
  captions.down = null;
  await changes.flush();
  assert.equal(changes.failure?.kind, 'conflict');
  changes.add(edit('a', 'somebody’s cat', 'our cat'));
  await changes.flush();
  assert.equal(captions.now.get('a'), 'our cat');
  assert.equal(captions.now.get('b'), 'a blue boat');
  assert.deepEqual(changes.unsaved, []);
});

test('a turn that fails leaves the edit as it is, and can be tried again', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  const change = changes.add(edit('a', 'a cat', 'a red cat'));
  await changes.flush();
  captions.down = diskFull;
  await assert.rejects(changes.undo(change), /disk is full/);
  captions.down = null;
  assert.deepEqual(await changes.redo(change), []);
  assert.equal(captions.now.get('a'), 'a red cat');
  await changes.undo(change);
  assert.equal(captions.now.get('a'), 'a cat');
});

test('an undo that is asked for while an edit is being written waits for it', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  const change = changes.add(edit('a', 'a cat', 'a red cat'));
  const written = changes.flush();
  await changes.undo(change);
  await written;
  assert.equal(captions.now.get('a'), 'a cat');
});

test('an edit whose acknowledgement was lost is no conflict with itself', async () => {
  const captions = new Captions();
  captions.now.set('a', 'a red cat');
  const changes = captions.changes();
  const change = changes.add(edit('a', 'a cat', 'a red cat'));
  await changes.flush();
  assert.equal(change.state, 'written');
  assert.equal(changes.failure, null);
  assert.deepEqual(await changes.undo(change), []);
  assert.equal(captions.now.get('a'), 'a red cat');
});

test('an unsaved edit that is saved once more is the same edit', async () => {
  const captions = new Captions();
  const changes = captions.changes();
  captions.down = diskFull;
  const change = changes.add(edit('a', 'a cat', 'a red cat'));
  await changes.flush();
  assert.equal(changes.add(edit('a', 'a cat', 'a red cat')), change);
  assert.equal(changes.unsaved.length, 1);
});
