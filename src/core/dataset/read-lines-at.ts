/** Reads chosen lines of a dataset file again, for exports and for operators that ask for fields. */
import type { FileHandle } from 'node:fs/promises';
import { ProductError } from '../../protocol/errors.ts';
import { readInto } from './open-file.ts';

/** A line's place in its file, in bytes. */
export interface LineRange {
  readonly offset: number;
  readonly length: number;
}

/** Lines this near to each other are read in one go. */
const gap = 64 * 1024;
/** A read is no larger than this, unless one line is. */
const windowSize = 4 * 1024 * 1024;

/**
 * Yields the lines' bytes in the given order, in batches of one read each. Fast when offsets ascend; repeats are fine.
 * The buffers of a batch share memory: copy what is to outlive it.
 * @throws ProductError `unusable` when the file has become shorter
 */
export async function* readLinesAt(handle: FileHandle, lines: readonly LineRange[]): AsyncGenerator<Buffer[]> {
  for (let first = 0; first < lines.length;) {
    const { offset } = lines[first]!;
    let end = offset + lines[first]!.length;
    let next = first + 1;
    for (; next < lines.length; next++) {
      const line = lines[next]!;
      const reach = line.offset + line.length;
      if (line.offset < offset || line.offset > end + gap || reach > offset + windowSize) break;
      end = Math.max(end, reach);
    }
    const bytes = await readFully(handle, offset, end - offset);
    yield lines
      .slice(first, next)
      .map((line) => bytes.subarray(line.offset - offset, line.offset - offset + line.length));
    first = next;
  }
}

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const read = await readInto(handle, bytes, done, offset + done);
    if (read === 0) {
      throw new ProductError('unusable', 'The dataset file is shorter than when it was imported.', {
        where: `byte ${offset + done + 1}`,
        safe: 'Nothing was written to it.',
        next: 'Run again: a changed file is imported anew.',
      });
    }
    done += read;
  }
  return bytes;
}
