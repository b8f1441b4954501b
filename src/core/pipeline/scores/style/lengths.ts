import type { Lengths } from '../../../../protocol/scores.ts';

/** Longer captions count as this long. */
const longest = 4096;
/** So many bins are told. */
const told = 64;

/** Counts captions by their number of words. Pure. */
export class LengthCounts {
  readonly #counts = new Uint32Array(longest + 1);
  #captions = 0;
  #words = 0;

  add(words: number): void {
    this.#captions++;
    this.#words += words;
    this.#counts[Math.min(words, longest)]!++;
  }

  get lengths(): Lengths {
    const counts = Array.from({ length: told + 1 }, (_, words) => this.#counts[words]!);
    counts[told] = this.#captions - counts.slice(0, told).reduce((sum, count) => sum + count, 0);
    const [captions, some] = [this.#captions, this.#captions > 0];
    return {
      captions,
      mean: some ? this.#words / captions : null,
      median: some ? (this.#at((captions - 1) >> 1) + this.#at(captions >> 1)) / 2 : null,
      counts,
    };
  }

  /** The length of the caption at a place in the order of lengths. */
  #at(place: number): number {
    let before = 0;
    for (let words = 0; words < longest; words++) {
      before += this.#counts[words]!;
      if (before > place) return words;
    }
    return longest;
  }
}
