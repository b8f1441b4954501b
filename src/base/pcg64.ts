/**
 * NumPy's `default_rng`: SeedSequence (O'Neill's seed_seq) and PCG64 (O'Neill 2014, XSL-RR 128/64). The same seed gives
 * the same permutation as `numpy.random.default_rng(seed).permutation(n)`.
 */

const mask64 = (1n << 64n) - 1n;
const mask128 = (1n << 128n) - 1n;
const multiplier = 0x2360ed051fc65da44385df649fccf645n;

/** NumPy's random generator. */
export class Pcg64 {
  #state: bigint;
  readonly #increment: bigint;
  /** The upper half of the last 64 bits, not yet given out. */
  #half: number | null = null;

  /** @param seed a whole number from 0 to 2^53 - 1 */
  constructor(seed: number) {
    const [stateHigh, stateLow, sequenceHigh, sequenceLow] = seedWords(seed);
    this.#increment = ((((sequenceHigh! << 64n) | sequenceLow!) << 1n) | 1n) & mask128;
    this.#state = this.#increment;
    this.#state = (this.#state + ((stateHigh! << 64n) | stateLow!)) & mask128;
    this.#step();
  }

  /** The next 64 random bits. */
  next64(): bigint {
    this.#step();
    return BigInt.asUintN(64, rotateRight((this.#state >> 64n) ^ (this.#state & mask64), this.#state >> 122n));
  }

  /** The next 32 random bits: the lower half of 64, then the upper. */
  next32(): number {
    if (this.#half !== null) {
      const half = this.#half;
      this.#half = null;
      return half;
    }
    const bits = this.next64();
    this.#half = Number(bits >> 32n);
    return Number(bits & 0xffffffffn);
  }

  /** A whole number from 0 to `max` (below 2^32), each as likely: bits enough for it are drawn until they fit, as NumPy shuffles. */
  upTo(max: number): number {
    const spare = Math.clz32(max);
    if (spare === 32) return 0;
    for (;;) {
      const drawn = (this.next32() << spare) >>> spare;
      if (drawn <= max) return drawn;
    }
  }

  /** The numbers from 0 to `count - 1` in random order (Fisher and Yates, from the end). */
  permutation(count: number): Int32Array {
    const order = Int32Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.upTo(i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  #step(): void {
    this.#state = (this.#state * multiplier + this.#increment) & mask128;
  }
}

function rotateRight(bits: bigint, by: bigint): bigint {
  return (bits >> by) | (bits << (64n - by));
}

/** Four 64-bit words from a seed: `SeedSequence(seed).generate_state(4, uint64)`. */
function seedWords(seed: number): bigint[] {
  const pool = seedPool([seed % 2 ** 32, Math.floor(seed / 2 ** 32)]);
  let constant = 0x8b51f9dd;
  const words = Array.from({ length: 8 }, (_, i) => {
    let word = pool[i % 4]! ^ constant;
    constant = Math.imul(constant, 0x58f38ded);
    word = Math.imul(word, constant);
    return (word ^ (word >>> 16)) >>> 0;
  });
  return [0, 2, 4, 6].map((i) => BigInt(words[i]!) | (BigInt(words[i + 1]!) << 32n));
}

/** SeedSequence's entropy pool of four words; missing words of the seed are 0. */
function seedPool(entropy: readonly number[]): Int32Array {
  let constant = 0x43b0d7e5;
  const hash = (value: number): number => {
    const mixed = value ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    const word = Math.imul(mixed, constant);
    return word ^ (word >>> 16);
  };
  const pool = Int32Array.from({ length: 4 }, (_, i) => hash(entropy[i] ?? 0));
  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) {
      if (from === to) continue;
      const word = Math.imul(0xca01f9dd, pool[to]!) - Math.imul(0x4973f715, hash(pool[from]!));
      pool[to] = word ^ (word >>> 16);
    }
  }
  return pool;
}
