/** Deletes what nothing needs any more: only our own files, only under the run lock, only after an hour. */
import { statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryPrefix } from './durable.ts';
import { listFolder, partName } from './fsck.ts';
import type { Layout } from './layout.ts';
import { partPath } from './part-check.ts';
import type { RunLock } from './run-lock.ts';
import { forgetOldParts } from './state/forget.ts';
import { registeredParts } from './state/registry.ts';
import type { State } from './state/state.ts';

const hour = 3_600_000;

/**
 * Deletes parts that neither the last 10 runs, nor the last result of a stage, nor the last 10 imports need,
 * unregistered parts and temporary files; each only when it is older than an hour.
 * @param _lock proves that no other run is writing parts.
 * @returns the paths of the deleted files.
 */
export function collect(layout: Layout, state: State, _lock: RunLock): string[] {
  forgetOldParts(state, ({ sha256 }) => !isOld(partPath(layout.parts, sha256)));
  const known = new Set(registeredParts(state).map(({ sha256 }) => sha256));
  const deleted: string[] = [];
  for (const folder of [layout.parts, layout.state, layout.cache]) {
    for (const name of listFolder(folder)) {
      const path = join(folder, name);
      const sha256 = folder === layout.parts ? partName(name) : null;
      const isStray = name.startsWith(temporaryPrefix) || (sha256 !== null && !known.has(sha256));
      if (!isStray || !isOld(path)) continue;
      unlinkSync(path);
      deleted.push(path);
    }
  }
  return deleted;
}

/** A missing file is old. */
function isOld(path: string): boolean {
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined || Date.now() - modified > hour;
}
