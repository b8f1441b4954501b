import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import { importDataset, sampleColumns, type ImportBatch, type ImportSummary } from '../dataset/import.ts';
import { hashFile } from '../store/part-check.ts';
import { lastImport, putImport, type Import } from '../store/state/registry.ts';
import type { Session } from './session.ts';

/** Counts of an import, as stored with it. */
export type ImportCounts = Omit<ImportSummary, 'sha256'>;

/** How a dataset is imported. */
export interface ImportOptions {
  /** Trusts no times: hashes the file even if size, times and inode are the same. */
  readonly hash?: boolean;
  /** Is shown all samples as they come, where they are imported anew, and waited for; what it throws ends the import. */
  readonly onBatch?: (batch: ImportBatch) => Promise<void>;
}

/** The dataset as it was imported, where its file is still the same by size, times and inode; else undefined. Writes nothing. */
export function importedBefore(session: Session): Import | undefined {
  const known = lastImport(session.state, basename(session.file));
  if (known === undefined || !session.store.isThere(known.part)) return undefined;
  return sameIdentity(known, identityOf(session.file)) ? known : undefined;
}

/**
 * The dataset as imported, imported anew if its file has changed.
 * @throws ProductError `usage` when there is no dataset file, `disk`
 */
export async function imported(session: Session, options: ImportOptions = {}): Promise<Import> {
  const before = identityOf(session.file);
  // What is no regular file any more is not even hashed: the reader says why it cannot be a dataset.
  const known = statSync(session.file).isFile() ? lastImport(session.state, basename(session.file)) : undefined;
  if (known !== undefined && session.store.isThere(known.part)) {
    const same = sameIdentity(known, before);
    if (same && options.hash !== true) return known;
    if ((await hashFile(session.file)) === known.sha256) {
      if (!same && !session.state.readOnly) putImport(session.state, { ...known, ...before });
      return known;
    }
  }
  return importAnew(session, before, options.onBatch);
}

type Identity = Pick<Import, 'size' | 'mtimeNs' | 'ctimeNs' | 'ino'>;

async function importAnew(session: Session, identity: Identity, onBatch?: ImportOptions['onBatch']): Promise<Import> {
  const writer = await session.store.openPart('samples', sampleColumns);
  const reader = importDataset(session.file);
  try {
    let step = await reader.next();
    for (; step.done !== true; step = await reader.next()) {
      await onBatch?.(step.value);
      await writer.append(step.value);
    }
    const { sha256, ...counts } = step.value;
    const part = await writer.finish();
    const found: Import = { file: basename(session.file), ...identity, sha256, part, counts: { ...counts } };
    putImport(session.state, found);
    return found;
  } catch (error) {
    await reader.return(undefined as never);
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
