import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import type { Part } from '../../../src/core/store/parts.ts';
import { openDatabase } from '../../../src/core/store/state/database.ts';
import { forgetPart } from '../../../src/core/store/state/forget.ts';
import { findAnswers, putAnswers } from '../../../src/core/store/state/answers.ts';
import { currentEdits, editsOf, lastEdit, putEdit, putEdits } from '../../../src/core/store/state/edits.ts';
import { lastImport, putImport, registeredParts } from '../../../src/core/store/state/registry.ts';
import { closeKilledRuns, findRun, finishRun, lastRuns, startRun } from '../../../src/core/store/state/runs.ts';
import { migrations } from '../../../src/core/store/state/schema.ts';
import { revertEdits } from '../../../src/core/store/state/revert-edits.ts';
import * as stages from '../../../src/core/store/state/stages.ts';
import { State } from '../../../src/core/store/state/state.ts';
import { currentTags, lastTag, putTags, revertTags, tagsOf } from '../../../src/core/store/state/tags.ts';
import { temporaryFolder, temporaryStore } from './temporary.ts';

const part = (n: number): Part => ({
  sha256: n.toString(16).padStart(64, '0'),
  kind: 'scores',
  rows: n,
  bytes: n * 10,
});
const edit = (id: string, caption: string) => ({ id, caption, baseHash: `hash of ${id}` });

test('the last edit of a sample is its caption, and a run sees edits as of its start', async (t) => {
  const { state } = await temporaryStore(t);
  assert.equal(lastEdit(state), 0);
  putEdit(state, edit('a', 'one'));
  putEdit(state, edit('b', 'two'));
  const start = lastEdit(state);
  putEdit(state, edit('a', 'three ☃'));
  const captions = (upTo?: number) =>
    Object.fromEntries(currentEdits(state, upTo).map(({ id, caption }) => [id, caption]));
  assert.deepEqual(captions(), { a: 'three ☃', b: 'two' });
  assert.deepEqual(captions(start), { a: 'one', b: 'two' });
  assert.deepEqual(
    editsOf(state, 'a').map(({ caption, seq }) => [seq, caption]),
    [
      [1, 'one'],
      [3, 'three ☃'],
    ],
  );
});

test('a tag stands until it is removed', async (t) => {
  const { state } = await temporaryStore(t);
  putTags(state, [
    { id: 'a', tag: 'keep', op: 'add' },
    { id: 'b', tag: 'drop', op: 'add' },
  ]);
  const before = lastTag(state);
  putTags(state, [
    { id: 'a', tag: 'keep', op: 'remove' },
    { id: 'a', tag: 'nice', op: 'add' },
  ]);
  const pairs = (tags: readonly { id: string; tag: string }[]) => tags.map(({ id, tag }) => `${id}:${tag}`);
  assert.deepEqual(pairs(currentTags(state)), ['b:drop', 'a:nice']);
  assert.deepEqual(pairs(currentTags(state, before)), ['a:keep', 'b:drop']);
  assert.deepEqual(pairs(tagsOf(state, 'a')), ['a:nice']);
});

test('an import comes back with its part and its exact times', async (t) => {
  const { state } = await temporaryStore(t);
  assert.equal(lastImport(state, 'data.jsonl'), undefined);
  const found = {
    ...{
      file: 'data.jsonl',
      size: 12,
      mtimeNs: '1763841600123456789',
      ctimeNs: '1763841600123456790',
      ino: '9007199254740993',
    },
    ...{ sha256: 'f'.repeat(64), part: part(7), counts: { samples: 7, unreadable: 1 } },
  };
  putImport(state, { ...found, size: 1, part: part(3) });
  putImport(state, found);
  assert.deepEqual(lastImport(state, 'data.jsonl'), found);
  assert.deepEqual(registeredParts(state), [part(3), part(7)]);
});

