/** What people do to captions and tags, asked of the real engine over its channel. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { Edited, Failure } from '../../src/protocol/engine.ts';
import type { GridRow } from '../../src/protocol/grid.ts';
import { dataset, framed, jsonl, temporaryFolder } from '../support/dataset.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { smallVolume } from '../support/volume.ts';
import { asking, modelDataset, runModels, sample } from '../unit/pipeline/model-runs.ts';

const recipe = `version: 1
error_budget: 0.5
stages:
  - name: clean
    clean:
      process:
        - whitespace_normalization_mapper: {}
        - words_num_filter: { min_num: 2 }
        - ${asking.similarity()}
`;
const gallery = ['alpha.png', 'dark.jpg', 'flat.png'];
const lines = [
  ...gallery.map((picture, i) => sample(`s${i}`, [picture], `a boat and ${i} cats`)),
  sample('twin', ['alpha.png'], 'a lighthouse'),
];
const measured = await modelDataset(lines, recipe, ['clip']);
await runModels(measured.folder);

const plain = { lines: ['a', 'b', 'c'].map((id) => ({ id, images: [], text: framed(`a red ${id}`) })) };
const scores = ['num_words', 'image_text_similarity'];
const edit = (engine: TestEngine, id: string, caption: string, seen: string): Promise<Edited> =>
  engine.ask('captions/edit', [{ id, caption, seen }]);

/** Everything, once the dataset is imported. */
async function all(engine: TestEngine): Promise<{ result: number; rows: readonly GridRow[] }> {
  const { result, total } = await engine.ask('grid/open', {
    filter: '',
    orderBy: { key: 'id', descending: false },
  });
  return { result, rows: await engine.ask('grid/rows', { result, from: 0, count: total, scores }) };
}

const failureOf = (asked: Promise<unknown>): Promise<Failure> =>
  asked.then(
    () => assert.fail('it was answered'),
    (error: { data: Failure }) => error.data,
  );

test('an edit is told to all views, and its row has the scores that were taken while it was written', async () => {
  await using engine = await startEngine(measured.folder);
  const changed = engine.next('changed', ({ what }) => what.includes('edits'));
  const told = await engine.ask('captions/score', { id: 's1', caption: 'a small boat' });
  assert.equal(told.missing, null);
  const done = await edit(engine, 's1', 'a small boat', 'a boat and 1 cats');
  assert.deepEqual((await changed).what, ['edits']);
  const [, row, other] = (await all(engine)).rows;
  assert.deepEqual(
    [row!.caption, row!.before, row!.edited, row!.pending],
    ['a small boat', 'a boat and 1 cats', true, true],
  );
  const value = (key: string) => told.scores.find((score) => score.key === key)!.value;
  assert.deepEqual(row!.scores, Object.fromEntries(scores.map((key) => [key, value(key)])));
  assert.equal(other!.pending, false);
  await engine.ask('captions/revert', done.batch!);
  const [, again] = (await all(engine)).rows;
  assert.deepEqual([again!.caption, again!.edited, again!.pending], ['a boat and 1 cats', false, false]);
});

test('a sample comes with its history, all captions of its picture, and its row', async () => {
  await using engine = await startEngine(measured.folder);
  const { row, history, captions, family, cluster } = await engine.ask('sample', { id: 's0', scores });
  assert.deepEqual([row.id, row.outcome, typeof row.scores['num_words']], ['s0', 'kept', 'number']);
  assert.deepEqual(
    history.stages.map(({ stage, outcome }) => [stage, outcome]),
    [['clean', 'kept']],
  );
  assert.deepEqual(
    captions.captions.map(({ id }) => id),
    ['s0', 'twin'],
  );
  assert.deepEqual([family, cluster], [[], []]);
  assert.equal((await failureOf(engine.ask('sample', { id: 'nobody', scores: [] }))).kind, 'usage');
});

test('a question about an outdated caption is dropped', async () => {
  await using engine = await startEngine(measured.folder);
  await all(engine);
  const token = new CancellationTokenSource();
  const outdated = failureOf(engine.ask('captions/score', { id: 's1', caption: 'a sm' }, token.token));
  token.cancel();
  assert.equal((await outdated).kind, 'cancelled');
  assert.ok((await engine.ask('captions/score', { id: 's1', caption: 'a small' })).scores.length > 0);
});

test('two windows edit side by side: other samples are no matter, the same is a conflict that says what stands there', async () => {
  const { folder } = await dataset(plain);
  await using one = await startEngine(folder);
  await using two = await startEngine(folder);
  await Promise.all([all(one), all(two)]);
  await Promise.all([edit(one, 'a', 'of one', 'a red a'), edit(two, 'b', 'of two', 'a red b')]);
  const answers = await Promise.allSettled([edit(one, 'c', 'one', 'a red c'), edit(two, 'c', 'two', 'a red c')]);
  const won = answers.findIndex(({ status }) => status === 'fulfilled');
  const stands = ['one', 'two'][won]!;
  const { data } = (answers[1 - won] as PromiseRejectedResult).reason as { data: Failure };
  assert.deepEqual([data.kind, data.details.where, data.details.safe], ['conflict', 'c', stands]);
  for (const engine of [one, two]) {
    const { rows } = await eventually(
      () => all(engine),
      ({ rows: shown }) => shown.every(({ edited }) => edited),
    );
    assert.deepEqual(
      rows.map(({ caption }) => caption),
      ['of one', 'of two', stands],
    );
  }
});

