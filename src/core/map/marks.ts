/** Where the samples that a selection took stand in their clusters. */

/** What a taken sample is: as the strategy `dynamic-increase` takes them. */
export const marks = ['none', 'nearest', 'farthest', 'between'] as const;

/** Rows that a selection could choose among. */
export interface Choosable {
  /** −1: in no cluster. */
  readonly cluster: Int32Array;
  readonly distance: Float64Array;
  /** How often each was taken. */
  readonly times: Int32Array;
}

/**
 * Per row its place in {@link marks}. Of a cluster of n rows with m = ⌊n/4⌋ + 1, the ⌊m/4⌋ nearest to the centre and the
 * ⌈m/4⌉ farthest are told apart from those between; rows without a cluster are between.
 */
export function marksOf({ cluster, distance, times }: Choosable): Uint8Array {
  const result = Uint8Array.from(times, (taken) => (taken > 0 ? 3 : 0));
  const order = Int32Array.from(cluster.keys()).filter((row) => cluster[row]! >= 0 && !Number.isNaN(distance[row]!));
  order.sort((a, b) => cluster[a]! - cluster[b]! || distance[a]! - distance[b]! || a - b);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && cluster[order[end]!] === cluster[order[start]!]) end++;
    const m = Math.floor((end - start) / 4) + 1;
    for (const row of order.subarray(start, start + Math.floor(m / 4))) if (times[row]! > 0) result[row] = 1;
    for (const row of order.subarray(end - Math.ceil(m / 4), end)) if (times[row]! > 0) result[row] = 2;
    start = end;
  }
  return result;
}
