import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { collect } from '../../../src/core/store/collect.ts';
import { Duck } from '../../../src/core/store/duck.ts';
import { fsck, stateDamage } from '../../../src/core/store/fsck.ts';
import { createLayout, type Layout } from '../../../src/core/store/layout.ts';
import { partPath } from '../../../src/core/store/part-check.ts';
import { Parts, type Part } from '../../../src/core/store/parts.ts';
import { repair } from '../../../src/core/store/repair.ts';
import { acquireRunLock } from '../../../src/core/store/run-lock.ts';
import { salvage } from '../../../src/core/store/salvage.ts';
import { findAnswers, promptText, putAnswers, putPrompt } from '../../../src/core/store/state/answers.ts';
import { openDatabase } from '../../../src/core/store/state/database.ts';
import { currentEdits, putEdit } from '../../../src/core/store/state/edits.ts';
import { putImport, registeredParts } from '../../../src/core/store/state/registry.ts';
import { finishRun, lastRuns, startRun } from '../../../src/core/store/state/runs.ts';
import { migrations } from '../../../src/core/store/state/schema.ts';
import * as stages from '../../../src/core/store/state/stages.ts';
import { State } from '../../../src/core/store/state/state.ts';
import { currentTags, putTags } from '../../../src/core/store/state/tags.ts';
import { temporaryFolder, temporaryStore, type TestStore } from './temporary.ts';

const codes = async (layout: Layout, readData = true) => (await fsck(layout, { readData })).map(({ code }) => code);

async function scorePart({ parts }: TestStore, value: number): Promise<Part> {
  const columns = { score: Float64Array.of(value, value / 3) };
  return parts.writePart('scores', [{ name: 'score', type: 'double' }], { rows: 2, columns });
}

async function runWith(store: TestStore, stage: string, values: readonly number[]): Promise<Part[]> {
  const run = startRun(store.state, 'recipe');
  stages.startStage(store.state, { run, position: 0, stage, kind: 'clean', key: `key ${stage}`, preview: false });
  const parts: Part[] = [];
  for (const value of values) {
    const part = await scorePart(store, value);
    stages.addStagePart(store.state, run, stage, { role: 'scores', part, meta: null });
    parts.push(part);
  }
  stages.finishStage(store.state, run, stage, { report: null, exit: 0 });
  finishRun(store.state, run, { state: 'done', exit: 0, report: null });
  return parts;
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= 4;
  writeFileSync(path, bytes);
}

function age(path: string): void {
  const then = new Date(Date.now() - 2 * 3_600_000);
  utimesSync(path, then, then);
}

test('a store that is whole has no findings, also before anything was stored', async (t) => {
  const layout = createLayout(temporaryFolder(t));
  assert.deepEqual(await codes(layout), []);
  const store = await temporaryStore(t);
  await runWith(store, 'clean-1', [1, 2]);
  assert.deepEqual(await codes(store.layout), []);
});

test('damaged, missing and unknown files are found, and told apart', async (t) => {
  const store = await temporaryStore(t);
  const [flipped, cut, gone] = await runWith(store, 'clean-1', [1, 2, 3]);
  const path = (part: Part | undefined) => partPath(store.layout.parts, part!.sha256);
  const unknown = await scorePart(store, 4);
  flip(path(flipped), 40);
  truncateSync(path(cut), 60);
  rmSync(path(gone));
  writeFileSync(join(store.layout.parts, 'tmp-0123'), 'half');
  writeFileSync(join(store.layout.parts, 'notes.txt'), 'mine');
  const findings = await fsck(store.layout, { readData: true });
  const byPath = Object.fromEntries(findings.map(({ path, code }) => [path, code]));
  assert.deepEqual(byPath, {
    [path(flipped)]: 'part-damaged',
    [path(cut)]: 'part-damaged',
    [path(gone)]: 'part-missing',
    [path(unknown)]: 'part-unregistered',
    [join(store.layout.parts, 'tmp-0123')]: 'stray-temporary',
    [join(store.layout.parts, 'notes.txt')]: 'foreign-file',
  });
  assert.equal((await codes(store.layout, false)).filter((code) => code === 'part-damaged').length, 1);
});

test('repair puts damaged parts aside and lets their stages be computed again from what is whole', async (t) => {
  const store = await temporaryStore(t);
  const [bad, good] = await runWith(store, 'clean-1', [1, 2]);
  const [other] = await runWith(store, 'cluster', [5]);
  flip(partPath(store.layout.parts, bad!.sha256), 40);
  const lock = await acquireRunLock(store.layout);
  const done = await repair(store.layout, { readData: true }, lock);
  lock.release();
  assert.deepEqual(
    done.repaired.map(({ code }) => code),
    ['part-damaged'],
  );
  assert.ok(existsSync(done.kept[0]!));
  assert.deepEqual(await codes(store.layout), []);
  assert.deepEqual(new Set(registeredParts(store.state)), new Set([good, other]));
  assert.equal(stages.lastDoneStage(store.state, 'clean-1'), undefined);
  assert.equal(stages.lastDoneStage(store.state, 'cluster')?.state, 'done');
  assert.deepEqual(
    stages.partsOfStage(store.state, 1, 'clean-1').map(({ part }) => part),
    [good],
  );
});

