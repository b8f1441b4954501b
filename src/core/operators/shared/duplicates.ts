import type { DuplicateQuestion } from '../operator.ts';

/** Numbers equal fingerprints alike, from 0 on in the order of their first; -1 for an empty one. */
export function fingerprintGroups(fingerprints: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  const groups = new Int32Array(fingerprints.length).fill(-1);
  for (let i = 0; i < groups.length; i++) {
    const fingerprint = fingerprints[i]!;
    if (fingerprint === '') continue;
    const known = numbers.get(fingerprint);
    if (known === undefined) numbers.set(fingerprint, numbers.size);
    groups[i] = known ?? numbers.size - 1;
  }
  return groups;
}

/**
 * Representatives by equal fingerprints: of each group the sample of the highest rank stays, or the first; an empty
 * fingerprint is never a duplicate.
 */
export function equalFingerprints({ fingerprints, groups, rank }: DuplicateQuestion): Int32Array {
  const group = groups ?? fingerprintGroups(fingerprints);
  let groupCount = 0;
  for (let i = 0; i < group.length; i++) groupCount = Math.max(groupCount, group[i]! + 1);
  const best = new Int32Array(groupCount).fill(-1);
  for (let i = 0; i < group.length; i++) {
    const number = group[i]!;
    if (number === -1) continue;
    const present = best[number]!;
    if (present === -1 || above(rank, i, present)) best[number] = i;
  }
  const result = new Int32Array(group.length);
  for (let i = 0; i < group.length; i++) result[i] = group[i] === -1 ? i : best[group[i]!]!;
  return result;
}

function above(rank: Float64Array | null, candidate: number, present: number): boolean {
  if (rank === null || Number.isNaN(rank[candidate]!)) return false;
  return Number.isNaN(rank[present]!) || rank[candidate]! > rank[present]!;
}
