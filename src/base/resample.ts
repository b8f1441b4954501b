/**
 * Resampling of 8-bit pictures as Pillow 13 does it, bit for bit: a separable convolution in fixed point,
 * each pass rounded and clipped to 8 bits. Written from the arithmetic of `Image.resize` and
 * `Image.convert('L')`; other resizers differ by up to 23 levels, which moves hashes and model scores.
 */
import type { Raster } from './raster.ts';

/** Pillow's names of its convolution filters. */
export type Kernel = 'box' | 'bilinear' | 'hamming' | 'bicubic' | 'lanczos';

/** Weights are integers of this many fractional bits: 32 less 8 of the pixel less 2 of head room. */
const precisionBits = 22;
const half = 1 << (precisionBits - 1);

const kernels: Readonly<Record<Kernel, { readonly support: number; readonly weight: (x: number) => number }>> = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: { support: 1, weight: hamming },
  bicubic: { support: 2, weight: bicubic },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

function hamming(x: number): number {
  const distance = Math.abs(x);
  if (distance === 0) return 1;
  return distance >= 1 ? 0 : sinc(distance) * (0.54 + 0.46 * Math.cos(distance * Math.PI));
}

/** Keys' cubic convolution with a = -0.5. */
function bicubic(x: number): number {
  const a = -0.5;
  const distance = Math.abs(x);
  if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}

/** Which inputs make each output of one axis: `taps` weights from `starts[i]` on, `width` places reserved per output. */
interface Window {
  readonly starts: Int32Array;
  readonly taps: Int32Array;
  readonly weights: Int32Array;
  readonly width: number;
}

function windows(inputs: number, outputs: number, kernel: Kernel): Window {
  const { support: radius, weight } = kernels[kernel];
  const scale = inputs / outputs;
  const stretch = Math.max(1, scale);
  const support = radius * stretch;
  const width = Math.ceil(support) * 2 + 1;
  const window = {
    starts: new Int32Array(outputs),
    taps: new Int32Array(outputs),
    weights: new Int32Array(outputs * width),
    width,
  };
  const raw = new Float64Array(width);
  for (let output = 0; output < outputs; output++) {
    const centre = (output + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const taps = Math.min(inputs, Math.trunc(centre + support + 0.5)) - start;
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      raw[tap] = weight((tap + start - centre + 0.5) * (1 / stretch));
      sum += raw[tap]!;
    }
    window.starts[output] = start;
    window.taps[output] = taps;
    for (let tap = 0; tap < taps; tap++) window.weights[output * width + tap] = fixed(raw[tap]!, sum);
  }
  return window;
}

/** A normalised weight as an integer, halves away from zero. */
function fixed(weight: number, sum: number): number {
  const scaled = (sum === 0 ? weight : weight / sum) * 2 ** precisionBits;
  return Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

function clip(sum: number): number {
  const value = sum >> precisionBits;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/**
 * Resizes as Pillow's `image.resize((width, height), kernel)` does, to equal bytes.
 * @param width Columns of the result, at least 1.
 * @param height Rows of the result, at least 1.
 */
export function resize(raster: Raster, width: number, height: number, kernel: Kernel): Raster {
  const saved = { rows: raster.height - height, columns: raster.width - width };
  // Pillow up to 12 always runs the horizontal pass first; the order shows in the rounding.
  const verticalFirst = saved.rows > 0 && saved.rows > saved.columns * 2;
  return verticalFirst
    ? resizeWidth(resizeHeight(raster, height, kernel), width, kernel)
    : resizeHeight(resizeWidth(raster, width, kernel), height, kernel);
}

function resizeWidth(raster: Raster, width: number, kernel: Kernel): Raster {
  if (width === raster.width) return raster;
  const { height, channels } = raster;
  const window = windows(raster.width, width, kernel);
  const data = new Uint8Array(width * height * channels);
  const convolve = channels === 3 ? convolveColour : convolveGrey;
  for (let y = 0; y < height; y++) {
    const row = raster.data.subarray(y * raster.width * channels, (y + 1) * raster.width * channels);
    convolve(row, window, data.subarray(y * width * channels, (y + 1) * width * channels));
  }
  return { width, height, channels, data };
}

function convolveGrey(row: Uint8Array, { starts, taps, weights, width }: Window, out: Uint8Array): void {
  for (let x = 0; x < starts.length; x++) {
    const start = starts[x]!;
    const first = x * width;
    let sum = half;
    for (let tap = taps[x]! - 1; tap >= 0; tap--) sum = (sum + Math.imul(row[start + tap]!, weights[first + tap]!)) | 0;
    out[x] = clip(sum);
  }
}

function convolveColour(row: Uint8Array, { starts, taps, weights, width }: Window, out: Uint8Array): void {
  for (let x = 0; x < starts.length; x++) {
    let red = half;
    let green = half;
    let blue = half;
    let pixel = starts[x]! * 3;
    const first = x * width;
    const last = first + taps[x]!;
    for (let tap = first; tap < last; tap++) {
      const weight = weights[tap]!;
      red = (red + Math.imul(row[pixel]!, weight)) | 0;
      green = (green + Math.imul(row[pixel + 1]!, weight)) | 0;
      blue = (blue + Math.imul(row[pixel + 2]!, weight)) | 0;
      pixel += 3;
    }
    out[x * 3] = clip(red);
    out[x * 3 + 1] = clip(green);
    out[x * 3 + 2] = clip(blue);
  }
}

function resizeHeight(raster: Raster, height: number, kernel: Kernel): Raster {
  if (height === raster.height) return raster;
  const { starts, taps, weights, width: reserved } = windows(raster.height, height, kernel);
  const stride = raster.width * raster.channels;
  const data = new Uint8Array(stride * height);
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    sums.fill(half);
    for (let tap = 0; tap < taps[y]!; tap++) {
      const weight = weights[y * reserved + tap]!;
      const from = (starts[y]! + tap) * stride;
      for (let i = 0; i < stride; i++) sums[i] = (sums[i]! + Math.imul(raster.data[from + i]!, weight)) | 0;
    }
    for (let i = 0; i < stride; i++) data[y * stride + i] = clip(sums[i]!);
  }
  return { width: raster.width, height, channels: raster.channels, data };
}

/** Grey as Pillow's `convert('L')` makes it from RGB: ITU-R 601-2 luma in 16-bit fixed point, rounded. */
export function toGrey(raster: Raster): Raster {
  if (raster.channels === 1) return raster;
  const { width, height, data: rgb } = raster;
  const data = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < data.length; i++, p += 3) {
    data[i] = (rgb[p]! * 19595 + rgb[p + 1]! * 38470 + rgb[p + 2]! * 7471 + 0x8000) >> 16;
  }
  return { width, height, channels: 1, data };
}
