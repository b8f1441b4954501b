/** The models on this machine, for people who look for one. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelPlaces } from './model-places.ts';

/** A model that is there. It is listed as it lies, not checked. */
export interface ListedModel {
  /** What a recipe calls it. */
  readonly reference: string;
  readonly path: string;
  /** `model_type` of its config; empty where there is none. */
  readonly family: string;
  /** Of all its files. */
  readonly bytes: number;
  /** The first heading of its card; its reference where there is no card. */
  readonly title: string;
}

/** The demo models and those of the cache, by reference. */
export async function listModels({
  demo,
  cache,
}: Pick<ModelPlaces, 'demo' | 'cache'>): Promise<readonly ListedModel[]> {
  const demos = (await foldersIn(demo)).map((name) => ({ reference: `demo/${name}`, path: join(demo, name) }));
  const owners = await foldersIn(cache);
  const nested = owners.map(async (owner) =>
    (await foldersIn(join(cache, owner))).map((name) => ({
      reference: `${owner}/${name}`,
      path: join(cache, owner, name),
    })),
  );
  const alone = owners.map((name) => ({ reference: name, path: join(cache, name) }));
  const candidates = [...demos, ...alone, ...(await Promise.all(nested)).flat()];
  const listed = await Promise.all(candidates.map(describe));
  return listed.filter((model) => model !== null).sort((a, b) => (a.reference < b.reference ? -1 : 1));
}

async function describe({ reference, path }: { reference: string; path: string }): Promise<ListedModel | null> {
  const config = await readFile(join(path, 'config.json'), 'utf8').catch(() => null);
  if (config === null) return null;
  const card = await readFile(join(path, 'README.md'), 'utf8').catch(() => '');
  const title = /^# +(.+?)\s*$/m.exec(card)?.[1] ?? reference;
  return { reference, path, family: familyIn(config), bytes: await bytesIn(path), title };
}

function familyIn(config: string): string {
  try {
    const { model_type: family } = JSON.parse(config) as { model_type?: unknown };
    return typeof family === 'string' ? family : '';
  } catch {
    return '';
  }
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => entry.name);
}

async function bytesIn(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
