/** Which bin each row's value stands in. Pure. */
import { binAt, binsOf, extent } from '../../../base/bins.ts';
import type { Bins } from '../../../protocol/scores.ts';

/** At most so many bins; the number of none of them stands for a missing value. */
const most = 64;
/** The bin of a value that is not finite. */
export const noBin = 255;

/** A score's values, binned. */
export interface Binned {
  readonly values: Float64Array;
  readonly bins: Bins;
  /** The values are whole numbers. */
  readonly whole: boolean;
  /** Of each row, or {@link noBin}. */
  readonly index: Uint8Array;
}

/** Bins the finite values. */
export function binned(values: Float64Array): Binned {
  const found = extent(values);
  const bins = found === null ? { from: 0, width: 1, count: 1 } : binsOf(found, most);
  const index = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    index[row] = Number.isFinite(value) ? binAt(bins, value) : noBin;
  }
  return { values, bins, whole: found?.whole ?? true, index };
}
