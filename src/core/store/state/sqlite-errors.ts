/** SQLite's failures as the user should read them. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const codes = { busy: 5, locked: 6, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 } as const;

const diskReasons: Readonly<Record<number, string>> = {
  [codes.readonly]: 'the folder is read-only',
  [codes.ioerr]: 'the device reported an error',
  [codes.full]: 'the volume is full',
  [codes.cantopen]: 'it cannot be opened for writing',
};

/** Bytes: what SQLite's index of its write-ahead log takes at least. */
const smallestRoom = 65_536;

/** Whether SQLite gave up waiting for another process. */
export function isBusy(error: unknown): boolean {
  const code = primaryCode(error);
  return code === codes.busy || code === codes.locked;
}

/** Whether SQLite says that the file's content is wrong. */
export function isCorrupt(error: unknown): boolean {
  const code = primaryCode(error);
  return code === codes.corrupt || code === codes.notadb;
}

/** SQLite's error as a {@link ProductError}; any other error comes back as it is. */
export function sqliteError(error: unknown, path: string): Error {
  if (isCorrupt(error)) return stateDamaged(path, 'SQLite cannot read it', error);
  if (isBusy(error)) {
    return new ProductError('locked', `Another process has kept ${path} locked for more than 10 seconds.`, {
      where: path,
      safe: 'Nothing was written.',
      next: 'Wait for it to end, then try again.',
      cause: error,
    });
  }
  const reason = diskReason(error, path);
  if (reason === undefined) return error instanceof Error ? error : new Error(String(error));
  return new ProductError('disk', `Cannot write ${path}: ${reason}.`, {
    where: path,
    safe: 'Everything already reported as saved is saved; this was not.',
    next: 'Make room or fix the folder, then try again.',
    cause: error,
  });
}

/** SQLite calls it an I/O error when there is no room for the files beside the database. */
function diskReason(error: unknown, path: string): string | undefined {
  const code = primaryCode(error) ?? -1;
  const unclear = code === codes.ioerr || code === codes.cantopen;
  return diskReasons[unclear && freeBytes(path) < smallestRoom ? codes.full : code];
}

function freeBytes(path: string): number {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}

/** `state.db` holds something that it should not. */
export function stateDamaged(path: string, what: string, cause?: unknown): ProductError {
  return new ProductError('damaged', `${path} is damaged: ${what}.`, {
    where: path,
    safe: 'Your dataset is untouched. Nothing was changed.',
    next: 'Run `better-synth fsck --repair`: it saves what can be read and keeps the damaged file.',
    cause,
  });
}

/** The low byte of an extended result code. */
function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}
