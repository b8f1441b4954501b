/** Maps as they cross the wire: typed arrays in base64, places in 16 bits. */
import type { MapPoints } from '../../../protocol/map.ts';
import type { PlacedRows } from './make-map.ts';

const steps = 65_535;

/** Smallest x and y, largest x and y; zeros where there are no points. */
export function boundsOf({ places }: Pick<PlacedRows, 'places'>): [number, number, number, number] {
  if (places.length === 0) return [0, 0, 0, 0];
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < places.length; i += 2) {
    bounds[0] = Math.min(bounds[0], places[i]!);
    bounds[1] = Math.min(bounds[1], places[i + 1]!);
    bounds[2] = Math.max(bounds[2], places[i]!);
    bounds[3] = Math.max(bounds[3], places[i + 1]!);
  }
  return bounds;
}

/** The points from one on, so many of them. */
export function pieceOf(map: PlacedRows, from: number, count: number): MapPoints {
  const rows = map.rows.subarray(from, from + count);
  const [left, top, right, bottom] = boundsOf(map);
  const along = (axis: 0 | 1, low: number, high: number): Uint16Array =>
    Uint16Array.from(rows, (_, i) => {
      const value = map.places[(from + i) * 2 + axis]!;
      return high > low ? Math.round(((value - low) / (high - low)) * steps) : 0;
    });
  return { rows: base64(rows), x: base64(along(0, left, right)), y: base64(along(1, top, bottom)) };
}

/** An array's bytes. */
export function base64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
