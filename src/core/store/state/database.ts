/** Opens SQLite files so that an answered write survives a power cut, or says clearly what they cannot do. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { ProductError } from '../../../protocol/errors.ts';
import { applicationId, migrations, type Migration } from './schema.ts';
import { isBusy, sqliteError, stateDamaged } from './sqlite-errors.ts';

/** How long a writer waits for another process, in milliseconds. */
export const busyMilliseconds = 10_000;

/** A database, ready for use. */
export interface OpenDatabase {
  readonly db: DatabaseSync;
  readonly readOnly: boolean;
  /** What the user should know about where it stands. */
  readonly notice: string | null;
}

/**
 * Opens `state.db` or creates it; in a folder that cannot be written, for reading alone.
 * @param options.readOnly writes nothing, even where it could
 * @throws ProductError `usage` when a newer version wrote it, `damaged` when it is no database of ours,
 * `disk` or `locked`.
 */
export function openDatabase(
  path: string,
  steps: readonly Migration[] = migrations,
  options: { readonly readOnly?: boolean } = {},
): OpenDatabase {
  try {
    return options.readOnly !== true && canWrite(path) ? openForWriting(path, steps) : openForReading(path, steps);
  } catch (error) {
    throw sqliteError(error, path);
  }
}

function canWrite(path: string): boolean {
  try {
    accessSync(dirname(path), constants.W_OK);
    if (existsSync(path)) accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function openForWriting(path: string, steps: readonly Migration[]): OpenDatabase {
  const db = new DatabaseSync(path, { timeout: busyMilliseconds, enableForeignKeyConstraints: true });
  try {
    assertKnownVersion(db, path, steps.length);
    const notice = chooseJournal(db, path);
    migrate(db, path, steps);
    return { db, readOnly: false, notice };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Has SQLite take a file as it stands; otherwise it would make a log beside it, even for reading. */
const immutable = '?immutable=1';

function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Without a log that others write, the file is taken as it stands: nothing is made beside it. */
function openForReading(path: string, steps: readonly Migration[]): OpenDatabase {
  const notice = `${dirname(path)} cannot be written: you can look at everything, but edits and runs are refused.`;
  if (!existsSync(path)) {
    const db = new DatabaseSync(':memory:');
    migrate(db, path, steps);
    return { db, readOnly: true, notice };
  }
  for (const query of hasLog(path) ? ['', immutable] : [immutable]) {
    const url = new URL(pathToFileURL(path).href + query);
    const db = new DatabaseSync(url, { readOnly: true });
    try {
      assertKnownVersion(db, path, steps.length);
      return { db, readOnly: true, notice };
    } catch (error) {
      db.close();
      if (error instanceof ProductError || query === immutable) throw error;
    }
  }
  throw new Error('unreachable');
}

/** A version of 0 is a new file, or no file of ours. */
function assertKnownVersion(db: DatabaseSync, path: string, known: number): void {
  // Tables first: another process that makes the database in between writes both at once.
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'];
  const version = pragma(db, 'user_version');
  if (version === 0) {
    if (tables !== 0) throw stateDamaged(path, 'it is a database, but not one of Better Synth');
    return;
  }
  if (pragma(db, 'application_id') !== applicationId)
    throw stateDamaged(path, 'its header is not that of Better Synth');
  if (typeof version === 'number' && version <= known) return;
  throw new ProductError(
    'usage',
    `${path} was written by a newer version of Better Synth (schema ${String(version)}).`,
    {
      where: path,
      safe: 'It is untouched.',
      next: 'Update Better Synth.',
    },
  );
}

/**
 * A write-ahead log lets readers and a writer work side by side; it needs memory that processes share, which
 * network folders lack. There SQLite's rollback journal is used, and said.
 */
function chooseJournal(db: DatabaseSync, path: string): string | null {
  const network = isNetworkFolder(dirname(path));
  const wanted = network ? 'delete' : 'wal';
  const mode = setJournal(db, wanted);
  db.exec(`PRAGMA synchronous = ${mode === 'wal' ? 'FULL' : 'EXTRA'}`);
  if (mode === 'wal') return null;
  const why = network ? 'stands on a network folder' : 'stands on a volume without shared memory';
  return `${path} ${why}: it is kept with a rollback journal. Writes are safe but slower; use it from one machine at a time.`;
}

/** Changing the journal does not wait for others by itself. */
function setJournal(db: DatabaseSync, mode: 'wal' | 'delete'): string {
  const end = performance.now() + busyMilliseconds;
  for (;;) {
    try {
      const found = pragma(db, 'journal_mode');
      if (found === mode) return mode;
      return String(db.prepare(`PRAGMA journal_mode = ${mode}`).get()?.['journal_mode']);
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** Linux's names for NFS, SMB, CIFS, 9P, FUSE's sshfs and the like (`statfs`, man page statfs(2)). */
const networkTypes = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546, 0x00c36400, 0x5346414f]);

function isNetworkFolder(folder: string): boolean {
  if (process.platform !== 'linux') return folder.startsWith('\\\\');
  return networkTypes.has(statfsSync(folder).type >>> 0);
}

/** Takes the missing steps in one transaction; an old database is first copied beside itself. */
function migrate(db: DatabaseSync, path: string, steps: readonly Migration[]): void {
  const before = Number(pragma(db, 'user_version'));
  if (before === steps.length) return;
  if (before > 0) db.prepare('VACUUM INTO ?').run(backupPath(path, before));
  db.exec('BEGIN IMMEDIATE');
  try {
    const version = Number(pragma(db, 'user_version'));
    for (const step of steps.slice(version)) step(db);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}; COMMIT`);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function backupPath(path: string, version: number): string {
  for (let i = 0; ; i++) {
    const candidate = `${path}.v${version}${i === 0 ? '' : `-${i}`}.backup`;
    if (!existsSync(candidate)) return candidate;
  }
}

function pragma(db: DatabaseSync, name: string): unknown {
  return db.prepare(`PRAGMA ${name}`).get()?.[name];
}
