import { randomUUID } from 'node:crypto';
import { readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What a run's process wrote is kept this long: milliseconds. */
const kept = 7 * 24 * 3_600_000;
/** More than this of it is not shown. */
const shown = 200_000;

/** A new file for what a run's process writes. Old ones go. @param storage the extension's own folder */
export async function newLogFile(storage: string): Promise<string> {
  const folder = join(storage, 'runs');
  await removeOld(folder);
  return join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.log`);
}

/** The end of what was written; empty where there is no such file. */
export async function readLog(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.slice(-shown);
}

async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const modified = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    );
    if (Date.now() - modified > kept) await unlink(path).catch(() => undefined);
  }
}
