/**
 * Perceptual hashes of 64 bits as the library imagededup computes them, the way Data-Juicer calls it: the RGB
 * picture is resized with Lanczos and made grey after that.
 */
import { resize, toGrey } from '../../../base/resample.ts';
import type { Raster } from '../../../base/raster.ts';
import { cosineTransform, transformLength } from './dct.ts';
import { oncePerRaster } from './pictures.ts';

/** The methods that are computed here; Data-Juicer's `whash` is not. */
export const hashMethods = ['phash', 'dhash', 'ahash'] as const;
/** One of them. */
export type HashMethod = (typeof hashMethods)[number];

const side = 8;
/** Each computed once per picture, however many deduplicators ask. */
const bitsOf: Readonly<Record<HashMethod, (raster: Raster) => boolean[]>> = {
  phash: oncePerRaster(phash),
  dhash: oncePerRaster(dhash),
  ahash: oncePerRaster(ahash),
};

/** The hash of a picture as 16 hexadecimal digits, rows from the top, the first bit highest. */
export function perceptualHash(raster: Raster, method: HashMethod): string {
  const bits = bitsOf[method](raster);
  let hexadecimal = '';
  for (let i = 0; i < bits.length; i += 4) {
    hexadecimal += bits
      .slice(i, i + 4)
      .reduce((digit, bit) => digit * 2 + Number(bit), 0)
      .toString(16);
  }
  return hexadecimal;
}

function shrunk(raster: Raster, width: number, height: number): Uint8Array {
  return toGrey(resize(raster, width, height, 'lanczos')).data;
}

/** Which of the lowest 8 × 8 frequencies are at least the median of all but the mean brightness. */
function phash(raster: Raster): boolean[] {
  const levels = shrunk(raster, transformLength, transformLength);
  const columns = Array.from({ length: transformLength }, (_, x) =>
    cosineTransform(Array.from({ length: transformLength }, (__, y) => levels[y * transformLength + x]!)),
  );
  const rows = Array.from({ length: side }, (_, y) => cosineTransform(columns.map((column) => column[y]!)));
  const lowest = rows.flatMap((row) => Array.from(row.subarray(0, side)));
  const others = Float64Array.from(lowest.slice(1)).sort();
  const median = others[(others.length - 1) / 2]!;
  return lowest.map((coefficient) => coefficient >= median);
}

/** Whether each pixel is brighter than its left neighbour. */
function dhash(raster: Raster): boolean[] {
  const levels = shrunk(raster, side + 1, side);
  return Array.from({ length: side * side }, (_, i) => {
    const at = Math.floor(i / side) * (side + 1) + (i % side);
    return levels[at + 1]! > levels[at]!;
  });
}

/** Whether each pixel is at least as bright as the mean. */
function ahash(raster: Raster): boolean[] {
  const levels = shrunk(raster, side, side);
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  return Array.from(levels, (level) => level >= mean);
}
