/** Reads a picture's bytes once, so that the bytes that are hashed are those that are decoded. */
import { closeSync, fstatSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import { PictureProblem } from './picture-problem.ts';

/** Largest file that is read. */
export const fileLimit = 256 * 2 ** 20;

/** How much of a file is read for its header: enough for the metadata of most pictures. */
const headBytes = 64 * 1024;

/** A picture file: its path, or its bytes where it lies on no disk. */
export type PictureFile = string | Buffer;

/** Size of a file, in bytes; an empty or huge one has its size too. */
export function fileSize(file: PictureFile): number {
  return typeof file === 'string' ? explained(() => regular(statSync(file, { bigint: true }))) : file.length;
}

/** The file's size and its first bytes. */
export function readHead(file: PictureFile): { readonly size: number; readonly head: Buffer } {
  if (typeof file !== 'string') return { size: accepted(file.length), head: file };
  return explained(() => opened(file, (fd, size) => ({ size, head: readAll(fd, Math.min(size, headBytes)) })));
}

/** All bytes. A file that changes while it is read is read once more, then given up. */
export function readWhole(file: PictureFile): Buffer {
  if (typeof file !== 'string') {
    accepted(file.length);
    return file;
  }
  return explained(() => {
    const bytes = opened(file, readUnchanged) ?? opened(file, readUnchanged);
    if (bytes === null) throw new PictureProblem('the file changes while it is read');
    return bytes;
  });
}

function opened<T>(path: string, use: (fd: number, size: number) => T): T {
  // Before opening: to open a pipe would wait for its writer.
  checked(statSync(path, { bigint: true }));
  const fd = openSync(path, 'r');
  try {
    return use(fd, checked(fstatSync(fd, { bigint: true })));
  } finally {
    closeSync(fd);
  }
}

function readUnchanged(fd: number): Buffer | null {
  const before = fstatSync(fd, { bigint: true });
  const bytes = readAll(fd, Number(before.size));
  const after = fstatSync(fd, { bigint: true });
  const same = before.size === after.size && before.mtimeNs === after.mtimeNs && bytes.length === Number(before.size);
  return same ? bytes : null;
}

/** Up to `length` bytes from the start; fewer where the file is shorter. */
function readAll(fd: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(fd, bytes, filled, length - filled, filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function regular(stats: BigIntStats): number {
  if (stats.isDirectory()) throw new PictureProblem('it is a folder');
  if (!stats.isFile()) throw new PictureProblem('it is not a file');
  return Number(stats.size);
}

function checked(stats: BigIntStats): number {
  return accepted(regular(stats));
}

function accepted(size: number): number {
  if (size === 0) throw new PictureProblem('the file is empty');
  if (size > fileLimit) {
    throw new PictureProblem(`the file has ${megabytes(size)} MB; the limit is ${megabytes(fileLimit)} MB`);
  }
  return size;
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'the file is missing',
  ENOTDIR: 'the file is missing',
  EACCES: 'the file may not be read',
  EPERM: 'the file may not be read',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'the links go in a circle',
};

function explained<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof PictureProblem) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new PictureProblem(reasons[code ?? ''] ?? `the file cannot be read: ${message}`);
  }
}
