import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeCaptions } from '../../scripts/bench/captions.ts';
import { editCaption, tagSamples } from '../../src/core/pipeline/people.ts';
import { withSession } from '../../src/core/pipeline/session.ts';
import { protocolVersion } from '../../src/protocol/engine.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

const scratch = mkdtempSync(join(tmpdir(), 'better-synth-engine-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
let made = 0;
const all = { filter: '', orderBy: null };
const recipe =
  'version: 1\nstages:\n  - name: clean\n    clean:\n      process:\n        - words_num_filter: { min_num: 1 }\n';

test('of 400,000 samples the first are there while the import still runs', async () => {
  const folder = newFolder();
  writeCaptions(join(folder, 'data.jsonl'), 400_000, 1);
  const before = performance.now();
  await using engine = await startEngine(folder);
  let found = await engine.ask('grid/open', all);
  for (; found.total === 0; found = await engine.ask('grid/open', all)) await engine.next('changed');
  const shown = await engine.ask('grid/rows', { result: found.result, from: 0, count: 100, scores: ['text_len'] });
  // A second is the goal on an idle machine, from the build; this one runs sources beside other tests.
  assert.ok(performance.now() - before < 15_000);
  assert.deepEqual([found.complete, shown.length, shown[99]!.id], [false, 100, '000000099']);
  assert.match(shown[0]!.caption!, /^\w+/);
  assert.deepEqual(shown[0]!.scores, { text_len: null });
  const filtered = await engine.ask('grid/open', { filter: 'elephant', orderBy: null });
  assert.deepEqual([filtered.of, filtered.complete, filtered.problem], [400_000, true, null]);
  assert.ok(filtered.total > 10_000);
  const last = await engine.ask('grid/rows', { result: found.result, from: 399_990, count: 100, scores: [] });
  assert.deepEqual([last.length, last[9]!.id], [10, '000399999']);
});

test('lines that are no samples are shown with why, before and after the import', async () => {
  const folder = newFolder(['{"id": "a", "text": "one"}', '', '{"id": ', '{"text": 5}', '{"id": "a", "text": "two"}']);
  for (const engine of [await startEngine(folder, { file: copyOf(folder) }), await startEngine(folder)]) {
    await using at = engine;
    const rows = await rowsOf(at, await complete(at));
    assert.deepEqual(
      rows.map(({ id, caption }) => [id, caption]),
      [
        ['a', 'one'],
        ['~3', null],
        ['~4', null],
        ['a~5', 'two'],
      ],
    );
    assert.match(rows[1]!.problem!, /not valid JSON.*line 3/);
    assert.match(rows[2]!.problem!, /"text" is a number.*line 4/);
  }
});

test('what other processes edit and tag is told, and the answer that stands shows it', async () => {
  const folder = newFolder(['{"id": "a", "text": "one"}', '{"id": "b", "text": "two"}']);
  await using engine = await startEngine(folder);
  const { result } = await engine.ask('grid/open', { filter: 'one', orderBy: null });
  const edited = engine.next('changed', ({ what }) => what.includes('edits'));
  await withSession(folder, undefined, (session) => editCaption(session, 'a', 'another'));
  await edited;
  const tagged = engine.next('changed', ({ what }) => what.includes('tags'));
  await withSession(folder, undefined, (session) => tagSamples(session, ['a'], { add: ['keep'], remove: [] }));
  await tagged;
  const [row] = await engine.ask('grid/rows', { result, from: 0, count: 9, scores: [] });
  assert.deepEqual([row!.caption, row!.before, row!.edited, row!.tags], ['another', 'one', true, ['keep']]);
  assert.equal((await engine.ask('grid/open', { filter: 'one', orderBy: null })).total, 0);
});

test('a dataset that is replaced is imported anew, and answers of before are old', async () => {
  const folder = newFolder(['{"id": "a", "text": "one"}']);
  await using engine = await startEngine(folder);
  const result = await complete(engine);
  await engine.ask('grid/open', { filter: 'one', orderBy: null });
  writeFileSync(join(folder, 'new'), '{"id": "b", "text": "two"}\n{"id": "c", "text": "three"}\n');
  renameSync(join(folder, 'new'), join(folder, 'data.jsonl'));
  while ((await engine.ask('grid/open', all)).total === 1) await engine.next('changed');
  await assert.rejects(engine.ask('grid/rows', { result, from: 0, count: 9, scores: [] }), /old/);
  assert.deepEqual(
    (await rowsOf(engine, await complete(engine))).map(({ id }) => id),
    ['b', 'c'],
  );
  appendFileSync(join(folder, 'data.jsonl'), '{"id": "d", "text": "four"}\n');
  while ((await engine.ask('grid/open', all)).total === 2) await engine.next('changed');
  assert.equal((await engine.ask('grid/open', { filter: 'four', orderBy: null })).total, 1);
});

test('a recipe that changes, breaks and is mended changes the dataset only where it names another one', async () => {
  const folder = newFolder(['{"id": "a", "text": "one"}']);
  writeFileSync(join(folder, 'other.jsonl'), '{"id": "o", "text": "other"}\n');
  await using engine = await startEngine(folder);
  for (const [text, id] of [
    [`dataset: other.jsonl\n${recipe}`, 'o'],
    ['dataset: [', 'o'],
    [recipe, 'a'],
  ] as const) {
    const changed = engine.next('changed', ({ what }) => what.includes('recipe'));
    writeFileSync(join(folder, 'better-synth.yaml'), text);
    await changed;
    assert.deepEqual(
      (await rowsOf(engine, await complete(engine))).map((row) => row.id),
      [id],
    );
  }
});

test('a folder without dataset is refused, and nothing is made in it', async () => {
  const folder = newFolder();
  await assert.rejects(startEngine(folder), /There is no dataset file .*data\.jsonl/);
  assert.deepEqual(readdirSync(folder), ['better-synth.yaml']);
});

test('a file that is no JSONL is told from, as often as it is asked for', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'data.jsonl'), Buffer.from([0x1f, 0x8b, 8, 0]));
  await using engine = await startEngine(folder);
  for (const filter of ['x', '', 'y']) {
    await assert.rejects(engine.ask('grid/open', { filter, orderBy: null }), /is a gzip file, not JSONL/);
  }
});