test('a damaged state.db is found wherever the damage is, and what can be read is saved', async (t) => {
  const layout = createLayout(temporaryFolder(t));
  const state = State.open(layout.stateDb);
  state.write(() => {
    for (let i = 0; i < 400; i++) putEdit(state, { id: `s${i}`, caption: `caption ${i} `.repeat(20), baseHash: 'h' });
  });
  putTags(state, [{ id: 's1', tag: 'keep', op: 'add' }]);
  const run = startRun(state, 'recipe text');
  finishRun(state, run, { state: 'done', exit: 0, report: { run } });
  state.close();
  const whole = readFileSync(layout.stateDb);
  const at = whole.indexOf('caption 200');
  const pageSize = 4096;
  const damages: Record<string, (bytes: Buffer) => void> = {
    'one letter of a caption': (bytes) => (bytes[at + 3] = 0x58),
    'a page of zeros': (bytes) =>
      bytes.fill(0, Math.floor(at / pageSize) * pageSize, Math.ceil(at / pageSize) * pageSize),
    'a page of noise': (bytes) =>
      bytes.fill(0xa5, Math.floor(at / pageSize) * pageSize, Math.ceil(at / pageSize) * pageSize),
  };
  for (const [name, damage] of Object.entries(damages)) {
    const bytes = Buffer.from(whole);
    damage(bytes);
    for (const file of readdirSync(layout.state)) rmSync(join(layout.state, file));
    writeFileSync(layout.stateDb, bytes);
    assert.deepEqual(await codes(layout), ['state-damaged'], name);
    const lock = await acquireRunLock(layout);
    const { kept, salvage } = await repair(layout, { readData: true }, lock);
    lock.release();
    assert.deepEqual(await codes(layout), [], name);
    assert.ok(readFileSync(kept[0]!).equals(bytes), `${name}: the damaged file is kept`);
    const again = State.open(layout.stateDb);
    const edits = currentEdits(again);
    assert.ok(edits.length >= 370 && edits.length < 400, `${name}: ${edits.length} of 400 edits saved`);
    assert.equal(salvage?.saved['edits'], edits.length);
    assert.ok((salvage?.lost['edits'] ?? 0) > 0);
    assert.equal(currentTags(again)[0]?.tag, 'keep');
    assert.equal(lastRuns(again, 1)[0]?.recipe, 'recipe text');
    assert.equal(putEdit(again, { id: 'new', caption: 'c', baseHash: 'h' }).seq, 401);
    again.close();
  }
});

test('a state.db whose header or tail is gone is found, and the file is kept', async (t) => {
  const layout = createLayout(temporaryFolder(t));
  const state = State.open(layout.stateDb);
  state.write(() => {
    for (let i = 0; i < 100; i++) putEdit(state, { id: `s${i}`, caption: 'x'.repeat(500), baseHash: 'h' });
  });
  state.close();
  const whole = readFileSync(layout.stateDb);
  for (const damage of [whole.subarray(0, 9000), Buffer.concat([Buffer.alloc(100), whole.subarray(100)])]) {
    for (const file of readdirSync(layout.state)) rmSync(join(layout.state, file));
    writeFileSync(layout.stateDb, damage);
    assert.deepEqual(await codes(layout), ['state-damaged']);
    const lock = await acquireRunLock(layout);
    const { kept } = await repair(layout, { readData: true }, lock);
    lock.release();
    assert.ok(readFileSync(kept[0]!).equals(damage));
    assert.deepEqual(await codes(layout), []);
  }
});

const paid = (n: number) => ({
  ...{ request: `request ${n}`, model: 'm', prompt: 'hash', text: `1. Caption ${n} of a cat.`, finish: 'stop' },
  ...{ outcome: 'answered', reason: null, promptTokens: 9, completionTokens: 4, attempts: 1, seconds: 0.5 },
});

