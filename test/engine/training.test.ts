import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { Answer, Ask } from '../../src/protocol/engine.ts';
import { temporaryFolder } from '../support/dataset.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { poisonedDataset, type Poisoned } from '../support/poisoned.ts';
import { runTrain } from '../unit/pipeline/train-runs.ts';
import { bar, dict } from '../unit/training-log/logs.ts';

const folder = temporaryFolder();
let poisoned: Poisoned;

before(async () => {
  poisoned = poisonedDataset(folder, ['{ name: groups, cluster: { of: text, k: 5 } }']);
  await runTrain(folder);
});

const usual: Omit<Ask<'training/curves'>, 'key'> = {
  metrics: ['loss'],
  axis: 'step',
  range: null,
  points: 1000,
  smoothing: 0,
  known: null,
};

async function curves(engine: TestEngine, key: string, change: Partial<typeof usual> = {}) {
  return (await engine.ask('training/curves', { ...usual, ...change, key }))!;
}

function floats(text: string): number[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(i * 8));
}

/** The ids of the samples of an answer. */
async function idsOf(engine: TestEngine, found: Answer<'training/samples'>): Promise<readonly string[]> {
  assert.ok(found.kind === 'exact');
  return engine.ask('grid/ids', { result: found.result, ranges: [{ from: 0, to: found.total }] });
}

test('the spike of a poisoned step leads to exactly its samples, those that were hardest first', async () => {
  await using engine = await startEngine(folder);
  const [training] = await engine.ask('training/list', null);
  const key = training!.key;
  assert.deepEqual([key, training!.state], ['run:1:train', 'done']);
  const [spike] = await engine.ask('training/spikes', { key, metric: 'loss' });
  assert.equal(spike!.step, poisoned.step);
  const found = await engine.ask('training/samples', { key, from: spike!.step, to: spike!.step });
  const ids = await idsOf(engine, found);
  assert.deepEqual([...ids].sort(), poisoned.ids);
  assert.ok(found.kind === 'exact' && found.losses!.every((loss, i) => i === 0 || loss <= found.losses![i - 1]!));
  // The grid finds the same by the name that they were given.
  const grid = await engine.ask('grid/open', { filter: `set:step-1-${poisoned.step}`, orderBy: null });
  assert.deepEqual([grid.total, grid.problem], [poisoned.ids.length, null]);
});

test('a range of steps has the samples of all of them, each once', async () => {
  await using engine = await startEngine(folder);
  const key = 'run:1:train';
  const steps = await Promise.all(
    [1, 2, 3].map(async (step) => idsOf(engine, await engine.ask('training/samples', { key, from: step, to: step }))),
  );
  const range = await idsOf(engine, await engine.ask('training/samples', { key, from: 3, to: 1 }));
  assert.deepEqual([...range].sort(), [...new Set(steps.flat())].sort());
  const none = await engine.ask('training/samples', { key, from: 9000, to: 9000 });
  assert.deepEqual(none, { kind: 'unknown', why: 'no-such-step' });
});

test('clusters are told by the loss of their samples, with n and interval', async () => {
  await using engine = await startEngine(folder);
  const clusters = (await engine.ask('training/clusters', { key: 'run:1:train' }))!;
  assert.equal(clusters.length, 5);
  assert.equal(
    clusters.reduce((sum, { samples }) => sum + samples, 0),
    339,
  );
  assert.ok(clusters.every(({ mean }, i) => i === 0 || mean <= clusters[i - 1]!.mean));
  assert.ok(clusters.every(({ low, mean, high }) => low! < mean && mean < high!));
  const hardest = await engine.ask('training/cluster', { key: 'run:1:train', cluster: clusters[0]!.cluster });
  assert.ok(hardest.kind === 'exact' && hardest.total === clusters[0]!.samples);
});

