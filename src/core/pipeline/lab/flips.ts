/** Samples that are kept at other thresholds and were not before, and the other way round. */
import { states } from '../decide/decide.ts';

/** Indices of a stage's question, in dataset order. */
export interface Flips {
  readonly in: Int32Array;
  readonly out: Int32Array;
}

/** What flips against a run before. A row that lacks a score flips nowhere. */
export function flipsOf(keptBefore: Uint8Array, outcome: Uint8Array): Flips {
  const flips = { in: new Int32Array(outcome.length), out: new Int32Array(outcome.length) };
  let [into, out] = [0, 0];
  for (let row = 0; row < outcome.length; row++) {
    const state = outcome[row]!;
    if (state === states.kept) {
      if (keptBefore[row] === 0) flips.in[into++] = row;
    } else if (keptBefore[row] === 1 && state !== states.unknown) flips.out[out++] = row;
  }
  return { in: flips.in.slice(0, into), out: flips.out.slice(0, out) };
}

const buckets = 4096;

/** The first rows by a distance, nearest first, ties in their order; what has none stands last. */
export function nearest(rows: Int32Array, distance: (row: number) => number, most: number): Int32Array {
  const distances = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) distances[i] = distance(rows[i]!);
  const within = limitOf(distances, most);
  const places: number[] = [];
  for (let i = 0; i < rows.length; i++) if (!(distances[i]! > within)) places.push(i);
  places.sort((a, b) => distances[a]! - distances[b]! || a - b);
  return Int32Array.from(places.slice(0, most), (place) => rows[place]!);
}

/** A distance within which there are at least so many, and not many more: sorting all would take too long. */
function limitOf(distances: Float64Array, most: number): number {
  if (distances.length <= most) return Infinity;
  let furthest = 0;
  for (const distance of distances) if (distance > furthest && distance < Infinity) furthest = distance;
  const counts = new Int32Array(buckets + 1);
  // Distances crowd near 0: their roots are spread more evenly.
  const bucketOf = (distance: number): number => Math.floor(Math.sqrt(distance / furthest) * buckets);
  for (const distance of distances) if (distance <= furthest) counts[bucketOf(distance)]!++;
  let found = 0;
  for (let bucket = 0; bucket <= buckets; bucket++) {
    found += counts[bucket]!;
    if (found >= most) return furthest * ((bucket + 1) / buckets) ** 2;
  }
  return Infinity;
}
