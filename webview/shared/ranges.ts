import type { Range } from '../../src/protocol/grid.ts';

/** Places of a result as disjoint ranges in order: a million selected samples are one range. */
export type Ranges = readonly Range[];

/** How many places they hold. */
export function sizeOf(ranges: Ranges): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Whether a place is in them. */
export function holds(ranges: Ranges, place: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.to <= place) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range.from <= place;
}

/** With a range more. */
export function withRange(ranges: Ranges, added: Range): Ranges {
  if (added.to <= added.from) return ranges;
  const before = ranges.filter(({ to }) => to < added.from);
  const after = ranges.filter(({ from }) => from > added.to);
  const touched = ranges.slice(before.length, ranges.length - after.length);
  const from = Math.min(added.from, touched[0]?.from ?? added.from);
  const to = Math.max(added.to, touched.at(-1)?.to ?? added.to);
  return [...before, { from, to }, ...after];
}

/** Without the places of a range. */
export function withoutRange(ranges: Ranges, taken: Range): Ranges {
  return ranges
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, taken.from) },
      { from: Math.max(from, taken.to), to },
    ])
    .filter(({ from, to }) => from < to);
}

/** The ranges of single places. */
export function rangesOf(places: readonly number[]): Ranges {
  return places.reduce<Ranges>((ranges, place) => withRange(ranges, { from: place, to: place + 1 }), []);
}