test('a stage and its last part count together or not at all', async (t) => {
  const { state } = await temporaryStore(t);
  const run = startRun(state, 'version: 1');
  const start = { run, position: 0, stage: 'clean-1', kind: 'clean', key: 'k1', preview: false };
  stages.startStage(state, start);
  stages.addStagePart(state, run, 'clean-1', { role: 'scores', part: part(1), meta: { rows: [0, 5] } });
  assert.throws(() =>
    state.write(() => {
      stages.addStagePart(state, run, 'clean-1', { role: 'decisions', part: part(2), meta: null });
      stages.finishStage(state, run, 'clean-1', { report: { in: 5 }, exit: 0 });
      throw new Error('killed here');
    }),
  );
  assert.equal(stages.lastDoneStage(state, 'clean-1'), undefined);
  assert.deepEqual(registeredParts(state), [part(1)]);
  assert.deepEqual(stages.stagesWithKey(state, 'k1'), [{ ...start, state: 'running', report: null, exit: null }]);
  state.write(() => {
    stages.addStagePart(state, run, 'clean-1', { role: 'decisions', part: part(2), meta: null });
    stages.finishStage(state, run, 'clean-1', { report: { in: 5 }, exit: 3 });
  });
  assert.deepEqual(stages.lastDoneStage(state, 'clean-1'), { ...start, state: 'done', report: { in: 5 }, exit: 3 });
  assert.deepEqual(
    stages.partsOfStage(state, run, 'clean-1').map(({ role, part, meta }) => [role, part.rows, meta]),
    [
      ['scores', 1, { rows: [0, 5] }],
      ['decisions', 2, null],
    ],
  );
  assert.deepEqual(
    stages.partsOfRole(state, 'scores').map(({ part }) => part.rows),
    [1],
  );
});

test('previews are never the last result of a stage', async (t) => {
  const { state } = await temporaryStore(t);
  for (const preview of [false, true]) {
    const run = startRun(state, '');
    stages.startStage(state, { run, position: 0, stage: 's', kind: 'clean', key: 'k', preview });
    stages.finishStage(state, run, 's', { report: null, exit: 0 });
  }
  assert.equal(stages.lastDoneStage(state, 's')?.run, 1);
  assert.deepEqual(
    stages.stagesOfRun(state, 2).map(({ preview }) => preview),
    [true],
  );
});

test('runs are numbered, and those of a killed process are closed as failed', async (t) => {
  const { state } = await temporaryStore(t);
  const first = startRun(state, 'a');
  finishRun(state, first, { state: 'done', exit: 3, report: { run: 1 } });
  const second = startRun(state, 'b');
  closeKilledRuns(state);
  assert.deepEqual(
    lastRuns(state, 5).map(({ n, state, exit }) => [n, state, exit]),
    [
      [second, 'failed', null],
      [first, 'done', 3],
    ],
  );
  assert.deepEqual(findRun(state, first)?.report, { run: 1 });
  assert.equal(findRun(state, 99), undefined);
});

test('a changed letter inside an edit is found when it is read', (t) => {
  const path = join(temporaryFolder(t), 'state.db');
  const state = State.open(path);
  putEdit(state, edit('a', 'a black dog'));
  const db = new DatabaseSync(path);
  db.exec(`UPDATE edits SET caption = 'a block dog'`);
  db.close();
  assert.throws(() => currentEdits(state), { kind: 'damaged' });
  state.close();
});

test('nothing of a batch is taken back when a letter of it was changed', (t) => {
  const path = join(temporaryFolder(t), 'state.db');
  const state = State.open(path);
  const edits = putEdits(state, [edit('a', 'a black dog'), edit('b', 'a cat')])!;
  const tags = putTags(state, [
    { id: 'a', tag: 'keep', op: 'add' },
    { id: 'b', tag: 'keep', op: 'add' },
  ])!;
  const db = new DatabaseSync(path);
  db.exec(`UPDATE edits SET caption = 'a bat' WHERE id = 'b'; UPDATE tags SET tag = 'drop' WHERE id = 'b'`);
  db.close();
  assert.throws(() => revertEdits(state, edits), { kind: 'damaged', message: /edit 2 of sample b/ });
  assert.throws(() => revertTags(state, tags.from, tags.to), { kind: 'damaged', message: /tag event 2/ });
  assert.deepEqual([lastEdit(state), lastTag(state)], [2, 2]);
  state.close();
});

test('a tag is taken back by sound events alone: by the one before it, its own and the newest', (t) => {
  for (const damaged of [1, 2, 3]) {
    const path = join(temporaryFolder(t), 'state.db');
    const state = State.open(path);
    for (const op of ['add', 'remove', 'add'] as const) putTags(state, [{ id: 'a', tag: 'keep', op }]);
    const db = new DatabaseSync(path);
    db.exec(`UPDATE tags SET at = 'never' WHERE seq = ${damaged}`);
    db.close();
    assert.throws(() => revertTags(state, 2, 2), { kind: 'damaged', message: RegExp(`tag event ${damaged}`) });
    assert.equal(lastTag(state), 3);
    state.close();
  }
});

test('a state of a newer version is left untouched', (t) => {
  const path = join(temporaryFolder(t), 'state.db');
  State.open(path).close();
  const db = new DatabaseSync(path);
  db.exec('PRAGMA user_version = 99');
  db.close();
  assert.throws(() => State.open(path), { kind: 'usage', message: /newer version/ });
});

