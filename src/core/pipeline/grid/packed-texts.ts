/** So many bytes are allocated at first; they double as often as it takes. */
const firstBytes = 1 << 20;
/** Ends every text. No UTF-8 has it, so that nothing is found across two texts. */
const end = 0xff;

/** Texts one behind the other as UTF-8, by number from 0 on, as many as there is room for. */
export class PackedTexts {
  readonly #most: number;
  /** Where each text starts, and behind the last. */
  readonly #starts: Uint32Array;
  #bytes: Buffer = Buffer.alloc(0);
  #count = 0;
  #full = false;

  /** @param most bytes at most; below 4 GB */
  constructor(texts: number, most: number) {
    this.#starts = new Uint32Array(texts + 1);
    this.#most = most;
  }

  /** How many texts there are. */
  get count(): number {
    return this.#count;
  }

  /** Adds a text, or null for none, unless there was no room for it or one before. */
  add(text: string | null): void {
    const from = this.#starts[this.#count]!;
    if (this.#full || !this.#hasRoom(from + 3 * (text?.length ?? 0) + 1)) return;
    const to = text === null ? from : this.#bytes.writeUInt8(end, from + this.#bytes.write(text, from));
    this.#starts[++this.#count] = to;
  }

  /** A text that was added; null: none. */
  at(number: number): string | null {
    const [from, to] = [this.#starts[number]!, this.#starts[number + 1]!];
    return from === to ? null : this.#bytes.toString('utf8', from, to - 1);
  }

  /** The numbers of the texts that have a piece, ascending. */
  *having(piece: string): Generator<number> {
    const sought = Buffer.from(piece);
    const bytes = this.#bytes.subarray(0, this.#starts[this.#count]);
    for (let at = bytes.indexOf(sought); at >= 0 && at < bytes.length;) {
      const number = this.#numberAt(at);
      yield number;
      at = bytes.indexOf(sought, this.#starts[number + 1]);
    }
  }

  /** The text to which a byte belongs: the last that starts there or before. */
  #numberAt(byte: number): number {
    let [low, high] = [0, this.#count];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= byte) low = middle;
      else high = middle;
    }
    return low;
  }

  #hasRoom(bytes: number): boolean {
    this.#full = bytes > this.#most;
    if (this.#full || bytes <= this.#bytes.length) return !this.#full;
    const size = Math.min(this.#most, Math.max(firstBytes, 2 * this.#bytes.length, bytes));
    const grown = Buffer.allocUnsafeSlow(size);
    this.#bytes.copy(grown);
    this.#bytes = grown;
    return true;
  }
}
