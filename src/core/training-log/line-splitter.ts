/** Lines out of chunks of bytes, in memory that does not grow: a log may have gigabytes, and lines without an end. */

/** Of a longer line only the beginning is read. */
const longest = 64 * 1024;
const newline = 10;
const carriageReturn = 13;

/**
 * Cuts bytes at line ends and at carriage returns. Lines are read byte by byte (Latin-1): what is of interest is ASCII,
 * and a torn letter harms nothing.
 */
export class LineSplitter {
  #rest = '';

  /** The lines that end in this chunk, in order. */
  *take(chunk: Buffer): Generator<string> {
    let from = 0;
    let nextNewline = chunk.indexOf(newline);
    let nextReturn = chunk.indexOf(carriageReturn);
    while (nextNewline !== -1 || nextReturn !== -1) {
      const isReturn = nextNewline === -1 || (nextReturn !== -1 && nextReturn < nextNewline);
      const end = isReturn ? nextReturn : nextNewline;
      const line = this.#rest + this.#text(chunk, from, end);
      this.#rest = '';
      from = end + 1;
      if (isReturn) nextReturn = chunk.indexOf(carriageReturn, from);
      else nextNewline = chunk.indexOf(newline, from);
      if (line !== '') yield line;
    }
    this.#rest += this.#text(chunk, from, chunk.length);
  }

  /** What came after the last line end. */
  get rest(): string {
    return this.#rest;
  }

  /** Forgets it: it was read. */
  clear(): void {
    this.#rest = '';
  }

  #text(chunk: Buffer, from: number, to: number): string {
    return chunk.toString('latin1', from, Math.min(to, from + longest - this.#rest.length));
  }
}