test('a foreign database is not taken for a state', (t) => {
  const path = join(temporaryFolder(t), 'state.db');
  const db = new DatabaseSync(path);
  db.exec('CREATE TABLE cookies (name TEXT)');
  db.close();
  assert.throws(() => State.open(path), { kind: 'damaged' });
});

test('an older state is migrated whole or not at all, and copied first', (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'state.db');
  const state = State.open(path);
  putEdit(state, edit('a', 'kept'));
  state.close();
  const addColumn = (db: DatabaseSync): void => db.exec('ALTER TABLE edits ADD COLUMN author TEXT');
  const breaks = (): void => {
    throw new Error('step broke');
  };
  assert.throws(() => openDatabase(path, [...migrations, addColumn, breaks]), /step broke/);
  const same = State.open(path);
  assert.equal(currentEdits(same)[0]?.caption, 'kept');
  same.close();
  openDatabase(path, [...migrations, addColumn]).db.close();
  const { db } = openDatabase(path, [...migrations, addColumn]);
  assert.deepEqual({ ...db.prepare('SELECT caption, author FROM edits').get() }, { caption: 'kept', author: null });
  db.close();
  const backups = readdirSync(folder).filter((name) => name.endsWith('.backup'));
  assert.equal(backups.length, 2);
  const backup = State.open(join(folder, backups[0]!));
  assert.equal(currentEdits(backup)[0]?.caption, 'kept');
  backup.close();
});

test('a state of the version before answers is migrated with all that it holds, and then takes answers', (t) => {
  const path = join(temporaryFolder(t), 'state.db');
  const { db } = openDatabase(path, migrations.slice(0, 1));
  assert.equal(db.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'answers'`).get()?.['n'], 0);
  db.close();
  const state = State.open(path);
  putEdit(state, edit('a', 'kept'));
  assert.deepEqual(findAnswers(state, ['r']), new Map());
  const answer = { request: 'r', model: 'm', prompt: 'p', text: '1. A cat.', finish: 'stop', outcome: 'answered' };
  putAnswers(state, [{ ...answer, reason: null, promptTokens: 1, completionTokens: 2, attempts: 1, seconds: 0.5 }]);
  state.close();
  const again = State.open(path);
  assert.equal(findAnswers(again, ['r']).get('r')?.text, '1. A cat.');
  assert.equal(currentEdits(again)[0]?.caption, 'kept');
  again.close();
});

const writer = join(import.meta.dirname, 'edit-writer.ts');

test('two processes write edits at once, and every acknowledged one is there', async (t) => {
  const path = join(temporaryFolder(t), 'state.db');
  const children = ['x', 'y'].map((prefix) =>
    spawn(process.execPath, [writer, path, prefix, '60'], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const outputs = await Promise.all(children.map(async ({ stdout }) => (await stdout.toArray()).join('')));
  const state = State.open(path);
  assert.deepEqual(
    outputs.map((output) => output.split('\n').filter(Boolean).length),
    [60, 60],
  );
  assert.deepEqual(
    currentEdits(state)
      .map(({ id }) => id)
      .sort(),
    outputs.join('').split('\n').filter(Boolean).sort(),
  );
  state.close();
});

test('edits acknowledged before a kill are all there after it', async (t) => {
  const path = join(temporaryFolder(t), 'state.db');
  for (let kill = 0; kill < 3; kill++) {
    const child = spawn(process.execPath, [writer, path, `kill${kill}-`, '100000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (output.split('\n').length > 5 + kill * 9) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const state = State.open(path);
    const stored = new Set(currentEdits(state).map(({ id }) => id));
    const acknowledged = output.split('\n').slice(0, -1);
    assert.ok(acknowledged.length > 4);
    for (const id of acknowledged) assert.ok(stored.has(id), id);
    state.close();
  }
});

test('segments that a killed run left follow one another: when one is lost, none is taken up', async (t) => {
  const { state } = await temporaryStore(t);
  const run = startRun(state, '');
  stages.startStage(state, { run, position: 0, stage: 'clean', kind: 'clean', key: 'k', preview: false });
  const roles = ['segment-scores', 'segment-texts', 'segment-scores', 'pictures'];
  state.write(() =>
    roles.forEach((role, n) => stages.addStagePart(state, run, 'clean', { role, part: part(n), meta: null })),
  );
  forgetPart(state, part(2).sha256);
  assert.deepEqual(
    stages.partsOfStage(state, run, 'clean').map(({ role }) => role),
    ['pictures'],
  );
});
