/**
 * The one way in which files are written: random temporary name in the same folder (`wx`, 0600), a write
 * loop that counts, fsync, hash, rename, fsync of the folder. A reader sees the old file or the whole new
 * one, also after a power cut. A failed fsync is final: a second one may succeed after the kernel has
 * dropped the pages (PostgreSQL's lesson), so the file is given up.
 */
import { createHash, randomBytes } from 'node:crypto';
import { link, open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProductError } from '../../protocol/errors.ts';
import { diskError, isErrno } from './disk-errors.ts';

/** An open file, as far as writing needs it. */
export interface DurableHandle {
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The calls to the file system that writing makes; tests let them fail one by one. */
export interface DurableFs {
  open(path: string, flags: 'wx' | 'r', mode?: number): Promise<DurableHandle>;
  rename(from: string, to: string): Promise<void>;
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** The real file system. */
export const nodeFs: DurableFs = { open, rename, link, unlink };

/** How temporary names begin; files of this name older than an hour are leftovers. */
export const temporaryPrefix = 'tmp-';

/** How a file is written. */
export interface WriteOptions {
  readonly replace: boolean;
  readonly announce?: (file: WrittenFile) => void;
  readonly workshop?: string | undefined;
}

/** What a finished file holds. */
export interface WrittenFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** A file being written under a temporary name, that appears under its own name whole or not at all. */
export class DurableFile {
  readonly #fs: DurableFs;
  readonly #folder: string;
  readonly #temporary: string;
  readonly #handle: DurableHandle;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #open = true;

  private constructor(fs: DurableFs, folder: string, temporary: string, handle: DurableHandle) {
    this.#fs = fs;
    this.#folder = folder;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  /**
   * Opens a temporary file.
   * @param folder where the finished file will stand.
   * @param workshop where it stands until then: on the same volume, by default in the same folder.
   * @throws ProductError `disk`.
   */
  static async create(folder: string, fs: DurableFs = nodeFs, workshop = folder): Promise<DurableFile> {
    const temporary = join(workshop, temporaryPrefix + randomBytes(12).toString('hex'));
    try {
      return new DurableFile(fs, folder, temporary, await fs.open(temporary, 'wx', 0o600));
    } catch (error) {
      throw diskError(error, workshop);
    }
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Appends all the bytes; a short write goes on where it stopped. @throws ProductError `disk`. */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let offset = 0; offset < bytes.length;) {
        const { bytesWritten } = await this.#handle.write(bytes, offset, bytes.length - offset);
        if (bytesWritten <= 0) throw Object.assign(new Error('write wrote nothing'), { code: 'EIO' });
        offset += bytesWritten;
      }
    } catch (error) {
      await this.abandon();
      throw diskError(error, this.#folder, this.#bytes + bytes.length);
    }
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  /**
   * Makes the file durable and gives it its name.
   * @param name the file's name in the folder, from its contents where it depends on them; asked for when all is synced.
   * @param replace whether a file of that name may be replaced; else it is a `usage` failure.
   */
  async finish(name: (file: WrittenFile) => string, replace: boolean): Promise<WrittenFile> {
    const file = { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
    let target = this.#folder;
    try {
      await this.#handle.sync();
      await this.#close();
      target = join(this.#folder, name(file));
      if (replace) await patiently(() => this.#fs.rename(this.#temporary, target));
      else await this.#place(target);
      await syncFolder(this.#folder, this.#fs);
    } catch (error) {
      await this.abandon();
      if (isErrno(error, 'EEXIST')) throw alreadyThere(target);
      throw diskError(error, target, file.bytes);
    }
    return file;
  }

  /** Closes and removes the temporary file; never fails, for it runs when something else has. */
  async abandon(): Promise<void> {
    await this.#close().catch(() => undefined);
    await this.#fs.unlink(this.#temporary).catch(() => undefined);
  }

  /** A hard link fails where the name is taken, which a rename does not; a volume without links is looked at first. */
  async #place(target: string): Promise<void> {
    try {
      await this.#fs.link(this.#temporary, target);
      await this.#fs.unlink(this.#temporary);
    } catch (error) {
      if (!isErrno(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP')) throw error;
      await this.#assertFree(target);
      await patiently(() => this.#fs.rename(this.#temporary, target));
    }
  }

  async #assertFree(target: string): Promise<void> {
    try {
      await (await this.#fs.open(target, 'r')).close();
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return;
      throw error;
    }
    throw alreadyThere(target);
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#handle.close();
  }
}

/**
 * Writes a file so that its path holds the old content or all of the new.
 * @param options.replace whether a file that stands there may be replaced.
 * @param options.announce told what will stand there, just before it does.
 * @param options.workshop a folder of the same volume for the temporary file, by default that of the path.
 * @throws ProductError `disk`, or `usage` when the path is taken.
 */
export async function writeDurably(
  path: string,
  chunks: Uint8Array | AsyncIterable<Uint8Array>,
  options: WriteOptions,
  fs: DurableFs = nodeFs,
): Promise<WrittenFile> {
  const file = await DurableFile.create(dirname(path), fs, options.workshop);
  try {
    if (chunks instanceof Uint8Array) await file.write(chunks);
    else for await (const chunk of chunks) await file.write(chunk);
  } catch (error) {
    await file.abandon();
    throw error;
  }
  const name = path.slice(dirname(path).length).replace(/^[\\/]+/, '');
  return file.finish((written) => {
    options.announce?.(written);
    return name;
  }, options.replace);
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string, fs: DurableFs = nodeFs): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** On Windows a virus scanner or an editor may hold a file for a moment. */
async function patiently(act: () => Promise<void>): Promise<void> {
  const end = performance.now() + (process.platform === 'win32' ? 2000 : 0);
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isErrno(error, 'EPERM', 'EACCES', 'EBUSY') || performance.now() >= end) throw error;
      await sleep(50);
    }
  }
}

function alreadyThere(path: string): ProductError {
  return new ProductError('usage', `${path} exists already.`, {
    where: path,
    safe: 'It is unchanged.',
    next: 'Name another file, or replace it with --force.',
  });
}
