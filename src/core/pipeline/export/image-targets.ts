/** Where an export with pictures goes: into a folder, or into a tar archive. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import type { Opened } from '../../dataset/resolve-path.ts';
import type { DurableFolder } from '../../store/durable-folder.ts';
import { DurableFile, type WrittenFile } from '../../store/durable.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

/** Takes the files of an export, one after the other; nothing of them is seen before `finish`. */
export interface ImageTarget {
  /** How many pictures it can take at once. */
  readonly atOnce: number;
  /** Takes a picture from the dataset. @throws ProductError `unusable` where it changes meanwhile */
  picture(path: string, picture: Opened): Promise<WrittenFile>;
  /** Takes a file that was written into the workshop. */
  file(name: string): Promise<void>;
  finish(path: string, replace: boolean): Promise<void>;
  /** Removes what was written; never fails. */
  abandon(): Promise<void>;
}

/** Pictures as files of the workshop, which becomes the result: copied, or given a second name. */
export function folderTarget(workshop: DurableFolder, mode: 'copy' | 'hardlink'): ImageTarget {
  return {
    // Each waits until it is on the disk: several wait together.
    atOnce: 16,
    picture: (path, picture) =>
      mode === 'copy' ? workshop.write(path, wholeFile(picture)) : linked(workshop, path, picture),
    file: () => Promise.resolve(),
    finish: (path, replace) => workshop.finish(path, replace),
    abandon: () => workshop.abandon(),
  };
}

/** All files in an archive; the workshop only holds those whose size has to be known before they are written. */
export async function tarTarget(workshop: DurableFolder): Promise<ImageTarget> {
  const archive = await DurableFile.create(dirname(workshop.path), undefined, workshop.path);
  const append = async (path: string, bytes: number, chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    await archive.write(tarHeader(path, bytes));
    for await (const chunk of chunks) await archive.write(chunk);
    await archive.write(tarPadding(bytes));
  };
  return {
    atOnce: 1,
    picture: async (path, picture) => {
      const bytes = Number(picture.stats.size);
      const hash = createHash('sha256');
      await append(path, bytes, hashed(wholeFile(picture), hash));
      return { sha256: hash.digest('hex'), bytes };
    },
    file: async (name) => {
      const path = join(workshop.path, name);
      await append(name, (await lstat(path)).size, createReadStream(path));
    },
    finish: async (path, replace) => {
      await archive.write(tarEnd());
      await archive.finish(() => basename(path), replace);
      await workshop.abandon();
    },
    abandon: async () => {
      await archive.abandon();
      await workshop.abandon();
    },
  };
}

/** The new name is asked which file it names: the path may have been given to another one meanwhile. */
async function linked(workshop: DurableFolder, path: string, picture: Opened): Promise<WrittenFile> {
  const place = await workshop.link(path, picture.path);
  const { ino, dev } = await lstat(place, { bigint: true });
  if (ino !== picture.stats.ino || dev !== picture.stats.dev) throw changed(picture);
  const hash = createHash('sha256');
  for await (const _ of hashed(wholeFile(picture), hash));
  return { sha256: hash.digest('hex'), bytes: Number(picture.stats.size) };
}

/** The bytes of an open file, as many as it had when it was opened. What is yielded is used before the next is asked for. */
async function* wholeFile(picture: Opened): AsyncGenerator<Uint8Array> {
  const size = Number(picture.stats.size);
  const buffer = Buffer.allocUnsafe(Math.min(size + 1, 1 << 20));
  for (let done = 0; ;) {
    const read = await readSome(picture, buffer, done);
    done += read;
    if (done > size || (read === 0 && done < size)) throw changed(picture);
    if (read === 0) return;
    yield buffer.subarray(0, read);
  }
}

async function readSome({ path, handle }: Opened, buffer: Buffer, position: number): Promise<number> {
  try {
    return (await handle.read(buffer, 0, buffer.length, position)).bytesRead;
  } catch (cause) {
    throw new ProductError('disk', `${basename(path)} could not be read (${(cause as NodeJS.ErrnoException).code}).`, {
      where: path,
      safe: 'Nothing was written.',
      next: 'Check the disk, then export again.',
      cause,
    });
  }
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function changed({ path }: Opened): ProductError {
  return new ProductError('unusable', `${basename(path)} was changed while it was read.`, {
    where: path,
    safe: 'Nothing was written.',
    next: 'Export again when nobody writes to the pictures.',
  });
}
