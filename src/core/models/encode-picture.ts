/** A decoded picture as a JPEG of bounded size, for those who look at it elsewhere. */
import type { Raster } from '../../base/raster.ts';
import { resize } from '../../base/resample.ts';
import { sharp } from './picture-file/sharp.ts';
import type { PictureEncoding } from './picture-report.ts';

/** Encodes with all its colour (4:4:4) and without metadata: equal pixels give equal bytes. */
export async function encodePicture(raster: Raster, encoding: PictureEncoding): Promise<Uint8Array> {
  const { data, ...raw } = padded(resized(raster, encoding), encoding.shortest);
  return sharp(data, { raw }).jpeg({ quality: encoding.quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

/** As little changed as both bounds allow; the upper bound wins. */
function resized(raster: Raster, { shortest, longest }: PictureEncoding): Raster {
  const { width, height } = raster;
  const scale = Math.min(longest / Math.max(width, height), Math.max(1, shortest / Math.min(width, height)));
  const side = (pixels: number): number => Math.max(1, Math.round(pixels * scale));
  return resize(raster, side(width), side(height), 'bicubic');
}

/** In the middle of black, where a side is too short. */
function padded(raster: Raster, shortest: number): Raster {
  const { channels } = raster;
  const [width, height] = [Math.max(shortest, raster.width), Math.max(shortest, raster.height)];
  if (width === raster.width && height === raster.height) return raster;
  const [left, top] = [Math.floor((width - raster.width) / 2), Math.floor((height - raster.height) / 2)];
  const data = new Uint8Array(width * height * channels);
  const stride = raster.width * channels;
  for (let y = 0; y < raster.height; y++) {
    data.set(raster.data.subarray(y * stride, (y + 1) * stride), ((y + top) * width + left) * channels);
  }
  return { width, height, channels, data };
}
