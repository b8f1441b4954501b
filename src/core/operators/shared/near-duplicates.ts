/**
 * Near duplicates among 64-bit hashes by multi-index hashing (Norouzi, Punjani and Fleet 2012): hashes at most r
 * bits apart have a quarter at most ⌊r / 4⌋ bits apart, so only rows that share such a quarter are compared.
 */
import type { DuplicateQuestion } from '../operator.ts';

/** Beyond this, unlike pictures count as near, and the search is no better than comparing all. */
export const greatestRadius = 11;

/** Hexadecimal digits of one hash. */
const digits = 16;
const quarters = 4;
const quarterValues = 1 << 16;

/**
 * Takes rows by rank, highest first, ties in order, and lets each stand unless it is near one that stands; then
 * the first such stands for it. Fingerprints are hashes one after the other; an empty one is never near.
 * @param radius how many bits of near hashes differ at most
 */
export function nearFingerprints({ fingerprints, rank }: DuplicateQuestion, radius: number): Int32Array {
  const index = new NearIndex(fingerprints, radius);
  const result = Int32Array.from(fingerprints, (_, row) => row);
  for (const row of byRank(fingerprints.length, rank)) {
    if (fingerprints[row] === '') continue;
    const near = index.firstNear(row);
    if (near === null) index.add(row);
    else result[row] = near;
  }
  return result;
}

function byRank(count: number, rank: Float64Array | null): Int32Array {
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  if (rank === null) return rows;
  const worth = rank.map((value) => (Number.isNaN(value) ? -Infinity : value));
  return rows.sort((a, b) => (worth[a] === worth[b] ? a - b : worth[b]! > worth[a]! ? 1 : -1));
}

/** All hashes, by row and place, as halves of 32 bits. */
class Hashes {
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** Those of row i are numbered from `starts[i]` to before `starts[i + 1]`. */
  readonly starts: Int32Array;

  constructor(fingerprints: readonly string[]) {
    this.starts = new Int32Array(fingerprints.length + 1);
    fingerprints.forEach((fingerprint, row) => {
      this.starts[row + 1] = this.starts[row]! + fingerprint.length / digits;
    });
    const count = this.starts[fingerprints.length]!;
    this.high = new Int32Array(count);
    this.low = new Int32Array(count);
    fingerprints.forEach((fingerprint, row) => {
      for (let at = 0, hash = this.starts[row]!; at < fingerprint.length; at += digits, hash++) {
        this.high[hash] = parseInt(fingerprint.slice(at, at + digits / 2), 16);
        this.low[hash] = parseInt(fingerprint.slice(at + digits / 2, at + digits), 16);
      }
    });
  }

  distance(a: number, b: number): number {
    return ones(this.high[a]! ^ this.high[b]!) + ones(this.low[a]! ^ this.low[b]!);
  }

  quarter(hash: number, quarter: number): number {
    const half = quarter < 2 ? this.high[hash]! : this.low[hash]!;
    return quarter % 2 === 0 ? half >>> 16 : half & 0xffff;
  }
}

/** The rows by one quarter of their first hash, side by side in memory. */
interface Shelf {
  /** Rows whose quarter has a value stand from `starts[value]` to before `starts[value + 1]`. */
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/** Finds standing rows near a row. */
class NearIndex {
  readonly #radius: number;
  readonly #hashes: Hashes;
  readonly #shelves: readonly Shelf[];
  /** By which bits near quarters may differ. */
  readonly #masks: Int32Array;
  /** How many rows stood before a row that stands; -1 for one that does not. */
  readonly #turns: Int32Array;
  #standing = 0;

  constructor(fingerprints: readonly string[], radius: number) {
    this.#radius = radius;
    this.#hashes = new Hashes(fingerprints);
    this.#shelves = Array.from({ length: quarters }, (_, quarter) => shelf(this.#hashes, quarter));
    const mostBits = Math.floor(radius / quarters);
    this.#masks = Int32Array.from({ length: quarterValues }, (_, mask) => mask).filter(
      (mask) => ones(mask) <= mostBits,
    );
    this.#turns = new Int32Array(fingerprints.length).fill(-1);
  }

  /** Lets a row stand. */
  add(row: number): void {
    this.#turns[row] = this.#standing++;
  }

  /** The row near this one that stood first; null where none does. */
  firstNear(row: number): number | null {
    const hash = this.#hashes.starts[row]!;
    let first = -1;
    this.#shelves.forEach((shelf, quarter) => {
      const value = this.#hashes.quarter(hash, quarter);
      for (const mask of this.#masks) first = this.#earliest(shelf, value ^ mask, row, hash, first);
    });
    return first === -1 ? null : first;
  }

  #earliest({ starts, rows, high, low }: Shelf, value: number, row: number, hash: number, known: number): number {
    const top = this.#hashes.high[hash]!;
    const bottom = this.#hashes.low[hash]!;
    const end = starts[value + 1]!;
    let first = known;
    for (let i = starts[value]!; i < end; i++) {
      if (ones(high[i]! ^ top) + ones(low[i]! ^ bottom) > this.#radius) continue;
      const other = rows[i]!;
      const turn = this.#turns[other]!;
      if (turn !== -1 && (first === -1 || turn < this.#turns[first]!) && this.#near(row, other)) first = other;
    }
    return first;
  }

  /** Whether two rows have equally many pictures, each near the other's. */
  #near(a: number, b: number): boolean {
    const { starts } = this.#hashes;
    const pictures = starts[a + 1]! - starts[a]!;
    if (starts[b + 1]! - starts[b]! !== pictures) return false;
    for (let picture = 0; picture < pictures; picture++) {
      if (this.#hashes.distance(starts[a]! + picture, starts[b]! + picture) > this.#radius) return false;
    }
    return true;
  }
}

function shelf(hashes: Hashes, quarter: number): Shelf {
  const rows = hashes.starts.length - 1;
  const present = Int32Array.from({ length: rows }, (_, row) => row).filter(
    (row) => hashes.starts[row + 1]! > hashes.starts[row]!,
  );
  const valueOf = (row: number): number => hashes.quarter(hashes.starts[row]!, quarter);
  const starts = new Int32Array(quarterValues + 1);
  for (const row of present) starts[valueOf(row) + 1]!++;
  for (let value = 0; value < quarterValues; value++) starts[value + 1]! += starts[value]!;
  const next = starts.slice();
  const sorted = new Int32Array(present.length);
  for (const row of present) sorted[next[valueOf(row)]!++] = row;
  const first = sorted.map((row) => hashes.starts[row]!);
  return {
    starts,
    rows: sorted,
    high: first.map((hash) => hashes.high[hash]!),
    low: first.map((hash) => hashes.low[hash]!),
  };
}

/** How many bits of a 32-bit number are set. */
function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
