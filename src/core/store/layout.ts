/** Where a dataset's own files stand: the folder `.better-synth` beside the user's data. */
import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, writeSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import { diskError, isErrno } from './disk-errors.ts';

/** The name of the product's folder in a dataset folder. */
export const ownFolder = '.better-synth';

/** Absolute paths of everything that the product keeps for a dataset. */
export interface Layout {
  /** The dataset folder: the user's. */
  readonly dataset: string;
  /** `.better-synth` itself. */
  readonly root: string;
  /** People's work and money: must not be deleted. */
  readonly state: string;
  readonly stateDb: string;
  readonly runDb: string;
  readonly runOwner: string;
  /** Immutable Parquet named by SHA-256: may be deleted, costs computing. */
  readonly parts: string;
  /** One folder per run and stage. */
  readonly runs: string;
  /** May vanish at any time. */
  readonly cache: string;
  /** Damaged files that `fsck --repair` put aside. */
  readonly quarantine: string;
}

/** The paths of a dataset folder; touches nothing. */
export function layoutOf(dataset: string): Layout {
  const root = join(dataset, ownFolder);
  const state = join(root, 'state');
  return {
    dataset,
    root,
    state,
    stateDb: join(state, 'state.db'),
    runDb: join(state, 'run.db'),
    runOwner: join(state, 'run-owner.json'),
    parts: join(root, 'parts'),
    runs: join(root, 'runs'),
    cache: join(root, 'cache'),
    quarantine: join(root, 'quarantine'),
  };
}

/**
 * Creates `.better-synth` and its folders where they are missing: readable by the owner alone, with a
 * `.gitignore` of its own.
 * @throws ProductError `refused` when one of them is a link or belongs to somebody else (a planted folder
 * would make us write elsewhere), `disk` when the folder cannot be written.
 */
export function createLayout(dataset: string): Layout {
  const layout = layoutOf(dataset);
  try {
    for (const folder of [layout.root, layout.state, layout.parts, layout.runs, layout.cache]) ownedFolder(folder);
    ignoreAll(join(layout.root, '.gitignore'));
  } catch (error) {
    throw diskError(error, layout.root);
  }
  return layout;
}

/**
 * Refuses a `.better-synth` that is not a plain folder of this user; a missing one is fine.
 * @throws ProductError `refused`.
 */
export function assertOwnFolders(layout: Layout): void {
  for (const folder of [layout.root, layout.state, layout.parts, layout.runs, layout.cache]) {
    const stats = statOf(folder);
    if (stats !== null) assertOwned(folder, stats);
  }
}

function ignoreAll(path: string): void {
  if ((statOf(path)?.size ?? 0) > 0) return;
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, '*\n');
  } finally {
    closeSync(file);
  }
}

function ownedFolder(folder: string): void {
  if (statOf(folder) === null) {
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
  const stats = lstatSync(folder);
  assertOwned(folder, stats);
  if (process.platform !== 'win32' && (stats.mode & 0o022) !== 0) chmodSync(folder, 0o700);
}

function assertOwned(folder: string, stats: Stats): void {
  const uid = process.getuid?.();
  const foreign = uid !== undefined && uid !== 0 && stats.uid !== uid;
  if (stats.isDirectory() && !foreign) return;
  const what = stats.isSymbolicLink() ? 'is a link' : foreign ? 'belongs to another user' : 'is not a folder';
  throw new ProductError('refused', `${folder} ${what}; Better Synth only writes into a plain folder of your own.`, {
    where: folder,
    safe: 'Nothing was written.',
    next: 'Look at it, move it away, and run the command again.',
  });
}

function statOf(path: string): Stats | null {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null;
}