test('an edit that was answered is there after the engine is killed', async () => {
  const { folder } = await dataset(plain);
  for (const [i, id] of ['a', 'b', 'c'].entries()) {
    const engine = await startEngine(folder);
    const exit = once(engine.child, 'exit');
    await edit(engine, id, `kept ${i}`, `a red ${id}`);
    engine.child.kill('SIGKILL');
    await exit;
    engine.connection.dispose();
  }
  await using engine = await startEngine(folder);
  assert.deepEqual(
    (await all(engine)).rows.map(({ caption }) => caption),
    ['kept 0', 'kept 1', 'kept 2'],
  );
});

test('on a full volume an edit is refused as a whole, and everything before it stays', async (t) => {
  const volume = smallVolume(t, 4);
  if (volume === null) return;
  writeFileSync(join(volume.folder, 'data.jsonl'), jsonl(plain.lines));
  await using engine = await startEngine(volume.folder);
  await edit(engine, 'a', 'saved', 'a red a');
  const { bavail, bsize } = statfsSync(volume.folder);
  const filler = join(volume.folder, 'filler');
  writeFileSync(filler, Buffer.alloc(bavail * bsize - 300_000));
  const wanted = [
    { id: 'b', caption: 'not saved', seen: 'a red b' },
    { id: 'c', caption: 'x'.repeat(600_000), seen: 'a red c' },
  ];
  const failure = await failureOf(engine.ask('captions/edit', wanted));
  assert.equal(failure.kind, 'disk');
  assert.match(failure.message, /full/);
  rmSync(filler);
  assert.deepEqual(
    (await all(engine)).rows.map(({ caption }) => caption),
    ['saved', 'a red b', 'a red c'],
  );
  await edit(engine, 'b', 'saved, too', 'a red b');
  assert.equal((await all(engine)).rows[1]!.caption, 'saved, too');
});

test('tags of places in a result are changed, and taken back', async () => {
  const { folder } = await dataset(plain);
  await using engine = await startEngine(folder);
  const { result } = await all(engine);
  const ranges = [
    { from: 0, to: 1 },
    { from: 2, to: 9 },
  ];
  const { batch, samples } = await engine.ask('tags/change', { of: { result, ranges }, add: ['keep'], remove: [] });
  const tags = async () => (await all(engine)).rows.map((row) => row.tags);
  assert.equal(samples, 2);
  assert.deepEqual(await tags(), [['keep'], [], ['keep']]);
  assert.equal((await engine.ask('tags/revert', batch!)).samples, 2);
  assert.deepEqual(await tags(), [[], [], []]);
  const unknown = engine.ask('tags/change', { of: { ids: ['a', 'nobody'] }, add: ['keep'], remove: [] });
  assert.equal((await failureOf(unknown)).kind, 'usage');
  assert.deepEqual(await tags(), [[], [], []]);
});

test('find and replace goes over a filter, and is one batch', async () => {
  const { folder } = await dataset(plain);
  await using engine = await startEngine(folder);
  await all(engine);
  const { result, total } = await engine.ask('grid/open', { filter: 'id:b OR id:c', orderBy: null });
  assert.equal(total, 2);
  const asked = { result, find: 'RED', replace: 'blue', pattern: false, matchCase: false };
  const { samples, matches, problem } = await engine.ask('captions/find', asked);
  assert.deepEqual([samples, matches, problem], [2, 2, null]);
  const { batch, count } = await engine.ask('captions/replace', asked);
  assert.deepEqual([batch, count], [{ from: 1, to: 2 }, 2]);
  assert.deepEqual(
    (await all(engine)).rows.map(({ caption }) => caption),
    ['a red a', 'a blue b', 'a blue c'],
  );
  assert.equal((await engine.ask('captions/revert', batch!)).count, 2);
});

test('the edits are written to a new file, and the dataset stays as it is', async () => {
  const data = await dataset(plain);
  await using engine = await startEngine(data.folder);
  await edit(engine, 'b', 'mine', 'a red b');
  const path = join(temporaryFolder(), 'new.jsonl');
  assert.deepEqual(await engine.ask('edits/write', { path }), { samples: 3, edits: 1 });
  assert.equal(readFileSync(path, 'utf8'), data.read('data.jsonl').replace('a red b', 'mine'));
  assert.equal((await failureOf(engine.ask('edits/write', { path }))).kind, 'usage');
  data.assertUntouched();
});

test('in Restricted Mode a sample is shown, and nothing is written or scored', async () => {
  await using engine = await startEngine(measured.folder, { restricted: true });
  assert.equal((await engine.ask('sample', { id: 's0', scores })).row.caption, 'a boat and 0 cats');
  const refused = [
    edit(engine, 's0', 'x', 'a boat and 0 cats'),
    engine.ask('captions/revert', { from: 1, to: 1 }),
    engine.ask('captions/score', { id: 's0', caption: 'x' }),
    engine.ask('captions/replace', { result: 1, find: 'a', replace: 'b', pattern: false, matchCase: true }),
    engine.ask('tags/change', { of: { ids: ['s0'] }, add: ['keep'], remove: [] }),
    engine.ask('tags/revert', { from: 1, to: 1 }),
    engine.ask('edits/write', { path: join(temporaryFolder(), 'x.jsonl') }),
  ];
  for (const failure of await Promise.all(refused.map(failureOf))) assert.equal(failure.kind, 'refused');
});

async function eventually<T>(look: () => Promise<T>, fits: (found: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 50; tries++) {
    const found = await look();
    if (fits(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail('it never came');
}
