/** Values in equally wide bins: the same edges wherever they are drawn. */

import type { Bins } from '../protocol/scores.ts';

/** Between which values some lie, and whether they are whole numbers. */
export interface Extent {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** The extent of the finite ones of some values; null of none. */
export function extent(...columns: readonly ArrayLike<number>[]): Extent | null {
  let [min, max, whole] = [Infinity, -Infinity, true];
  for (const values of columns) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
      if (whole && !Number.isSafeInteger(value)) whole = false;
    }
  }
  return min <= max ? { min, max, whole } : null;
}

/** At most so many bins over an extent. Those of whole numbers have equally many of them each, and edges half a number away. */
export function binsOf({ min, max, whole }: Extent, most: number): Bins {
  if (whole) {
    const numbers = Math.ceil(max) - Math.floor(min) + 1;
    const width = Math.max(1, Math.ceil(numbers / most));
    return { from: Math.floor(min) - 0.5, width, count: Math.ceil(numbers / width) };
  }
  // One value everywhere stands in the middle of a bin as wide as is sensible at its size.
  if (min === max) return { from: min - (Math.abs(min) / 20 || 0.5), width: Math.abs(min) / 10 || 1, count: 1 };
  const width = max / most - min / most;
  return Number.isFinite(width) && width > 0
    ? { from: min, width, count: most }
    : { from: min, width: max - min || Number.MIN_VALUE, count: 1 };
}

/** The bin of a finite value; what lies beyond stands in the outermost. */
export function binAt({ from, width, count }: Bins, value: number): number {
  const bin = Math.floor((value - from) / width);
  return bin < 0 ? 0 : bin < count ? bin : count - 1;
}

/** How many values stand in each bin. Those that are not finite stand in none. */
export function histogram(values: ArrayLike<number>, bins: Bins): number[] {
  const counts = new Array<number>(bins.count).fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) counts[binAt(bins, value)]!++;
  }
  return counts;
}
