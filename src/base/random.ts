/**
 * Seeded randomness that is the same on every machine: 32-bit integer arithmetic only. The generator is
 * xoshiro128** (Blackman and Vigna, 2018), its state filled by splitmix32. Not for secrets.
 */

/** A stream of random numbers that a seed, and the stream numbers after it, determine. */
export class Random {
  readonly #state: Uint32Array;

  /**
   * @param seed - any safe integer
   * @param streams - integers that tell apart uses of one seed (a cluster's number, a restart's), so that a
   *   change in one use never shifts the draws of another
   */
  constructor(seed: number, ...streams: readonly number[]) {
    this.#state = seedState([seed, ...streams]);
  }

  /** A uniform integer in [0, 2^32). */
  uint32(): number {
    const s = this.#state as unknown as [number, number, number, number];
    const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotateLeft(s[3], 11);
    return result;
  }

  /** A uniform number in [0, 1) with 53 random bits. */
  real(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** A uniform integer in [0, bound), without modulo bias; `bound` is an integer in 1..2^32. */
  below(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) throw new RangeError(`no integer below ${bound}`);
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const value = this.uint32();
      if (value < limit) return value % bound;
    }
  }

  /** Shuffles in place (Fisher–Yates) and returns the same array. */
  shuffle<A extends { readonly length: number; [index: number]: unknown }>(items: A): A {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
    return items;
  }

  /** A uniformly drawn cyclic permutation of 0..size−1 (Sattolo 1986): from two elements on, none keeps its place. */
  cycle(size: number): Int32Array {
    const order = Int32Array.from({ length: size }, (_, i) => i);
    for (let i = size - 1; i > 0; i--) {
      const j = this.below(i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  /** `count` distinct integers of 0..size−1, ascending (selection sampling, Knuth's algorithm S); all of them where `count` ≥ `size`. */
  sample(size: number, count: number): Int32Array {
    const chosen = new Int32Array(Math.max(0, Math.min(count, size)));
    let found = 0;
    for (let i = 0; found < chosen.length; i++) {
      if (this.below(size - i) < chosen.length - found) chosen[found++] = i;
    }
    return chosen;
  }
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Four words in which every input number, both of its 32-bit halves, has had its say. */
function seedState(numbers: readonly number[]): Uint32Array {
  let hash = 0;
  for (const number of numbers) {
    if (!Number.isSafeInteger(number)) throw new RangeError(`not a seed: ${number}`);
    for (const half of [number | 0, Math.floor(number / 2 ** 32)])
      hash = mix(hash ^ mix(half + 0x9e3779b9)) + 0x9e3779b9;
  }
  const state = new Uint32Array(4);
  for (let i = 0; i < 4; i++) {
    hash = (hash + 0x9e3779b9) | 0;
    state[i] = mix(hash);
  }
  return state;
}

/** The finaliser of splitmix32: a bijection of 32-bit integers, so the four words are never all zero. */
function mix(value: number): number {
  let z = value | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