test('the curves of a run are those that it trained, over steps, epochs and time', async () => {
  await using engine = await startEngine(folder);
  const key = 'run:1:train';
  const steps = await curves(engine, key);
  const [loss] = steps.curves;
  assert.equal(loss!.count, poisoned.steps);
  assert.deepEqual(
    floats(loss!.x),
    Array.from({ length: poisoned.steps }, (_, i) => i + 1),
  );
  assert.equal(loss!.maxAt, poisoned.step);
  const epochs = await curves(engine, key, { axis: 'epoch', known: steps.version });
  assert.equal(floats(epochs.curves[0]!.x).at(-1), 2);
  assert.equal(await engine.ask('training/curves', { ...usual, key, known: steps.version }), null);
  assert.deepEqual([steps.state, steps.step, steps.totalSteps], ['done', poisoned.steps, poisoned.steps]);
  assert.ok(steps.end!['train_runtime']! > 0);
});

test('a log that nobody chose is not read, whatever a page asks', async () => {
  await using engine = await startEngine(folder);
  const secret = join(temporaryFolder(), 'secret.log');
  writeFileSync(secret, `${dict(1, 1)}\n`);
  const key = `log:${secret}`;
  await assert.rejects(curves(engine, key), /Only logs that you have chosen/);
  await assert.rejects(engine.ask('training/spikes', { key, metric: 'loss' }), /Only logs that you have chosen/);
  await assert.rejects(engine.ask('training/evaluations', { keys: [key], baseline: null }), /Only logs that you have/);
  await engine.ask('training/logs', { paths: [secret] });
  assert.equal((await curves(engine, key)).entries, 1);
  assert.deepEqual(await engine.ask('training/samples', { key, from: 1, to: 1 }), { kind: 'unknown', why: 'log' });
  await engine.ask('training/logs', { paths: [] });
  await assert.rejects(curves(engine, key), /Only logs that you have chosen/);
});

test('a log is read on while it grows, and anew when it is cut off or replaced', async () => {
  await using engine = await startEngine(folder, { restricted: true });
  const path = join(temporaryFolder(), 'train.log');
  const key = `log:${path}`;
  const lossesNow = async (): Promise<number[]> => {
    const [curve] = (await curves(engine, key)).curves;
    return curve === undefined ? [] : floats(curve.y);
  };
  writeFileSync(path, '');
  await engine.ask('training/logs', { paths: [path] });
  assert.deepEqual(await lossesNow(), []);
  appendFileSync(path, `${bar(1, 10, 1)}${dict(3, 0.1)}\n${bar(2, 10, 2)}{'loss': 2.`);
  assert.deepEqual(await lossesNow(), [3]);
  appendFileSync(path, `5, 'epoch': 0.2}\n`);
  assert.deepEqual(await lossesNow(), [3, 2.5]);
  writeFileSync(path, `${bar(1, 10, 1)}${dict(9, 0.1)}\n`);
  assert.deepEqual(await lossesNow(), [9]);
  writeFileSync(
    path,
    `${bar(1, 10, 1)}${dict(8, 0.1)}\n${bar(2, 10, 1)}${dict(7, 0.2)}\n${bar(3, 10, 1)}${dict(6, 0.2)}\n`,
  );
  assert.deepEqual(await lossesNow(), [8, 7, 6]);
  rmSync(path);
  const gone = await curves(engine, key);
  assert.deepEqual([gone.state, gone.problem], ['unreadable', 'gone']);
});

test('what is no log is told, and nothing breaks', async () => {
  await using engine = await startEngine(folder);
  const home = temporaryFolder();
  const path = (name: string): string => join(home, name);
  writeFileSync(path('binary.log'), Buffer.from(Array.from({ length: 10_000 }, (_, i) => i % 256)));
  mkdirSync(path('folder.log'));
  symlinkSync(path('nowhere'), path('link.log'));
  writeFileSync(path('nan.log'), `{'loss': nan, 'epoch': 0.1}\n{'loss': nan, 'epoch': 0.2}\n`);
  writeFileSync(path('one.log'), `{'loss': 1.5, 'epoch': 0.1}\n`);
  writeFileSync(path('bars.log'), bar(1, 10, 1) + bar(2, 10, 2));
  const names = ['binary.log', 'folder.log', 'link.log', 'nan.log', 'one.log', 'bars.log'];
  await engine.ask('training/logs', { paths: names.map(path) });
  const told = await Promise.all(names.map((name) => curves(engine, `log:${path(name)}`)));
  assert.deepEqual(
    told.map(({ problem, entries }) => [problem !== null, entries]),
    [
      [false, 0],
      [true, 0],
      [true, 0],
      [false, 2],
      [false, 1],
      [false, 0],
    ],
  );
  assert.deepEqual([told[3]!.curves[0]!.count, told[3]!.curves[0]!.marks], [0, [1, 2]]);
  assert.deepEqual(floats(told[4]!.curves[0]!.y), [1.5]);
});

