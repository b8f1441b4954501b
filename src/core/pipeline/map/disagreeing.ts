/** Samples whose neighbours in one space are not their neighbours in another. */
import type { MapStep } from '../../../protocol/map.ts';
import { Random } from '../../../base/random.ts';
import { compared } from '../../map/limits.ts';
import type { Turn } from '../people/shown-captions.ts';
import { mapKey, readMapFile, writeMapFile } from './map-file.ts';
import { MapThread } from './map-thread.ts';
import type { Space } from './spaces.ts';
import { rowsOfPart, vectorsAt } from './vectors.ts';

/** So many samples are compared at most. */
const mostCompared = 50_000;
/** Apart from other uses of a seed. */
const stream = 0x646973;

/** How much of their neighbourhoods samples share. */
export interface SharedNeighbours {
  readonly key: string;
  /** Those that were compared, in dataset order. */
  readonly rows: Int32Array;
  /** Of {@link compared} neighbours so many are neighbours in both spaces. */
  readonly shared: Uint8Array;
  /** Samples in both spaces. */
  readonly of: number;
}

/** The name of a comparison. */
export function keyOfShared(one: Space, other: Space): string {
  return mapKey('shared', one.vectors.sha256, other.vectors.sha256, one.seed);
}

/** A comparison that was made before; null: none is stored. */
export async function storedShared(cache: string, key: string): Promise<SharedNeighbours | null> {
  const stored = await readMapFile<{ readonly of: number }>(cache, key);
  if (stored === null || stored.values.length !== stored.rows.length) return null;
  return { key, rows: stored.rows, shared: stored.values, of: stored.head.of };
}

/** Stores a comparison. @throws ProductError `disk` */
export function storeShared(cache: string, { key, rows, shared, of }: SharedNeighbours): Promise<void> {
  return writeMapFile(cache, key, { head: { of }, rows, values: shared });
}

/** Compares two spaces in a thread of its own. @throws ProductError `damaged`; what the signal is aborted with */
export async function shareNeighbours(
  turn: Turn,
  spaces: readonly [Space, Space],
  signal: AbortSignal,
  progress: (step: MapStep, share: number) => void,
): Promise<SharedNeighbours> {
  const [one, other] = [await rowsOfPart(turn, spaces[0].vectors), await rowsOfPart(turn, spaces[1].vectors)];
  const others = new Set(other);
  const both = one.filter((row) => others.has(row));
  const key = keyOfShared(...spaces);
  // Fewer have no neighbourhood.
  if (both.length <= compared) return { key, rows: new Int32Array(), shared: new Uint8Array(), of: both.length };
  const rows = new Random(spaces[0].seed, stream).sample(both.length, mostCompared).map((place) => both[place]!);
  const data = [
    await vectorsAt(turn, spaces[0], one, rows, signal),
    await vectorsAt(turn, spaces[1], other, rows, signal),
  ];
  const thread = new MapThread(signal, progress);
  try {
    const { seed } = spaces[0];
    const task = { seed, spaces: spaces.map(({ dimensions }, i) => ({ columns: dimensions, data: data[i]! })) };
    const shared = (await thread.result({ type: 'overlap', task })) as Uint8Array;
    return { key, rows, shared, of: both.length };
  } finally {
    await thread.end();
  }
}

/** Those that share none, and the mean share. */
export function disagreeing({ rows, shared }: SharedNeighbours): { rows: Int32Array; agreement: number } {
  const total = shared.reduce((sum, count) => sum + count, 0);
  return { rows: rows.filter((_, i) => shared[i] === 0), agreement: total / (compared * Math.max(1, rows.length)) };
}
