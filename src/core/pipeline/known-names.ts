/** Names that can be written into a recipe on this machine. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ProfileStore } from '../endpoint/profiles.ts';
import type { ModelHome } from './model-shelf.ts';

/** Models that are here: those of the demo as `demo/<name>`, those with a hub id by that. */
export function modelNames({ demo, cache }: ModelHome): string[] {
  const own = foldersOf(demo).map((name) => `demo/${name}`);
  const fetched = foldersOf(cache).flatMap((owner) =>
    isModel(join(cache, owner)) ? [owner] : foldersOf(join(cache, owner)).map((name) => `${owner}/${name}`),
  );
  return [...own, ...fetched.filter((name) => isModel(join(cache, name)))];
}

/** Names of the user's endpoints; none where they cannot be read, which is told where one is asked. */
export function profileNames(env: Readonly<Record<string, string | undefined>>): string[] {
  try {
    return ProfileStore.open(env)
      .list()
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function isModel(folder: string): boolean {
  return existsSync(join(folder, 'config.json'));
}

function foldersOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
