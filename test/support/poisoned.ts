/** A training of which it is known which step was bad, and why. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { epochOrder } from '../../src/core/train/sampler.ts';
import { copyDemo } from './demo.ts';

/** What was poisoned. */
export interface Poisoned {
  /** The step in which all captions are those of other pictures. */
  readonly step: number;
  readonly steps: number;
  /** The samples of that step. */
  readonly ids: readonly string[];
}

const batch = 16;
const epochs = 2;
const seed = 7;

/**
 * Makes a dataset of the demo's true captions, but that the samples of one step, and of no other in its epoch, have each
 * other's captions; with a recipe that trains on it.
 * @param before other stages as lines of YAML
 */
export function poisonedDataset(folder: string, before: readonly string[] = []): Poisoned {
  copyDemo(folder, (kind) => kind === 'clean');
  const path = join(folder, 'data.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  const samples = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
  const order = epochOrder(samples.length, epochs, seed);
  const steps = Math.ceil(order.length / batch);
  const step = Math.floor(steps * 0.8);
  const rows = [...order.subarray((step - 1) * batch, step * batch)];
  const texts = rows.map((row) => samples[row]!['text']);
  rows.forEach((row, i) => (samples[row]!['text'] = texts[(i + 1) % texts.length]));
  // With ids of their own it can be told which samples they are.
  samples.forEach((sample, row) => (sample['id'] = `p${row}`));
  writeFileSync(path, samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
  const stages = [...before, `{ name: train, train: { runner: projector, batch: ${batch}, epochs: ${epochs} } }`];
  const text = `version: 1\nseed: ${seed}\nerror_budget: 0.9\nstages:\n${stages.map((stage) => `  - ${stage}\n`).join('')}`;
  writeFileSync(join(folder, 'better-synth.yaml'), text);
  return { step, steps, ids: rows.map((row) => `p${row}`).sort() };
}
