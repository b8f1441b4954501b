/** Orientation of a picture as Pillow finds it: EXIF first, else XMP. */
import type { Raster } from '../../../base/raster.ts';

const orientationTag = 0x0112;

/**
 * The orientation that a picture's metadata ask for, 1 to 8; 1 where it is missing, broken or unknown.
 * @param exif a TIFF block, with or without `Exif\0\0` before it
 * @param xmp an XMP packet
 */
export function orientationOf(exif: Buffer | null, xmp: Buffer | null): number {
  const found = (exif === null ? null : exifOrientation(exif)) ?? (xmp === null ? null : xmpOrientation(xmp)) ?? 1;
  return found >= 1 && found <= 8 ? found : 1;
}

function xmpOrientation(xmp: Buffer): number | null {
  const match = /tiff:Orientation(?:="|>)([0-9])/.exec(xmp.toString('latin1'));
  return match === null ? null : Number(match[1]);
}

function exifOrientation(block: Buffer): number | null {
  let tiff = block;
  while (tiff.toString('latin1', 0, 6) === 'Exif\0\0') tiff = tiff.subarray(6);
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return null;
  const little = order === 'II';
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  if (short(2) !== 42 || directory + 2 > tiff.length) return null;
  const entries = short(directory);
  for (let i = 0, at = directory + 2; i < entries && at + 12 <= tiff.length; i++, at += 12) {
    if (short(at) !== orientationTag || long(at + 4) !== 1) continue;
    const type = short(at + 2);
    return type === 3 ? short(at + 8) : type === 4 ? long(at + 8) : type === 1 ? tiff[at + 8]! : null;
  }
  return null;
}

/** Whether an orientation swaps width and height. */
export function swapsSides(orientation: number): boolean {
  return orientation >= 5;
}

/** The picture as it is meant to be seen (Pillow's `exif_transpose`); the raster itself for orientation 1. */
export function orient(raster: Raster, orientation: number): Raster {
  if (orientation === 1) return raster;
  const { width, height, channels, data } = raster;
  const swapped = swapsSides(orientation);
  // Orientations that mirror the stored columns (2, 3, 7, 8) and rows (3, 4, 6, 7).
  const mirrorX = [2, 3, 7, 8].includes(orientation);
  const mirrorY = [3, 4, 6, 7].includes(orientation);
  const out = { width: swapped ? height : width, height: swapped ? width : height };
  const turned = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const [u, v] = swapped ? [y, x] : [x, y];
      let from = ((mirrorY ? height - 1 - v : v) * width + (mirrorX ? width - 1 - u : u)) * channels;
      for (let channel = 0; channel < channels; channel++) turned[to++] = data[from++]!;
    }
  }
  return { ...out, channels, data: turned };
}