test('a changed answer is found, and repair keeps every other one with its prompt', async (t) => {
  const layout = createLayout(temporaryFolder(t));
  const state = State.open(layout.stateDb);
  putPrompt(state, 'hash', 'Describe the picture.');
  putAnswers(
    state,
    Array.from({ length: 300 }, (_, n) => paid(n)),
  );
  state.close();
  assert.deepEqual(await codes(layout), []);
  const bytes = readFileSync(layout.stateDb);
  bytes[bytes.indexOf('Caption 150 of') + 15] = 0x58;
  for (const file of readdirSync(layout.state)) rmSync(join(layout.state, file));
  writeFileSync(layout.stateDb, bytes);
  const [finding] = await fsck(layout, { readData: true });
  assert.match(finding!.message, /row 151 of answers does not match its checksum.*paid answers/);
  const lock = await acquireRunLock(layout);
  const { kept, salvage: done } = await repair(layout, { readData: true }, lock);
  lock.release();
  assert.ok(readFileSync(kept[0]!).equals(bytes));
  assert.deepEqual([done?.saved['answers'], done?.lost['answers'], done?.saved['prompts']], [299, 1, 1]);
  const again = State.open(layout.stateDb);
  const requests = Array.from({ length: 300 }, (_, n) => `request ${n}`);
  const found = findAnswers(again, requests);
  assert.deepEqual([found.size, found.has('request 150')], [299, false]);
  assert.deepEqual(found.get('request 299'), paid(299));
  assert.equal(promptText(again, 'hash'), 'Describe the picture.');
  again.close();
  assert.deepEqual(await codes(layout), []);
});

test('a state.db of the version before answers is sound as it is, and nothing of it is lost in a repair', async (t) => {
  const layout = createLayout(temporaryFolder(t));
  openDatabase(layout.stateDb, migrations.slice(0, 1)).db.close();
  assert.equal(stateDamage(layout.stateDb), null);
  assert.deepEqual(await codes(layout), []);
  const old = join(layout.state, 'old.db');
  const { db } = openDatabase(old, migrations.slice(0, 1));
  db.exec('PRAGMA journal_mode = DELETE');
  db.close();
  assert.equal(stateDamage(old), null);
  assert.deepEqual(Object.values(salvage(old, join(layout.state, 'saved.db')).lost), Array(9).fill(0));
});

test('collection keeps what the last 10 runs, the last results and the last imports need, and spares the young', async (t) => {
  const store = await temporaryStore(t);
  const { layout, state } = store;
  const lasting = await runWith(store, 'cluster', [100]);
  const runs: Part[][] = [];
  for (let i = 0; i < 12; i++) runs.push(await runWith(store, 'clean-1', [i]));
  const imported = await scorePart(store, 200);
  const file = { file: 'data.jsonl', size: 1, mtimeNs: '1', ctimeNs: '1', ino: '1', sha256: 'x' };
  putImport(state, { ...file, part: imported, counts: null });
  const unregistered = await scorePart(store, 300);
  const stray = join(layout.parts, 'tmp-stray');
  const foreign = join(layout.parts, 'notes.txt');
  for (const path of [stray, foreign]) writeFileSync(path, '');
  const lock = await acquireRunLock(layout);
  assert.deepEqual(collect(layout, state, lock), []);
  for (const name of readdirSync(layout.parts)) age(join(layout.parts, name));
  const deleted = collect(layout, state, lock);
  lock.release();
  const expected = [...runs.slice(0, 2).flat(), unregistered].map(({ sha256 }) => partPath(layout.parts, sha256));
  assert.deepEqual(deleted, [...expected, stray].sort());
  for (const part of [...lasting, ...runs.slice(2).flat(), imported]) {
    assert.ok(statSync(partPath(layout.parts, part.sha256)).size === part.bytes);
  }
  assert.ok(existsSync(foreign));
  assert.deepEqual(
    (await fsck(layout, { readData: true })).map(({ code }) => code),
    ['foreign-file'],
  );
});

test('every part that was registered before a kill is whole after it', async (t) => {
  const dataset = temporaryFolder(t);
  const layout = createLayout(dataset);
  for (let kill = 0; kill < 3; kill++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'part-writer.ts'), dataset], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      if (output.length > 65 * (1 + kill)) setTimeout(() => child.kill('SIGKILL'), kill * 3);
    });
    await once(child, 'close');
    const findings = await fsck(layout, { readData: true });
    assert.deepEqual(
      findings.filter(({ damage }) => damage),
      [],
    );
    const state = State.open(layout.stateDb);
    const registered = new Set(registeredParts(state).map(({ sha256 }) => sha256));
    for (const sha256 of output.split('\n').slice(0, -1)) assert.ok(registered.has(sha256));
    state.close();
  }
});

test('a part reads the same after collection and repair found nothing to do', async (t) => {
  const store = await temporaryStore(t);
  const [part] = await runWith(store, 'clean-1', [9]);
  const lock = await acquireRunLock(store.layout);
  assert.deepEqual(await repair(store.layout, { readData: true }, lock), { repaired: [], kept: [], salvage: null });
  collect(store.layout, store.state, lock);
  lock.release();
  const duck = await Duck.open({ folders: [store.layout.parts], temporary: join(store.layout.cache, 'd') });
  const batch = await new Parts(store.layout.parts, duck).readColumns([part!], ['score']);
  duck.close();
  assert.deepEqual([...(batch.columns['score'] as Float64Array)], [9, 3]);
});
