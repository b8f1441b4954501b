/** Which samples a step saw, of trainings that did not come to their end. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { epochOrder } from '../../src/core/train/sampler.ts';
import { start, type Started } from '../support/cli.ts';
import { temporaryFolder } from '../support/dataset.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { poisonedDataset } from '../support/poisoned.ts';

const [batch, epochs, seed] = [16, 4000, 7];
const key = 'run:1:train';

/** A dataset with a training that takes minutes, on its way. @param before other stages */
async function begun(before: readonly string[] = []): Promise<{ folder: string; samples: number; run: Started }> {
  const folder = temporaryFolder();
  poisonedDataset(folder, before);
  const recipe = join(folder, 'better-synth.yaml');
  writeFileSync(recipe, readFileSync(recipe, 'utf8').replace('epochs: 2', `epochs: ${epochs}`));
  const samples = readFileSync(join(folder, 'data.jsonl'), 'utf8').trim().split('\n').length;
  const run = start(['run', folder, '--json']);
  const log = join(folder, '.better-synth/runs/1-train/train.log');
  while (!existsSync(log) && run.child.exitCode === null) await sleep(20);
  assert.ok(existsSync(log), 'it trains');
  return { folder, samples, run };
}

/** Steps that are told in the log. */
function steps(folder: string): number {
  return readFileSync(join(folder, '.better-synth/runs/1-train/train.log'), 'utf8').trim().split('\n').length;
}

/** The ids of the samples of steps, as the seed says, each once. */
function expected(samples: number, from: number, to: number): string[] {
  const order = epochOrder(samples, epochs, seed).subarray((from - 1) * batch, to * batch);
  return [...new Set(order)].map((row) => `p${row}`).sort();
}

async function idsOf(engine: TestEngine, from: number, to: number): Promise<string[]> {
  const found = await engine.ask('training/samples', { key, from, to });
  assert.ok(found.kind === 'exact', JSON.stringify(found));
  assert.equal(found.losses, null, 'what each sample lost is not recorded yet');
  return [...(await engine.ask('grid/ids', { result: found.result, ranges: [{ from: 0, to: found.total }] }))].sort();
}

test('a step of a training that goes on, and of one that was killed, leads to its samples', async () => {
  const { folder, samples, run } = await begun();
  await using engine = await startEngine(folder);
  assert.deepEqual(await idsOf(engine, 2, 2), expected(samples, 2, 2));
  run.child.kill('SIGKILL');
  await run.ended;
  const [training] = await engine.ask('training/list', null);
  assert.deepEqual([training!.key, training!.state], [key, 'killed']);
  const last = steps(folder);
  assert.deepEqual(await idsOf(engine, last, last), expected(samples, last, last));
  assert.deepEqual(await idsOf(engine, 3, 4), expected(samples, 3, 4));
  const never = await engine.ask('training/samples', { key, from: last + 1, to: last + 5 });
  assert.deepEqual(never, { kind: 'unknown', why: 'no-such-step' }, 'planned steps were not taken');
  assert.equal(await engine.ask('training/clusters', { key }), null);
  const data = join(folder, 'data.jsonl');
  writeFileSync(data, readFileSync(data, 'utf8').trim().split('\n').slice(1).join('\n'));
  const other = await engine.ask('training/samples', { key, from: 2, to: 2 });
  assert.deepEqual(other, { kind: 'unknown', why: 'gone' }, 'rows of another dataset file are not taken for those');
});

test('a killed training behind other stages leads to its samples, too', async () => {
  const { folder, samples, run } = await begun(['{ name: groups, cluster: { of: text, k: 5 } }']);
  run.child.kill('SIGKILL');
  await run.ended;
  await using engine = await startEngine(folder);
  assert.deepEqual(await idsOf(engine, 1, 2), expected(samples, 1, 2));
  const grid = await engine.ask('grid/open', { filter: 'set:steps-1-1-2', orderBy: null });
  assert.equal(grid.total, expected(samples, 1, 2).length);
});
