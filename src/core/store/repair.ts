/** Puts right what `fsck` found: damaged files are put aside, never deleted, and what they held is computed again. */
import { existsSync, linkSync, mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { diskError } from './disk-errors.ts';
import { fsck, type Finding } from './fsck.ts';
import type { Layout } from './layout.ts';
import type { RunLock } from './run-lock.ts';
import { salvage, type Salvage } from './salvage.ts';
import { forgetPart } from './state/forget.ts';
import { State } from './state/state.ts';

/** What a repair did. */
export interface Repair {
  /** What was found and put right. */
  readonly repaired: readonly Finding[];
  /** Where damaged or unknown files are now. */
  readonly kept: readonly string[];
  /** What came out of a damaged `state.db`. */
  readonly salvage: Salvage | null;
}

/**
 * Repairs a store.
 * @param _lock proves that no run is going on.
 * @throws ProductError `disk`.
 */
export async function repair(layout: Layout, options: { readonly readData: boolean }, _lock: RunLock): Promise<Repair> {
  try {
    const first = await fsck(layout, options);
    const broken = first.filter(({ code }) => code === 'state-damaged');
    const saved = broken.length === 0 ? null : rebuildState(layout);
    const findings = saved === null ? first : await fsck(layout, options);
    const kept = saved === null ? [] : [saved.kept];
    const repaired = [...broken];
    for (const finding of findings) {
      if (finding.code === 'foreign-file' || finding.code === 'stray-temporary') continue;
      if (finding.part !== undefined) forget(layout, finding.part.sha256);
      if (finding.code !== 'part-missing') kept.push(putAside(layout, finding.path));
      repaired.push(finding);
    }
    return { repaired, kept, salvage: saved?.salvage ?? null };
  } catch (error) {
    throw diskError(error, layout.root);
  }
}

/** The damaged file gets a second name before the new one takes its place: at no moment is there none. */
function rebuildState(layout: Layout): { kept: string; salvage: Salvage } {
  const rebuilt = `${layout.stateDb}.rebuilt`;
  const aside = freeName(`${layout.stateDb}.damaged`);
  const found = salvage(layout.stateDb, rebuilt);
  linkSync(layout.stateDb, aside);
  for (const tail of ['-wal', '-shm']) {
    if (existsSync(layout.stateDb + tail)) renameSync(layout.stateDb + tail, aside + tail);
  }
  renameSync(rebuilt, layout.stateDb);
  return { kept: aside, salvage: found };
}

function forget(layout: Layout, sha256: string): void {
  const state = State.open(layout.stateDb);
  try {
    forgetPart(state, sha256);
  } finally {
    state.close();
  }
}

function putAside(layout: Layout, path: string): string {
  mkdirSync(layout.quarantine, { recursive: true, mode: 0o700 });
  const target = freeName(join(layout.quarantine, basename(path)));
  renameSync(path, target);
  return target;
}

function freeName(path: string): string {
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? path : `${path}-${i}`;
    if (!existsSync(candidate)) return candidate;
  }
}
