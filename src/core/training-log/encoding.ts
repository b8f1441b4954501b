type Decoder = InstanceType<typeof TextDecoder>;

/** The bytes of a log as UTF-8, whatever wrote them: PowerShell's `>` writes UTF-16. */
export class LogBytes {
  /** Null: as they are; undefined: the first two bytes have not come yet. */
  #decoder: Decoder | null | undefined;
  #begin = Buffer.alloc(0);

  /** The next bytes. */
  take(chunk: Buffer): Buffer {
    if (this.#decoder !== undefined) return this.#decoded(chunk);
    this.#begin = Buffer.concat([this.#begin, chunk]);
    if (this.#begin.length < 2) return Buffer.alloc(0);
    this.#decoder = decoderFor(this.#begin);
    return this.#decoded(this.#begin);
  }

  #decoded(chunk: Buffer): Buffer {
    return this.#decoder == null ? chunk : Buffer.from(this.#decoder.decode(chunk, { stream: true }));
  }
}

/** By the byte order mark; null: there is none, or it is that of UTF-8. */
function decoderFor([first, second]: Buffer): Decoder | null {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  return first === 0xfe && second === 0xff ? new TextDecoder('utf-16be') : null;
}
