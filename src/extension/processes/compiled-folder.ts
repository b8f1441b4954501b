import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder for the compiled code of programs of one version; that of other versions goes. Whoever still runs them compiles
 * anew the next time.
 * @param all holds nothing but such folders
 */
export async function compiledFolder(all: string, version: string): Promise<string> {
  const old = (await readdir(all).catch(() => [])).filter((name) => name !== version);
  await Promise.all(old.map((name) => rm(join(all, name), { recursive: true, force: true }).catch(() => undefined)));
  return join(all, version);
}
