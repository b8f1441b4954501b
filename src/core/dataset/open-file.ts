/** Opens a dataset file, and says precisely why when it cannot be one. */
import { constants, type Stats } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import { ProductError } from '../../protocol/errors.ts';

const jsonl = 'A dataset is a JSONL file: one JSON object per line, in UTF-8.';

/** First bytes that tell a file of another format, and what to do with it. */
const formats: readonly { readonly name: string; readonly magic: readonly number[]; readonly next: string }[] = [
  { name: 'a gzip file', magic: [0x1f, 0x8b], next: 'Unpack it first: gzip -d.' },
  { name: 'a zstd file', magic: [0x28, 0xb5, 0x2f, 0xfd], next: 'Unpack it first: zstd -d.' },
  { name: 'an xz file', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], next: 'Unpack it first: xz -d.' },
  { name: 'a bzip2 file', magic: [0x42, 0x5a, 0x68], next: 'Unpack it first: bzip2 -d.' },
  { name: 'a ZIP file', magic: [0x50, 0x4b, 0x03, 0x04], next: 'Unpack it first: unzip.' },
  { name: 'a Parquet file', magic: [0x50, 0x41, 0x52, 0x31], next: jsonl },
  { name: 'UTF-16 text', magic: [0xff, 0xfe], next: 'Save it as UTF-8.' },
  { name: 'UTF-16 text', magic: [0xfe, 0xff], next: 'Save it as UTF-8.' },
];

/**
 * Opens a dataset file for reading. A link is followed.
 * @throws ProductError `usage` for whatever is no readable regular file: pipe, device, socket, folder, dangling link.
 */
export async function openDataset(file: string): Promise<FileHandle> {
  try {
    // Asked before opening, because opening a pipe waits and opening a device may act.
    refuseSpecial(file, await stat(file));
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      refuseSpecial(file, await handle.stat());
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof ProductError) throw error;
    throw await unopened(file, error as NodeJS.ErrnoException);
  }
}

/**
 * Reads once from an open dataset file; the answer is how many bytes came, 0 at its end.
 * @throws ProductError `disk` when the file system fails
 */
export async function readInto(handle: FileHandle, bytes: Buffer, from: number, position: number): Promise<number> {
  try {
    return (await handle.read(bytes, from, bytes.length - from, position)).bytesRead;
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ProductError('disk', `The dataset file could not be read (${reason}).`, {
      where: `from byte ${position + 1}`,
      safe: 'Nothing was written to it.',
      next: 'Check the disk, then run again.',
      cause,
    });
  }
}

/**
 * Refuses a file whose first bytes show another format than JSONL.
 * @param head the file's first bytes, up to 64 KB
 * @param whole whether these are all
 * @throws ProductError `usage`
 */
export function refuseOtherFormats(file: string, head: Buffer, whole: boolean): void {
  const found = formats.find(({ magic }) => magic.every((byte, at) => head[at] === byte));
  if (found !== undefined) throw refusal(file, `is ${found.name}, not JSONL`, found.next);
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*\[\s*\{/.test(text) || (whole && /^\s*\[\s*\]\s*$/.test(text))) {
    throw refusal(file, 'is one JSON array, not JSONL', "Write one object per line: jq -c '.[]'.");
  }
}

function refuseSpecial(file: string, stats: Stats): void {
  if (stats.isFile()) return;
  const kind = stats.isDirectory()
    ? 'a folder'
    : stats.isFIFO()
      ? 'a pipe'
      : stats.isSocket()
        ? 'a socket'
        : stats.isBlockDevice() || stats.isCharacterDevice()
          ? 'a device'
          : 'no regular file';
  throw refusal(file, `is ${kind}, not a file`, jsonl);
}

async function unopened(file: string, cause: NodeJS.ErrnoException): Promise<ProductError> {
  if (cause.code === 'ENOENT') {
    const link = await lstat(file).then(
      (stats) => stats.isSymbolicLink(),
      () => false,
    );
    return link
      ? refusal(file, 'is a link to a file that does not exist', 'Repair the link, or name another file.', cause)
      : refusal(file, 'does not exist', jsonl, cause);
  }
  if (cause.code === 'ELOOP') return refusal(file, 'is a link that leads back to itself', 'Repair the link.', cause);
  if (cause.code === 'EACCES' || cause.code === 'EPERM') {
    return refusal(file, 'may not be read', 'Grant yourself the right to read it.', cause);
  }
  return refusal(file, `cannot be opened (${cause.code ?? cause.message})`, jsonl, cause);
}

function refusal(file: string, what: string, next: string, cause?: unknown): ProductError {
  return new ProductError('usage', `The dataset ${what}: ${file}`, { where: file, next, cause });
}
