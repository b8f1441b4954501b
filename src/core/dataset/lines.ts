/**
 * Splits a dataset file into lines without ever holding more than one chunk, or one line, of it. `readline` and
 * whole-file strings die on a long line; here a line over the cap is skipped and told.
 */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { openDataset, readInto, refuseOtherFormats } from './open-file.ts';

/** Lines over this many bytes are not read. */
export const lineCap = 64 * 1024 * 1024;

const chunkSize = 1024 * 1024;
const probeSize = 64 * 1024;
const [tab, newline, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];

/** One line that is not blank. Its end (`\n` or `\r\n`) and a byte-order mark do not belong to it. */
export interface Line {
  /** 1-based; blank lines count. */
  readonly number: number;
  /** Of its first byte in the file. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
  /** Of its first byte in the batch; -1 for a line over the cap, whose bytes are not there. */
  readonly start: number;
}

/** Some neighbouring lines and the bytes that they lie in. */
export interface LineBatch {
  readonly bytes: Buffer;
  /** Whether all bytes of the batch are valid UTF-8, so that lines need not be asked one by one. */
  readonly utf8: boolean;
  readonly lines: readonly Line[];
}

/** What was read, once all is. */
export interface FileSummary {
  readonly bytes: number;
  /** Blank lines included. */
  readonly lines: number;
  /** Of the file's bytes: hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a dataset file line by line, in batches of about a megabyte, and hashes it on the way.
 * @param cap lines of more bytes come without their bytes
 * @throws ProductError `usage` when the file is no JSONL file at all
 */
export async function* readLines(file: string, cap: number = lineCap): AsyncGenerator<LineBatch, FileSummary> {
  const handle = await openDataset(file);
  try {
    const hash = createHash('sha256');
    const splitter = new LineSplitter(cap);
    let size = 0;
    for (;;) {
      const chunk = await readChunk(handle, size, splitter.rest);
      const read = chunk.subarray(splitter.rest.length);
      if (size === 0) refuseOtherFormats(file, read.subarray(0, probeSize), read.length < probeSize);
      hash.update(read);
      size += read.length;
      const batch = splitter.split(chunk, read.length === 0);
      if (batch.lines.length > 0) yield batch;
      if (read.length === 0) return { bytes: size, lines: splitter.lines, sha256: hash.digest('hex') };
    }
  } finally {
    await handle.close();
  }
}

/** Reads on behind the rest of the chunk before; as much again as that, so that a long line is copied a few times only. */
async function readChunk(handle: FileHandle, position: number, rest: Buffer): Promise<Buffer> {
  const chunk = Buffer.allocUnsafe(rest.length + Math.max(chunkSize, rest.length));
  rest.copy(chunk);
  return chunk.subarray(0, rest.length + (await readInto(handle, chunk, rest.length, position)));
}

/** Finds the lines in chunk after chunk. A chunk starts with the {@link rest} of the one before. */
class LineSplitter {
  /** The unfinished line at the end of the last chunk. */
  rest: Buffer = Buffer.alloc(0);
  /** How many lines were seen. */
  lines = 0;
  readonly #cap: number;
  /** Offset in the file of the chunk's first byte. */
  #offset = 0;
  /** Bytes of the present line that were thrown away, because it is over the cap. */
  #skipped = 0;

  constructor(cap: number) {
    this.#cap = cap;
  }

  split(chunk: Buffer, last: boolean): LineBatch {
    const lines: Line[] = [];
    let start = this.#offset === 0 && hasMark(chunk) ? 3 : 0;
    for (let end = chunk.indexOf(newline, start); end >= 0; end = chunk.indexOf(newline, start)) {
      this.#line(chunk, start, end, lines);
      start = end + 1;
    }
    if (last && (start < chunk.length || this.#skipped > 0)) {
      this.#line(chunk, start, chunk.length, lines);
      start = chunk.length;
    }
    const whole = start;
    if (chunk.length - start > this.#cap || this.#skipped > 0) {
      this.#skipped += chunk.length - start;
      start = chunk.length;
    }
    this.#offset += start;
    this.rest = chunk.subarray(start);
    return { bytes: chunk, utf8: isUtf8(chunk.subarray(0, whole)), lines };
  }

  #line(chunk: Buffer, start: number, end: number, lines: Line[]): void {
    this.lines++;
    const offset = this.#offset + start - this.#skipped;
    const length = end - start + this.#skipped;
    this.#skipped = 0;
    if (length > this.#cap) {
      lines.push({ number: this.lines, offset, length, start: -1 });
      return;
    }
    const stop = end > start && chunk[end - 1] === carriageReturn ? end - 1 : end;
    if (isBlank(chunk, start, stop)) return;
    lines.push({ number: this.lines, offset, length: stop - start, start });
  }
}

function hasMark(chunk: Buffer): boolean {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte !== space && byte !== tab && byte !== carriageReturn) return false;
  }
  return true;
}
