/** Values in Parquet's PLAIN encoding: numbers as they lie in memory (little-endian), strings after their length. */

type Numbers = Int32Array | Float32Array | Float64Array | BigUint64Array;

/** Numbers of one kind, one slice after the other. */
export class PlainNumbers<T extends Numbers> {
  /** How many there are. */
  count = 0;
  readonly #kind: { new (length: number): T; readonly BYTES_PER_ELEMENT: number };
  #values: T;

  constructor(kind: { new (length: number): T; readonly BYTES_PER_ELEMENT: number }) {
    this.#kind = kind;
    this.#values = new kind(1024);
  }

  /** Their size. */
  get bytes(): number {
    return this.count * this.#kind.BYTES_PER_ELEMENT;
  }

  /** Appends a copy of the numbers. */
  add(values: ArrayLike<T[number]>): void {
    const needed = this.count + values.length;
    if (needed > this.#values.length) this.#grow(needed);
    (this.#values as Int32Array).set(values as ArrayLike<number>, this.count);
    this.count = needed;
  }

  /** All that was added, without a copy. */
  finish(): Uint8Array {
    return new Uint8Array(this.#values.buffer, 0, this.bytes);
  }

  #grow(needed: number): void {
    const grown = new this.#kind(Math.max(needed, this.#values.length * 2));
    (grown as Int32Array).set(this.#values as Int32Array);
    this.#values = grown;
  }
}

/** Strings as UTF-8, each after its length in 4 bytes. */
export class PlainTexts {
  /** Their size so far. */
  bytes = 0;
  #buffer = Buffer.allocUnsafe(4096);

  /** Appends a string; a lone surrogate becomes U+FFFD. */
  add(text: string): void {
    const needed = this.bytes + 4 + text.length * 3;
    if (needed > this.#buffer.length) this.#grow(needed);
    const start = this.bytes + 4;
    const length = writeText(this.#buffer, text, start);
    this.#buffer.writeUInt32LE(length, this.bytes);
    this.bytes = start + length;
  }

  /** All that was added, without a copy. */
  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.bytes);
  }

  #grow(needed: number): void {
    const buffer = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(buffer, 0, 0, this.bytes);
    this.#buffer = buffer;
  }
}

const shortText = 24;

/** Writes UTF-8. A call into native code costs more than a short loop. */
function writeText(buffer: Buffer, text: string, start: number): number {
  if (text.length > shortText) return buffer.write(text, start);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return buffer.write(text, start);
    buffer[start + i] = unit;
  }
  return text.length;
}
