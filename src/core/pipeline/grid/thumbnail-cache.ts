/** Thumbnails on the disk: they may vanish at any time, and cost a decoding then. */
import { hash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import { diskError, isErrno } from '../../store/disk-errors.ts';
import { nodeFs, writeDurably, type DurableFs } from '../../store/durable.ts';

/** A thumbnail's width and height in pixels. */
export interface ThumbnailSize {
  readonly width: number;
  readonly height: number;
}

/** Nobody misses a thumbnail after a power cut, so none is waited for: a file that is not whole is made anew. */
const unsynced: DurableFs = {
  ...nodeFs,
  open: async (path, flags, mode) => {
    const handle = (await nodeFs.open(path, flags, mode)) as FileHandle;
    return {
      write: (bytes, offset, length) => handle.write(bytes, offset, length),
      sync: () => Promise.resolve(),
      close: () => handle.close(),
    };
  },
};

/** The name of a picture's thumbnail, below the folder of thumbnails: another one when the picture has changed. */
export function thumbnailName(path: string, { size, mtimeNs }: Pick<BigIntStats, 'size' | 'mtimeNs'>): string {
  const key = hash('sha256', `${path}\n${size}\n${mtimeNs}`);
  return `${key.slice(0, 2)}/${key}.webp`;
}

/** The size of a stored thumbnail, from its first bytes; null where there is none, or not a whole one. */
export async function storedThumbnail(path: string): Promise<ThumbnailSize | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await file.read(head, 0, headBytes, 0);
    if (bytesRead < headBytes || (await file.stat()).size !== head.readUInt32LE(4) + 8) return null;
    return sizeIn(head);
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

/**
 * Stores a thumbnail in place of whatever is there.
 * @throws ProductError `disk`, or `refused` where a folder of the way is a link
 */
export async function storeThumbnail(path: string, bytes: Uint8Array): Promise<ThumbnailSize> {
  await ownFolder(dirname(dirname(path)));
  await ownFolder(dirname(path));
  await writeDurably(path, bytes, { replace: true }, unsynced);
  return sizeIn(Buffer.from(bytes.buffer, bytes.byteOffset, headBytes))!;
}

/** Removes the oldest files of a folder of thumbnails until the others have at most so many bytes. */
export async function trimThumbnails(folder: string, bytes: number): Promise<void> {
  const files: { readonly path: string; readonly size: number; readonly made: number }[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(name)) continue;
    for (const file of await readdir(join(folder, name)).catch(() => [])) {
      const path = join(folder, name, file);
      const stats = await lstat(path).catch(() => null);
      if (stats?.isFile() === true) files.push({ path, size: stats.size, made: stats.mtimeMs });
    }
  }
  let left = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((a, b) => a.made - b.made)) {
    if (left <= bytes) return;
    await rm(path, { force: true }).catch(() => undefined);
    left -= size;
  }
}

/** A RIFF header, and the one of the lossy picture in it. */
const headBytes = 30;

/** WebP's container and the key frame of VP8: RFC 9649 §2.5, RFC 6386 §9.1. */
function sizeIn(head: Buffer): ThumbnailSize | null {
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 16) !== 'WEBPVP8 ') return null;
  return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
}

async function ownFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw diskError(error, path);
    if ((await lstat(path)).isDirectory()) return;
    throw new ProductError('refused', `${path} is not a folder.`, { where: path, next: 'Move it away.' });
  }
}
