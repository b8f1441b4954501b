/**
 * How many different hashes there were, by linear counting (Whang et al. 1990): a bit for each, and from the share of
 * bits that stayed empty how many fell on the same one. Pure.
 */
const bits = 2 ** 24;

/** Counts different 32-bit hashes in 2 MB: to a few thousandths up to forty millions. */
export class Distinct {
  readonly #seen = new Uint32Array(bits / 32);
  #taken = 0;
  /** All that were added. */
  total = 0;

  add(hash: number): void {
    this.total++;
    const place = hash & (bits - 1);
    const bit = 1 << (place & 31);
    if ((this.#seen[place >>> 5]! & bit) !== 0) return;
    this.#seen[place >>> 5]! |= bit;
    this.#taken++;
  }

  /** Different ones over all; null: there were none. */
  get share(): number | null {
    if (this.total === 0) return null;
    const different = Math.round(-bits * Math.log1p(-this.#taken / bits));
    return Math.min(1, different / this.total);
  }
}
