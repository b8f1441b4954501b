/** Datasets with enough pictures and captions to try models on. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RunMachines } from '../../../../src/core/pipeline/stages/stage-of-run.ts';
import { dataset, framed, type Dataset } from '../../../support/dataset.ts';
import { copyModel, machines } from '../model-runs.ts';

const demo = resolve(import.meta.dirname, '../../../../demo');

/** The decoder, and the demo models as a recipe names them. */
export const demoMachines: RunMachines = { ...machines, models: { ...machines.models, demo: `${demo}/models` } };

interface Line {
  readonly id: string;
  readonly images: readonly string[];
  readonly text: string;
}

/** Sound samples of the demo dataset; captions may be moved on by some samples, to pictures that are not theirs. */
export async function demoSamples(count: number, recipe: string, { moved = 0 } = {}): Promise<Dataset> {
  const lines = readFileSync(`${demo}/dataset/data.jsonl`, 'utf8').split('\n').flatMap(soundSample).slice(0, count);
  const texts = lines.map(({ text }) => text);
  return dataset({
    lines: lines.map((line, i) => ({ ...line, text: texts[(i + moved) % count]! })),
    pictures: Object.fromEntries(
      lines.flatMap(({ images }) => images.map((path) => [path, readFileSync(`${demo}/dataset/${path}`)])),
    ),
    recipe,
  });
}

/** The sample of a line whose pictures are there; none of a broken one. */
function soundSample(text: string): Line[] {
  try {
    const line = JSON.parse(text) as Line;
    return line.images.every((path) => existsSync(`${demo}/dataset/${path}`)) ? [line] : [];
  } catch {
    return [];
  }
}

/** Samples of noise with captions by number, and the tiny models beside the recipe. */
export async function noiseSamples(
  count: number,
  recipe: string,
  caption: (i: number) => string = (i) => `picture number ${i}`,
): Promise<Dataset> {
  const numbers = Array.from({ length: count }, (_, i) => i);
  const data = await dataset({
    lines: numbers.map((i) => ({ id: `${i}`, images: [`images/${i}.png`], text: framed(caption(i)) })),
    pictures: Object.fromEntries(numbers.map((i) => [`images/${i}.png`, { width: 24, height: 24, seed: i }])),
    recipe,
  });
  for (const name of ['clip', 'blip']) copyModel(data, name);
  return data;
}
