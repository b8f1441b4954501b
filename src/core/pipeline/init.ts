import { existsSync, mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import { demoTemplate } from '../recipe/template-demo.ts';
import { liteTemplate } from '../recipe/template-lite.ts';
import { writeDurably } from '../store/durable.ts';
import { recipeName } from './session.ts';

/** What to make. */
export interface InitRequest {
  /** Which recipe. */
  readonly preset: string;
  /** The folder of the dataset to copy beside it; null for none. */
  readonly dataset: string | null;
}

/** What `init` made. */
export interface Initialised {
  readonly folder: string;
  readonly recipe: string;
  /** Samples of the copied dataset; null where none was asked for. */
  readonly samples: number | null;
}

const templates: ReadonlyMap<string, string> = new Map([
  ['lite', liteTemplate],
  ['demo', demoTemplate],
]);

/**
 * Writes a recipe to start from and, where asked for, copies a dataset beside it. Never overwrites.
 * @throws ProductError `usage` when a file is in the way or there is no dataset to copy, `disk`
 */
export async function initDataset(dir: string, { preset, dataset }: InitRequest): Promise<Initialised> {
  const template = templates.get(preset);
  if (template === undefined) {
    throw new ProductError('usage', `The preset ${preset} is not in this version.`, {
      next: 'better-synth init --preset lite needs no model.',
    });
  }
  const folder = resolve(dir);
  const recipe = join(folder, recipeName);
  const files = dataset === null ? [] : await filesOf(dataset);
  for (const name of new Set([recipeName, ...files.map((file) => file.split(/[\\/]/, 1)[0]!)]))
    refuseExisting(join(folder, name));
  makeFolder(folder);
  if (dataset !== null) for (const file of files) await copy(join(dataset, file), join(folder, file));
  await writeDurably(recipe, Buffer.from(template), { replace: false });
  return { folder, recipe, samples: dataset === null ? null : await linesOf(join(folder, 'data.jsonl')) };
}

/** Paths relative to the folder: pictures first, so that a dataset file never names what is not there yet. */
async function filesOf(dataset: string): Promise<string[]> {
  const entries = await readdir(dataset, { withFileTypes: true, recursive: true }).catch((cause: unknown) => {
    throw new ProductError('usage', 'This copy of Better Synth has no demo dataset.', {
      where: dataset,
      next: 'Install all of the package, or begin with a dataset of your own: better-synth init --preset lite',
      cause,
    });
  });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const relative = paths.map((path) => path.slice(join(dataset, '/').length)).sort();
  return [...relative.filter((path) => path !== 'data.jsonl'), 'data.jsonl'];
}

async function copy(from: string, to: string): Promise<void> {
  makeFolder(dirname(to));
  await writeDurably(to, await readFile(from), { replace: false });
}

async function linesOf(file: string): Promise<number> {
  const bytes = await readFile(file);
  return bytes.filter((byte) => byte === 0x0a).length;
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
