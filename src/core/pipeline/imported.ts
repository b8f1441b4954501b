import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import { importDataset, sampleColumns, type ImportSummary } from '../dataset/import.ts';
import { hashFile } from '../store/part-check.ts';
import { lastImport, putImport, type Import } from '../store/state/registry.ts';
import type { Session } from './session.ts';

/** Counts of an import, as stored with it. */
export type ImportCounts = Omit<ImportSummary, 'sha256'>;

/**
 * The dataset as imported, imported anew if its file has changed.
 * @param options.hash trusts no times: hashes the file even if size, times and inode are the same
 * @throws ProductError `usage` when there is no dataset file, `disk`
 */
export async function imported(session: Session, options: { hash: boolean } = { hash: false }): Promise<Import> {
  const before = identityOf(session.file);
  // What is no regular file any more is not even hashed: the reader says why it cannot be a dataset.
  const known = statSync(session.file).isFile() ? lastImport(session.state, basename(session.file)) : undefined;
  if (known !== undefined && session.store.isThere(known.part)) {
    const same = sameIdentity(known, before);
    if (same && !options.hash) return known;
    if ((await hashFile(session.file)) === known.sha256) {
      if (!same && !session.state.readOnly) putImport(session.state, { ...known, ...before });
      return known;
    }
  }
  return importAnew(session, before);
}

type Identity = Pick<Import, 'size' | 'mtimeNs' | 'ctimeNs' | 'ino'>;

async function importAnew(session: Session, identity: Identity): Promise<Import> {
  const writer = await session.store.openPart('samples', sampleColumns);
  try {
    const reader = importDataset(session.file);
    let step = await reader.next();
    for (; step.done !== true; step = await reader.next()) await writer.append(step.value);
    const { sha256, ...counts } = step.value;
    const part = await writer.finish();
    const found: Import = { file: basename(session.file), ...identity, sha256, part, counts: { ...counts } };
    putImport(session.state, found);
    return found;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

function identityOf(file: string): Identity {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined) {
    throw new ProductError('usage', `There is no dataset file ${file}.`, {
      where: file,
      next: 'A dataset is a JSONL file with "images" and "text" on each line; name it in the recipe as `dataset:`, or try better-synth init --demo in an empty folder.',
    });
  }
  return {
    size: Number(stats.size),
    mtimeNs: String(stats.mtimeNs),
    ctimeNs: String(stats.ctimeNs),
    ino: String(stats.ino),
  };
}

function sameIdentity(a: Identity, b: Identity): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs && a.ino === b.ino;
}
