import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import { encode } from '../models/encode.ts';
import { liteTemplate } from '../recipe/template-lite.ts';
import { drawSampleSet } from '../sampleset/index.ts';
import { writeDurably } from '../store/durable.ts';
import { recipeName } from './session.ts';

/** What `init` made. */
export interface Initialised {
  readonly folder: string;
  readonly recipe: string;
  /** Samples of the drawn set; null where none was asked for. */
  readonly samples: number | null;
}

const demoSamples = 400;
const demoSeed = 1;

/**
 * Writes a recipe to start from and, where asked for, a small sample dataset. Never overwrites.
 * @throws ProductError `usage` when a file is in the way, `disk`
 */
export async function initDataset(
  dir: string,
  { preset, demo }: { preset: string; demo: boolean },
): Promise<Initialised> {
  if (preset !== 'lite') {
    throw new ProductError('usage', `The preset ${preset} is not in this version.`, {
      next: 'better-synth init --preset lite needs no model.',
    });
  }
  const folder = resolve(dir);
  const recipe = join(folder, recipeName);
  for (const name of demo ? [recipeName, 'data.jsonl', 'images', 'truth.json'] : [recipeName])
    refuseExisting(join(folder, name));
  makeFolder(folder);
  if (demo)
    await drawSampleSet(
      { seed: demoSeed, samples: demoSamples },
      { encode, write: (path, bytes) => place(join(folder, path), bytes) },
    );
  await writeDurably(recipe, Buffer.from(liteTemplate), { replace: false });
  return { folder, recipe, samples: demo ? demoSamples : null };
}

async function place(path: string, bytes: Uint8Array): Promise<void> {
  makeFolder(dirname(path));
  await writeDurably(path, bytes, { replace: false });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ProductError('disk', `The folder ${folder} cannot be made.`, {
      where: folder,
      next: 'Choose a folder that you can write.',
      cause: error,
    });
  }
}

function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new ProductError('usage', `${path} is there already.`, {
    where: path,
    safe: 'It was not touched.',
    next: 'Choose another folder, or move it away.',
  });
}
