import type { RowBits } from '../../../src/protocol/grid.ts';
import { bytesOf } from '../../shared/base64.ts';

/** The bits of rows, see `RowBits`. */
export function bitsOf(rows: Iterable<number>, count: number): RowBits {
  const bytes = new Uint8Array(Math.ceil(count / 8));
  for (const row of rows) bytes[row >> 3]! |= 1 << (row & 7);
  let text = '';
  // So many arguments fit into one call.
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

/** The rows whose bits are set. */
export function rowsOf(bits: RowBits): number[] {
  const rows: number[] = [];
  new Uint8Array(bytesOf(bits)).forEach((byte, i) => {
    for (let bit = 0; bit < 8; bit++) if (((byte >> bit) & 1) === 1) rows.push(i * 8 + bit);
  });
  return rows;
}
