import { existsSync } from 'node:fs';
import { PathResolver } from '../dataset/resolve-path.ts';
import { fsck, type Finding } from '../store/fsck.ts';
import { createLayout, layoutOf } from '../store/layout.ts';
import { hashFile } from '../store/part-check.ts';
import { repair, type Repair } from '../store/repair.ts';
import { acquireRunLock } from '../store/run-lock.ts';
import { StoredPictureBook } from './pictures.ts';
import { openSession, type Session } from './session.ts';

/** What a check of our own files found and did. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly repair: Repair | null;
  /** Pictures whose bytes are no longer those that were measured, though their times say so; null: not read. */
  readonly changedPictures: readonly string[] | null;
}

/** Checks a dataset folder's own files, and with `readData` every part and picture again. A repair reads every part. */
export async function checkStore(folder: string, options: { readData: boolean; repair: boolean }): Promise<Checked> {
  const layout = layoutOf(folder);
  if (!existsSync(layout.root)) return { findings: [], repair: null, changedPictures: null };
  let done: Repair | null = null;
  if (options.repair) {
    const lock = await acquireRunLock(createLayout(folder));
    try {
      done = await repair(layout, { readData: true }, lock);
    } finally {
      lock.release();
    }
  }
  const findings = await fsck(layout, options);
  const sound = !findings.some(({ damage }) => damage);
  return { findings, repair: done, changedPictures: options.readData && sound ? await changedPictures(folder) : null };
}

async function changedPictures(folder: string): Promise<string[]> {
  const session: Session = await openSession(folder);
  try {
    const book = await StoredPictureBook.load(session);
    const resolver = await PathResolver.of(session.folder);
    const changed: string[] = [];
    for (const [path, { sha256 }] of book.entries()) {
      if (sha256 === null) continue;
      const found = await resolver.resolve(path);
      if ('problem' in found || (await hashFile(found.path)) !== sha256) changed.push(path);
    }
    return changed;
  } finally {
    session.close();
  }
}
