/**
 * Scores of picture quality, 0 to 1, lower is worse. Brightness and information follow the formulas of cleanvision
 * (Cleanlab, 0.3.7), taken of the RGB picture; sharpness is measured otherwise, see {@link sharpnessScore}.
 */
import { resize } from '../../../base/resample.ts';
import type { Raster } from '../../../base/raster.ts';
import { greyOf, oncePerRaster } from './pictures.ts';

/** Perceived brightness of a pixel is the root of the weighted squares of its colours; here in thousandths, whole. */
const brightest = 1000 * 255 * 255;
const [redSquares, greenSquares, blueSquares] = [241, 691, 68].map((weight) =>
  Int32Array.from({ length: 256 }, (_, level) => weight * level * level),
) as [Int32Array, Int32Array, Int32Array];

/** Squares are counted in bins of this many bits; only bins that hold a wanted place are looked into. */
const binBits = 10;

/** The 5th and the 99th percentile of a picture's brightness, 0 to 1, interpolated as by NumPy. */
export const brightnessOf = oncePerRaster((raster) => {
  const squares = squaredBrightness(raster);
  const places = [5, 99].map((percent) => (percent / 100) * (squares.length - 1));
  const levels = ranked(
    squares,
    places.flatMap((place) => [Math.floor(place), Math.ceil(place)]),
  ).map((square) => Math.sqrt(square / brightest));
  const [low, high] = places.map((place, i) => {
    const [below, above] = [levels[2 * i]!, levels[2 * i + 1]!];
    return below + (above - below) * (place - Math.floor(place));
  });
  return { low: low!, high: high! };
});

function squaredBrightness({ data }: Raster): Int32Array {
  const squares = new Int32Array(data.length / 3);
  for (let i = 0, p = 0; i < squares.length; i++, p += 3) {
    squares[i] = redSquares[data[p]!]! + greenSquares[data[p + 1]!]! + blueSquares[data[p + 2]!]!;
  }
  return squares;
}

/** The values that would stand at these places if all were sorted. */
function ranked(values: Int32Array, ranks: readonly number[]): number[] {
  const coarse = new Uint32Array((brightest >> binBits) + 1);
  for (let i = 0; i < values.length; i++) coarse[values[i]! >> binBits]!++;
  const fine = new Map<number, Uint32Array>();
  return ranks.map((rank) => {
    const [bin, before] = binOf(coarse, rank);
    if (!fine.has(bin)) fine.set(bin, countsWithin(values, bin));
    return (bin << binBits) | binOf(fine.get(bin)!, rank - before)[0];
  });
}

/** How often each value of a bin occurs. */
function countsWithin(values: Int32Array, bin: number): Uint32Array {
  const counts = new Uint32Array(1 << binBits);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value >> binBits === bin) counts[value & (counts.length - 1)]!++;
  }
  return counts;
}

/** The bin that holds a place, and how many values lie in the bins before it. */
function binOf(counts: Uint32Array, rank: number): [bin: number, before: number] {
  let before = 0;
  let bin = 0;
  while (before + counts[bin]! <= rank) before += counts[bin++]!;
  return [bin, before];
}

/** Entropy of the levels of all colours together, in bits, a tenth of it, at most 1. */
export function informationScore({ data }: Raster): number {
  const counts = new Float64Array(3 * 256);
  for (let i = 0; i < data.length; i += 3) {
    counts[data[i]!]!++;
    counts[256 + data[i + 1]!]!++;
    counts[512 + data[i + 2]!]!++;
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / data.length) * Math.log2(count / data.length);
  return Math.min(1, bits * 0.1);
}

/** The longer side to which a larger picture is reduced before its edges are looked at: sharpness at a viewer's size. */
const edgeSide = 512;
/** Deviation of the Laplacian that scores 1 − 1/e. With it the threshold .29 lies between pictures out of focus and fog. */
const sharpDeviation = 9;

/**
 * Strength of edges: the standard deviation of the grey picture's Laplacian (Pech-Pacheco and others, 2000), mapped
 * to 0..1. cleanvision's own score looks at 64 pixels a side, where a blur of some pixels is no longer seen.
 */
export function sharpnessScore(raster: Raster): number {
  return 1 - Math.exp(-laplacianDeviation(reduced(greyOf(raster))) / sharpDeviation);
}

function reduced(raster: Raster): Raster {
  const ratio = Math.max(raster.width, raster.height) / edgeSide;
  if (ratio <= 1) return raster;
  const side = (length: number): number => Math.max(1, Math.round(length / ratio));
  return resize(raster, side(raster.width), side(raster.height), 'box');
}

/** Four times each inner pixel less its four neighbours; 0 for a picture without inner pixels. */
function laplacianDeviation({ width, height, data }: Raster): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const edge = 4 * data[at]! - data[at - 1]! - data[at + 1]! - data[at - width]! - data[at + width]!;
      sum += edge;
      squares += edge * edge;
    }
  }
  const count = Math.max(0, width - 2) * Math.max(0, height - 2);
  return count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