test('another file than the recipe’s is shown by its lines, and nothing is made on the disk for it', async () => {
  const folder = newFolder(['{"id": "a", "text": "one"}']);
  const file = join(folder, 'results.jsonl');
  writeFileSync(file, '{"id": "r", "text": "<image>\\nresult", "images": ["x.jpg"]}\n');
  const before = readdirSync(folder);
  await using engine = await startEngine(folder, { file });
  assert.deepEqual([engine.opened!.file, engine.opened!.readOnly], ['results.jsonl', true]);
  const [row] = await rowsOf(engine, await complete(engine));
  assert.deepEqual([row!.id, row!.caption, row!.images], ['r', 'result', ['x.jpg']]);
  const { problem } = await engine.ask('grid/open', { filter: 'result', orderBy: null });
  assert.match(problem!.message, /shown as it stands/);
  await assert.rejects(engine.ask('runs/list', null), /not the dataset of this folder/);
  assert.deepEqual(readdirSync(folder), before);
});

test('in Restricted Mode lines are shown and nothing is made; what is there already is looked at', async () => {
  const folder = newFolder(['{"id": "a", "text": "one"}']);
  {
    await using engine = await startEngine(folder, { restricted: true });
    assert.equal((await rowsOf(engine, await complete(engine)))[0]!.caption, 'one');
    const [thumbnail] = await engine.ask('thumbnails', [{ path: 'a.jpg' }]);
    assert.deepEqual(thumbnail, { path: 'a.jpg', reason: 'restricted' });
    assert.equal(existsSync(join(folder, '.better-synth')), false);
  }
  await withSession(folder, undefined, (session) => editCaption(session, 'a', 'another'));
  const before = allFiles(folder);
  await using engine = await startEngine(folder, { restricted: true });
  const found = await engine.ask('grid/open', { filter: 'is:edited', orderBy: null });
  assert.equal((await rowsOf(engine, found.result))[0]!.caption, 'another');
  await assert.rejects(
    engine.ask('captions/edit', [{ id: 'a', caption: 'third', seen: 'another' }]),
    /workspace is not trusted/,
  );
  assert.deepEqual(allFiles(folder), before);
});

test('a damaged state is told from, and nothing of it is changed', async () => {
  const folder = newFolder(['{"id": "a", "text": "one"}']);
  mkdirSync(join(folder, '.better-synth/state'), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, '.better-synth/state/state.db'), 'no database at all, but long enough to be looked at');
  await assert.rejects(startEngine(folder), /state\.db/);
});

test('an engine of another version is refused, and garbage on the channel ends nothing', async () => {
  const folder = newFolder(['{"id": "a", "text": "one"}']);
  await using engine = await startEngine(folder, { unopened: true });
  await assert.rejects(engine.ask('grid/open', all), /No dataset is open/);
  const open = { folder, file: null, restricted: false };
  await assert.rejects(engine.ask('open', { ...open, version: protocolVersion + 1 }), /speaks version/);
  for (const garbage of [
    'text',
    5,
    null,
    [],
    {},
    { jsonrpc: '2.0', id: 9, method: 'nobody' },
    { jsonrpc: '2.0', method: 1 },
  ])
    engine.child.send(garbage as never);
  await assert.rejects(engine.connection.sendRequest('no/such/question', {}));
  await assert.rejects(engine.connection.sendRequest('open', null));
  await engine.ask('open', { ...open, version: protocolVersion });
  await assert.rejects(engine.connection.sendRequest('grid/rows', 'nonsense'));
  assert.equal((await rowsOf(engine, await complete(engine))).length, 1);
});

function newFolder(lines?: readonly string[]): string {
  const folder = join(scratch, String(made++));
  mkdirSync(folder);
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
  if (lines !== undefined) writeFileSync(join(folder, 'data.jsonl'), `${lines.join('\n')}\n`);
  return folder;
}

function copyOf(folder: string): string {
  const copy = join(folder, 'copy.jsonl');
  writeFileSync(copy, '{"id": "a", "text": "one"}\n\n{"id": \n{"text": 5}\n{"id": "a", "text": "two"}\n');
  return copy;
}

/** The number of an answer over all samples, once all are read. */
async function complete(engine: TestEngine): Promise<number> {
  for (;;) {
    const changed = engine.next('changed').catch(() => null);
    const found = await engine.ask('grid/open', all);
    if (found.complete) return found.result;
    await changed;
  }
}

function rowsOf(engine: TestEngine, result: number) {
  return engine.ask('grid/rows', { result, from: 0, count: 1000, scores: [] });
}

function allFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}