test('the steps of a trainer_state.json go before those that are guessed', async () => {
  await using engine = await startEngine(folder);
  const home = temporaryFolder();
  writeFileSync(join(home, 'out.log'), `${dict(3, 0.25)}\n${dict(2, 0.5)}\n`);
  const entry = { grad_norm: 1.25, learning_rate: 1e-5 };
  const history = [
    { ...entry, loss: 3, epoch: 0.25, step: 50 },
    { ...entry, loss: 2, epoch: 0.5, step: 100 },
  ];
  writeFileSync(join(home, 'trainer_state.json'), JSON.stringify({ global_step: 100, log_history: history }, null, 2));
  const paths = [join(home, 'out.log'), join(home, 'trainer_state.json')];
  await engine.ask('training/logs', { paths });
  for (const path of paths) {
    const { curves: found, stepSource } = await curves(engine, `log:${path}`);
    assert.deepEqual([floats(found[0]!.x), stepSource], [[50, 100], 'named'], path);
  }
  // Under another name, written by PowerShell, too; and what is none is told.
  const saved = join(home, 'before.json');
  writeFileSync(saved, Buffer.from(`\uFEFF${JSON.stringify({ log_history: history }, null, 2)}`, 'utf16le'));
  const torn = join(home, 'torn.json');
  writeFileSync(torn, JSON.stringify({ log_history: history }).slice(0, -9));
  await engine.ask('training/logs', { paths: [saved, torn] });
  assert.deepEqual(floats((await curves(engine, `log:${saved}`)).curves[0]!.x), [50, 100]);
  assert.match((await curves(engine, `log:${torn}`)).problem!, /JSON/);
});

test('evaluations of several seeds are compared with the baseline', async () => {
  await using engine = await startEngine(folder);
  const home = temporaryFolder();
  const path = join(home, 'scores.jsonl');
  const rows = ['raw', 'clean'].flatMap((group, k) =>
    [1, 2, 3].map((seed) => JSON.stringify({ group, seed, right: 0.4 + 0.1 * k + 0.01 * seed * (1 + 0.1 * k) })),
  );
  writeFileSync(path, rows.join('\n'));
  const logs = [1, 2].map((seed) => join(home, `mine-seed${seed}`, 'train.log'));
  logs.forEach((log, i) => {
    mkdirSync(join(log, '..'));
    writeFileSync(log, `{'eval_loss': ${1 + i / 10}, 'epoch': 1.0}\n`);
  });
  await engine.ask('training/logs', { paths: [path, ...logs] });
  const keys = [path, ...logs].map((each) => `log:${each}`);
  const found = await engine.ask('training/evaluations', { keys, baseline: 'raw' });
  const [right, loss] = found;
  assert.deepEqual(
    [right!.metric, right!.groups[1]!.difference!.verdict, right!.groups[1]!.difference!.n],
    ['right', 'better', 3],
  );
  assert.deepEqual(
    loss!.groups.map(({ group, n }) => [group, n]),
    [[join('mine', 'train.log'), 2]],
  );
});

test('looked at again and again, the engine keeps no more', async () => {
  await using engine = await startEngine(folder);
  const home = temporaryFolder();
  const paths = Array.from({ length: 40 }, (_, i) => join(home, `${i}.log`));
  for (const path of paths) writeFileSync(path, `${dict(1, 0.1)}\n`);
  await engine.ask('training/logs', { paths });
  for (let round = 0; round < 25; round++)
    for (const path of paths) assert.equal((await curves(engine, `log:${path}`)).entries, 1);
});
