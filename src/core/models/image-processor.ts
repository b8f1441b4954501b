/**
 * What Hugging Face's slow image processors do to a picture, to equal bytes and equal float32 values
 * (transformers 4.57: `image_transforms.py`). The 8-bit half runs in decoder processes, the other half here.
 */
import type { Raster } from '../../base/raster.ts';
import { resize } from '../../base/resample.ts';
import type { ImageProcessor, PictureInput } from './picture-report.ts';

/** A picture as a model wants it, not yet rescaled: flipped, resized, cropped. */
export function modelInput(raster: Raster, { processor, flips }: PictureInput): Raster {
  return crop(resized(flipped(raster, flips), processor), processor.crop);
}

/**
 * The tensor of some pictures of one size: [pictures, 3, height, width]. A level has only 256 values, so a table
 * says what rescaling (in float64, then rounded) and normalising (in float32) make of each.
 */
export function pixelValues(rasters: readonly Raster[], processor: ImageProcessor): Float32Array {
  const tables = [0, 1, 2].map((channel) => levelTable(processor, channel));
  const plane = rasters.length === 0 ? 0 : rasters[0]!.width * rasters[0]!.height;
  const values = new Float32Array(rasters.length * 3 * plane);
  for (const [index, { data }] of rasters.entries()) {
    if (data.length !== 3 * plane) throw new RangeError('the pictures of a batch differ in size');
    for (const [channel, table] of tables.entries()) {
      const out = values.subarray((index * 3 + channel) * plane, (index * 3 + channel + 1) * plane);
      for (let i = 0, level = channel; i < plane; i++, level += 3) out[i] = table[data[level]!]!;
    }
  }
  return values;
}

function levelTable({ rescale, normalize }: ImageProcessor, channel: number): Float32Array {
  const table = Float32Array.from({ length: 256 }, (_, level) => level * (rescale ?? 1));
  if (normalize === null) return table;
  const mean = Math.fround(normalize.mean[channel]!);
  const std = Math.fround(normalize.std[channel]!);
  return table.map((value) => Math.fround(value - mean) / std);
}

function flipped(raster: Raster, { horizontal, vertical }: PictureInput['flips']): Raster {
  if (!horizontal && !vertical) return raster;
  const { width, height, channels } = raster;
  const data = new Uint8Array(raster.data.length);
  for (let y = 0, to = 0; y < height; y++) {
    const row = (vertical ? height - 1 - y : y) * width;
    for (let x = 0; x < width; x++, to += channels) {
      const from = (row + (horizontal ? width - 1 - x : x)) * channels;
      for (let channel = 0; channel < channels; channel++) data[to + channel] = raster.data[from + channel]!;
    }
  }
  return { width, height, channels, data };
}

function resized(raster: Raster, { resize: size, kernel }: ImageProcessor): Raster {
  if (size === null) return raster;
  if ('width' in size) return resize(raster, size.width, size.height, kernel);
  const { width, height } = raster;
  const long = Math.trunc((size.shortestEdge * Math.max(width, height)) / Math.min(width, height));
  return width <= height
    ? resize(raster, size.shortestEdge, long, kernel)
    : resize(raster, long, size.shortestEdge, kernel);
}

/** Cuts out the middle, the odd pixel to the right and below; where the picture is too small, to the left and above. */
function crop(raster: Raster, size: ImageProcessor['crop']): Raster {
  if (size === null || (size.width === raster.width && size.height === raster.height)) return raster;
  const { channels } = raster;
  const [left, top] = [offset(raster.width, size.width), offset(raster.height, size.height)];
  const data = new Uint8Array(size.width * size.height * channels);
  const first = Math.max(0, left);
  const columns = Math.min(raster.width, left + size.width) - first;
  for (let y = Math.max(0, -top); y < size.height && y + top < raster.height; y++) {
    const from = ((y + top) * raster.width + first) * channels;
    data.set(raster.data.subarray(from, from + columns * channels), (y * size.width + first - left) * channels);
  }
  return { ...size, channels, data };
}

/** Where the cut begins in the picture; negative: how much is put before it. */
function offset(length: number, wanted: number): number {
  return Math.floor((length - wanted) / 2);
}
