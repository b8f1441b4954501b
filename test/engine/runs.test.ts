/** An engine that follows runs of the command line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FollowedEvent } from '../../src/protocol/runs.ts';
import { start } from '../support/cli.ts';
import { startEngine } from '../support/engine.ts';
import { slowDataset } from '../support/slow-run.ts';

test('a run of the command line is told from its first event to its end, and then nothing goes on', async (t) => {
  const folder = await slowDataset(t, { count: 20 });
  await using engine = await startEngine(folder);
  assert.equal(await engine.ask('runs/active', null), null);
  const told: FollowedEvent[] = [];
  engine.on('run', ({ event }) => told.push(event));
  const started = start(['run', folder]);
  const going = await engine.next('run-progress', (progress) => progress?.now != null);
  assert.deepEqual([going!.n, going!.pid, going!.stages], [1, started.child.pid, ['write']]);
  await engine.next('run-progress', (progress) => progress === null);
  assert.deepEqual([told[0]!.type, told[1]!.type, told.at(-1)!.type], ['run', 'stage', 'end']);
  assert.equal((await started.ended).code, 0);
  const [listed] = await engine.ask('runs/list', null);
  assert.deepEqual([listed!.n, listed!.state, listed!.exit, listed!.preview], [1, 'done', 0, false]);
  assert.equal(listed!.stages[0]!.created, 20);
  assert.deepEqual(
    listed!.folders.map(({ stage, files }) => [stage, files]),
    [['write', ['events.jsonl', 'recipe.yaml', 'report.json']]],
  );
});

test('an engine that comes later finds the run that goes on, with its events, none twice and none missing', async (t) => {
  const folder = await slowDataset(t, { count: 40 });
  const started = start(['run', folder]);
  await using early = await startEngine(folder);
  await early.next('run-progress', (progress) => (progress?.now?.done ?? 0) > 5);
  await using late = await startEngine(folder);
  let events: FollowedEvent[] = [];
  late.on('run', ({ event }) => events.push(event));
  const active = await late.ask('runs/active', null);
  assert.equal(active!.n, 1);
  events = [...(await late.ask('runs/events', { n: 1 }))];
  await late.next('run-progress', (progress) => progress === null);
  await started.ended;
  const kinds = events.map(({ type }) => type).filter((type) => type !== 'progress');
  assert.deepEqual(kinds, ['run', 'stage', 'stage-done', 'end']);
  const done = events.flatMap((event) => (event.type === 'progress' ? [event.done] : []));
  assert.deepEqual(
    done,
    [...new Set(done)].sort((a, b) => a - b),
  );
});

test('the results of a run of another process are told as changed, and the grid shows them', async (t) => {
  const folder = await slowDataset(t, { count: 3 });
  await using engine = await startEngine(folder);
  const all = { filter: '', orderBy: null };
  const samples = async (): Promise<number> => (await engine.ask('grid/open', all)).total;
  const before = await engine.ask('grid/open', { ...all, orderBy: { key: 'id', descending: false } });
  const changed = engine.next('changed', ({ what }) => what.includes('results'));
  const started = start(['run', folder]);
  await changed;
  assert.equal((await started.ended).code, 0);
  while ((await samples()) !== before.total + 3) await engine.next('changed', ({ what }) => what.includes('results'));
  const old = { result: before.result, from: 0, count: 1, scores: [] };
  await assert.rejects(engine.ask('grid/rows', old));
});

test('a run stops when an engine is asked to stop it; one that is over cannot be stopped', async (t) => {
  const folder = await slowDataset(t);
  const started = start(['run', folder]);
  await using engine = await startEngine(folder);
  await engine.next('run-progress', (progress) => progress?.now != null);
  await engine.ask('runs/stop', { n: 1 });
  await engine.next('run-progress', (progress) => progress === null, 5);
  assert.equal((await started.ended).code, 130);
  assert.equal((await engine.ask('runs/list', null))[0]!.state, 'cancelled');
  await assert.rejects(engine.ask('runs/stop', { n: 1 }), /does not go on any more/);
});

test('a killed run counts as failed, and no run goes on any more', async (t) => {
  const folder = await slowDataset(t);
  const started = start(['run', folder]);
  await using engine = await startEngine(folder);
  await engine.next('run-progress', (progress) => progress?.now != null);
  started.child.kill('SIGKILL');
  await engine.next('run-progress', (progress) => progress === null, 5);
  const [killed] = await engine.ask('runs/list', null);
  assert.deepEqual([killed!.state, killed!.exit], ['failed', null]);
  assert.ok(Date.parse(killed!.endedAt!) > Date.parse(killed!.startedAt));
  assert.equal(await engine.ask('runs/active', null), null);
});

test('in Restricted Mode runs are followed, and not stopped', async (t) => {
  const folder = await slowDataset(t, { count: 20 });
  const started = start(['run', folder]);
  await using engine = await startEngine(folder, { restricted: true });
  await engine.next('run-progress', (progress) => progress?.now != null);
  await assert.rejects(engine.ask('runs/stop', { n: 1 }), /not trusted/);
  assert.equal((await started.ended).code, 0);
});
