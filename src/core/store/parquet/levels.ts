/**
 * Definition and repetition levels as run lengths
 * (https://parquet.apache.org/docs/file-format/data-pages/encodings/, RLE / bit-packing hybrid; we write
 * its run-length half alone: levels come in long runs, and the page is compressed afterwards).
 */

/** Collects levels of at most 8 bits as runs. */
export class Levels {
  #bytes = new Uint8Array(256);
  #length = 4;
  #level = 0;
  #run = 0;
  #count = 0;

  /** Appends `times` equal levels. */
  add(level: number, times = 1): void {
    this.#count += times;
    if (level !== this.#level) {
      this.#endRun();
      this.#level = level;
    }
    this.#run += times;
  }

  /** How many levels there are. */
  get count(): number {
    return this.#count;
  }

  /** The bytes as a data page (version 1) holds them: a length of 4 bytes, then the runs. */
  finish(): Uint8Array {
    this.#endRun();
    new DataView(this.#bytes.buffer).setUint32(0, this.#length - 4, true);
    return this.#bytes.subarray(0, this.#length);
  }

  #endRun(): void {
    if (this.#run === 0) return;
    if (this.#length + 8 > this.#bytes.length) this.#grow();
    let header = this.#run * 2;
    for (; header >= 0x80; header = Math.floor(header / 0x80)) this.#bytes[this.#length++] = (header % 0x80) | 0x80;
    this.#bytes[this.#length++] = header;
    this.#bytes[this.#length++] = this.#level;
    this.#run = 0;
  }

  #grow(): void {
    const bytes = new Uint8Array(this.#bytes.length * 2);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}
