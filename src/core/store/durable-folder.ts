/**
 * A folder that appears whole or not at all: it is filled under another name beside its place, every file in it by the
 * write rules of `durable.ts`, and renamed when all of it is synced.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { link, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import { diskError, isErrno } from './disk-errors.ts';
import { syncFolder, writeDurably, type WrittenFile } from './durable.ts';

const hour = 3_600_000;
const leftover = /^\.better-synth-export-(\d+)-[0-9a-f]{24}(?:-old)?$/;

/** A folder being written. */
export class DurableFolder {
  /** Where it stands until it is finished. */
  readonly path: string;
  readonly #folders = new Set<string>();

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Makes an empty folder that is to stand in another, and removes what killed processes left there.
   * @throws ProductError `disk`
   */
  static async create(parent: string): Promise<DurableFolder> {
    const folder = new DurableFolder(
      join(parent, `.better-synth-export-${process.pid}-${randomBytes(12).toString('hex')}`),
    );
    try {
      removeLeftovers(parent);
      await mkdir(folder.path);
    } catch (error) {
      throw diskError(error, parent);
    }
    folder.#folders.add(folder.path);
    return folder;
  }

  /** Writes a file. @param path relative to the folder, `/` between names @throws ProductError `disk` */
  async write(path: string, chunks: Uint8Array | AsyncIterable<Uint8Array>): Promise<WrittenFile> {
    return writeDurably(await this.#placeFor(path), chunks, { replace: false });
  }

  /**
   * Gives a file of the same volume a second name here.
   * @returns the new name's absolute path
   * @throws ProductError `usage` where the volumes differ, or links are not possible; `disk`
   */
  async link(path: string, existing: string): Promise<string> {
    const place = await this.#placeFor(path);
    try {
      await link(existing, place);
    } catch (error) {
      if (isErrno(error, 'EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS')) throw noLink(existing, error);
      throw diskError(error, place);
    }
    return place;
  }

  /**
   * Gives the folder its name.
   * @param replace whether a folder that stands there goes away. Between its leaving and the new one's coming there is
   *   a moment without either; what fails then puts the old one back.
   * @throws ProductError `disk`, or `usage` when the name is taken
   */
  async finish(target: string, replace: boolean): Promise<void> {
    const old = `${this.path}-old`;
    try {
      for (const folder of this.#folders) await syncFolder(folder);
      const present = statSync(target, { throwIfNoEntry: false }) !== undefined;
      if (present && !replace) throw taken(target);
      if (present) await rename(target, old);
      try {
        await rename(this.path, target);
      } catch (error) {
        if (present) await rename(old, target);
        throw error;
      }
      await syncFolder(dirname(target));
      await rm(old, { recursive: true, force: true });
    } catch (error) {
      await this.abandon();
      throw isErrno(error, 'EEXIST', 'ENOTEMPTY') ? taken(target) : diskError(error, target);
    }
  }

  /** Removes what was written; never fails, for it runs when something else has. */
  async abandon(): Promise<void> {
    await rm(this.path, { recursive: true, force: true }).catch(() => undefined);
  }

  async #placeFor(path: string): Promise<string> {
    const names = path.split('/');
    let folder = this.path;
    for (const name of names.slice(0, -1)) {
      folder = join(folder, name);
      if (this.#folders.has(folder)) continue;
      try {
        await mkdir(folder, { recursive: true });
      } catch (error) {
        throw diskError(error, folder);
      }
      this.#folders.add(folder);
    }
    return join(folder, names.at(-1)!);
  }
}

/** Folders of processes that are gone; only after an hour, for a folder that is shared may have processes elsewhere. */
function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = leftover.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const path = join(parent, name);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - modified > hour) rmSync(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isErrno(error, 'ESRCH');
  }
}

function noLink(file: string, cause: unknown): ProductError {
  const why = isErrno(cause, 'EXDEV') ? 'it lies on another volume' : 'the system does not permit it';
  return new ProductError('usage', `${basename(file)} cannot be linked: ${why}.`, {
    where: file,
    safe: 'Nothing was written.',
    next: 'Take the pictures along as a copy, or name an output on the volume of the dataset.',
    cause,
  });
}

function taken(path: string): ProductError {
  return new ProductError('usage', `${path} exists already.`, {
    where: path,
    safe: 'It is unchanged.',
    next: 'Name another place, or replace it with --force.',
  });
}
