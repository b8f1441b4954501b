/** Trainings in the built program: what they refuse, and what is left when they are killed. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cli, run, start } from '../support/cli.ts';
import { dataset, framed, type Dataset } from '../support/dataset.ts';

function recipe(parameters: string): string {
  return `version: 1\nstages:\n  - name: train\n    train: { runner: projector, batch: 8, ${parameters} }\n`;
}

async function trainable(parameters: string): Promise<Dataset> {
  const rows = Array.from({ length: 24 }, (_, i) => i);
  return dataset({
    recipe: recipe(parameters),
    lines: rows.map((i) => ({ id: `s${i}`, images: [`images/${i}.jpg`], text: framed(`a cup and ${i} spoons`) })),
    pictures: Object.fromEntries(rows.map((i) => [`images/${i}.jpg`, { width: 40, height: 40, seed: i }])),
  });
}

const fileOf = (data: Dataset, run: number, name: string): string =>
  data.path(`.better-synth/runs/${run}-train/${name}`);
const projectorOf = (data: Dataset, run: number): Buffer => readFileSync(fileOf(data, run, 'projector.safetensors'));

test('batches that do not give the global batch end with exit 2, before any work', async () => {
  const data = await trainable('global_batch: 256');
  const { code, stderr } = await cli('run', data.folder);
  assert.equal(code, 2);
  assert.match(stderr, /batch 8 × accumulation 1 = 8, but global_batch is 256\. accumulation: 32 would give it/);
  assert.ok(!existsSync(data.path('.better-synth/runs')) || readdirSync(data.path('.better-synth/runs')).length === 0);
});

test('fewer samples than asked for end with exit 4 and both numbers', async () => {
  const data = await trainable('samples: 25');
  const { code, error } = await cli('run', data.folder, '--json');
  assert.equal(code, 4);
  assert.match(error().message, /asks for 25 samples, and 24 can be trained on/);
});

test('a killed training goes on from its checkpoint to the same bytes', async () => {
  // So many steps that they take longer than the time between two checkpoints.
  const long = 'epochs: 200';
  const whole = await trainable(long);
  assert.equal((await run(whole.folder)).code, 0);
  const data = await trainable(long);
  const { child, ended } = start(['run', data.folder, '--json']);
  while (!existsSync(fileOf(data, 1, 'checkpoint.safetensors')) && child.exitCode === null) await sleep(20);
  child.kill('SIGKILL');
  await ended;
  assert.ok(!existsSync(fileOf(data, 1, 'projector.safetensors')), 'killed too late');
  const { code, report } = await run(data.folder);
  assert.equal(code, 0);
  assert.equal(report.stages[0]!.kept, 24);
  assert.deepEqual(projectorOf(data, 2), projectorOf(whole, 1));
  const first = readFileSync(fileOf(data, 2, 'events.jsonl'), 'utf8')
    .split('\n')
    .find((line) => line.includes('trained'))!;
  const done = (JSON.parse(first) as { done: number }).done;
  assert.ok(done > 1, 'it began again');
});
