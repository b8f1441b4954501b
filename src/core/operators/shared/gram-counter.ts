/** What is known of a text's character n-grams. */
export interface GramCounts {
  /** All n-grams, repeats included. */
  readonly total: number;
  readonly different: number;
  /** The counts of those that stand more than once, in no order. */
  readonly repeated: number[];
}

const base = 0x01000193;

/** Counts character n-grams by a rolling hash (Karp and Rabin), equal hashes compared letter by letter. */
export class GramCounter {
  readonly #n: number;
  /** What the hash's first letter is worth: base^n. */
  readonly #first: number;
  #codes = new Int32Array(1024);
  /** Open addressing: first position of an n-gram plus one, and its count. */
  #slots = new Int32Array(2048);
  #counts = new Int32Array(2048);

  constructor(n: number) {
    this.#n = n;
    let first = 1;
    for (let i = 0; i < n; i++) first = Math.imul(first, base);
    this.#first = first;
  }

  count(text: string): GramCounts {
    const total = this.#read(text) - this.#n + 1;
    if (total <= 0) return { total: 0, different: 0, repeated: [] };
    const size = this.#clear(total);
    const used = this.#tally(total, size);
    const repeated: number[] = [];
    for (const slot of used) if (this.#counts[slot]! > 1) repeated.push(this.#counts[slot]!);
    const twice = repeated.reduce((sum, count) => sum + count - 1, 0);
    return { total, different: total - twice, repeated };
  }

  /** Counts every n-gram; gives the slots of those that came again, each as often as it did. */
  #tally(total: number, size: number): Set<number> {
    const again = new Set<number>();
    const codes = this.#codes;
    let hash = 0;
    for (let i = 0; i < this.#n; i++) hash = (Math.imul(hash, base) + codes[i]!) | 0;
    for (let i = 0; i < total; i++) {
      const slot = this.#slotOf(i, hash, size);
      this.#slots[slot] ||= i + 1;
      if (++this.#counts[slot]! > 1) again.add(slot);
      hash = (Math.imul(hash, base) + codes[i + this.#n]! - Math.imul(this.#first, codes[i]!)) | 0;
    }
    return again;
  }

  #slotOf(start: number, hash: number, size: number): number {
    let slot = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> (32 - size);
    const mask = (1 << size) - 1;
    while (this.#slots[slot] !== 0 && !this.#equal(this.#slots[slot]! - 1, start)) slot = (slot + 1) & mask;
    return slot;
  }

  #equal(a: number, b: number): boolean {
    for (let i = 0; i < this.#n; i++) if (this.#codes[a + i] !== this.#codes[b + i]) return false;
    return true;
  }

  /** Reads the code points; gives their number. */
  #read(text: string): number {
    if (this.#codes.length <= text.length) this.#codes = new Int32Array(2 * text.length);
    let length = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i)!;
      if (code > 0xffff) i++;
      this.#codes[length++] = code;
    }
    this.#codes[length] = 0;
    return length;
  }

  /** Empties a table of twice the places needed; gives the logarithm of its size. */
  #clear(total: number): number {
    const size = 33 - Math.clz32(total);
    if (this.#slots.length < 1 << size) {
      this.#slots = new Int32Array(1 << size);
      this.#counts = new Int32Array(1 << size);
    }
    this.#slots.fill(0, 0, 1 << size);
    this.#counts.fill(0, 0, 1 << size);
    return size;
  }
}
