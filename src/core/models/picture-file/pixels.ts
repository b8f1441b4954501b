/**
 * Pixels as Pillow's `Image.open(path).convert('RGB')` has them: alpha dropped, not composited; ICC profiles
 * ignored; inks converted naively; 16-bit grey clipped, 16-bit colour cut to its high byte.
 */
import type { Sharp } from 'sharp';
import type { Raster } from '../../../base/raster.ts';
import { decodeGif } from './decode-gif.ts';
import { formatNames, type PictureHeader } from './picture-header.ts';
import { PictureProblem } from './picture-problem.ts';
import { sharp } from './sharp.ts';

/** Most pixels of a picture; libvips's own limit lets a small PNG grow to 268 million. */
export const pixelLimit = 100_000_000;

/**
 * Decodes a picture, not yet oriented. A JPEG that ends early is filled up as libjpeg does, a GIF too; a PNG or
 * WebP that lacks pixels fails (Data-Juicer accepts such a PNG).
 */
export async function decodePixels(bytes: Buffer, header: PictureHeader): Promise<Raster> {
  if (header.format === 'gif') return decodeGif(bytes);
  const image = sharp(bytes, {
    failOn: header.format === 'jpeg' ? 'none' : 'truncated',
    ignoreIcc: true,
    limitInputPixels: pixelLimit,
  });
  try {
    return await samplesToRgb(image, header);
  } catch (error) {
    const why = header.truncated ? 'it ends before its last pixel' : firstLine(error);
    throw new PictureProblem(`the ${formatNames[header.format]} cannot be decoded: ${why}`);
  }
}

async function samplesToRgb(image: Sharp, { samples }: PictureHeader): Promise<Raster> {
  if (samples === 'grey16') return raw(image.toColourspace('grey16').raw({ depth: 'ushort' }), fromGrey16);
  if (samples === 'plain') return raw(image.removeAlpha().raw(), (data) => data);
  return raw(image.pipelineColourspace('cmyk').toColourspace('cmyk').raw(), fromInks);
}

async function raw(image: Sharp, toRgb: (data: Buffer, channels: number) => Uint8Array): Promise<Raster> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  const rgb = toRgb(data, info.channels);
  const { width, height } = info;
  if (rgb.length !== width * height * 3) throw new Error(`${info.channels} channels are not understood`);
  return { width, height, channels: 3, data: rgb };
}

function fromGrey16(data: Buffer, channels: number): Uint8Array {
  const levels = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  const rgb = new Uint8Array((levels.length / channels) * 3);
  for (let i = 0; i < rgb.length / 3; i++) rgb.fill(Math.min(255, levels[i * channels]!), i * 3, i * 3 + 3);
  return rgb;
}

/** Inks to light: each colour times what black leaves, rounded. Like Pillow, libvips takes stored inks for inverted. */
function fromInks(inks: Buffer): Uint8Array {
  const rgb = new Uint8Array((inks.length / 4) * 3);
  for (let from = 0, to = 0; from < inks.length; from += 4) {
    const light = 255 - inks[from + 3]!;
    for (let channel = 0; channel < 3; channel++) {
      const product = inks[from + channel]! * light + 128;
      rgb[to++] = light - (((product >> 8) + product) >> 8);
    }
  }
  return rgb;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
