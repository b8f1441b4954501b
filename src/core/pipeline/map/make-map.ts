import type { MapMethod, MapStep } from '../../../protocol/map.ts';
import { Random } from '../../../base/random.ts';
import { laidOut } from '../../map/limits.ts';
import type { Turn } from '../people/shown-captions.ts';
import { mapKey, readMapFile, writeMapFile } from './map-file.ts';
import { MapThread } from './map-thread.ts';
import type { Space } from './spaces.ts';
import { rowsOfPart, vectorsAt, vectorsOf } from './vectors.ts';

/** Places of samples in two dimensions. */
export interface PlacedRows {
  readonly key: string;
  /** In dataset order, without those that have no place. */
  readonly rows: Int32Array;
  /** x and y in turns. */
  readonly places: Float32Array;
  readonly laidOut: number | null;
  readonly lost: number;
}

/** Components are fitted to so many vectors. */
const fitted = 8192;
/** Apart from other uses of a seed. */
const stream = 0x666974;

interface MapHead {
  readonly laidOut: number | null;
  readonly lost: number;
}

/** The name of a map, by which it is found again. */
export function keyOfMap({ vectors, seed }: Space, method: MapMethod): string {
  return mapKey(vectors.sha256, method, seed);
}

/** A map that was made before; null: none is stored. */
export async function storedMap(cache: string, key: string): Promise<PlacedRows | null> {
  const stored = await readMapFile<MapHead>(cache, key);
  if (stored === null || stored.values.byteLength !== stored.rows.length * 8) return null;
  const { head, rows, values } = stored;
  const places = new Float32Array(values.buffer, values.byteOffset, rows.length * 2);
  return { key, rows, places, laidOut: head.laidOut, lost: head.lost };
}

/** Stores a map. @throws ProductError `disk` */
export function storeMap(cache: string, { key, rows, places, laidOut, lost }: PlacedRows): Promise<void> {
  const values = new Uint8Array(places.buffer, places.byteOffset, places.byteLength);
  return writeMapFile<MapHead>(cache, key, { head: { laidOut, lost }, rows, values });
}

/** Makes a map in a thread of its own. @throws ProductError `damaged`; what the signal is aborted with */
export async function makeMap(
  turn: Turn,
  space: Space,
  method: MapMethod,
  signal: AbortSignal,
  progress: (step: MapStep, share: number) => void,
): Promise<PlacedRows> {
  const rows = await rowsOfPart(turn, space.vectors);
  const chosen = new Random(space.seed, stream).sample(rows.length, fitted).map((place) => rows[place]!);
  const sample = await vectorsAt(turn, space, rows, chosen, signal);
  const thread = new MapThread(signal, progress);
  try {
    const task = { method, rows: rows.length, columns: space.dimensions, seed: space.seed, sample };
    await thread.tell({ type: 'layout', task }, [sample]);
    for await (const { vectors } of vectorsOf(turn, space, rows, signal))
      await thread.tell({ type: 'block', block: vectors }, [vectors]);
    const places = (await thread.result({ type: 'finish' })) as Float32Array;
    const isSampled = method === 'umap' && rows.length > laidOut;
    return { key: keyOfMap(space, method), ...placed(rows, places), laidOut: isSampled ? laidOut : null };
  } finally {
    await thread.end();
  }
}

/** The rows that have a place. */
function placed(rows: Int32Array, places: Float32Array): Pick<PlacedRows, 'rows' | 'places' | 'lost'> {
  const there = Int32Array.from(rows.keys()).filter((i) => !Number.isNaN(places[i * 2]!));
  if (there.length === rows.length) return { rows, places, lost: 0 };
  const left = new Float32Array(there.length * 2);
  there.forEach((i, to) => left.set(places.subarray(i * 2, i * 2 + 2), to * 2));
  return { rows: there.map((i) => rows[i]!), places: left, lost: rows.length - there.length };
}
