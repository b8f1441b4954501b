import type { Drawing } from '../../base/encoder.ts';
import type { Random } from './random.ts';

/** A drawing of the same size whose levels are changed one by one. */
function mapped(drawing: Drawing, level: (value: number) => number): Drawing {
  return { ...drawing, data: drawing.data.map(level) };
}

/** Underexposed: `share` of the light is left. */
export function darkened(drawing: Drawing, share: number): Drawing {
  return mapped(drawing, (value) => value * share);
}

/** Overexposed: `share` of the distance from white is left. */
export function washedOut(drawing: Drawing, share: number): Drawing {
  return mapped(drawing, (value) => 255 - (255 - value) * share);
}

/** Out of focus: three box blurs of a radius in pixels, near to a Gaussian (W. M. Wells, 1986). */
export function blurred(drawing: Drawing, radius: number): Drawing {
  let { data } = drawing;
  const { width, height, channels } = drawing;
  for (let pass = 0; pass < 3; pass++) {
    data = boxBlur(data, height, width * channels, width, channels, radius);
    data = boxBlur(data, width, channels, height, width * channels, radius, channels);
  }
  return { ...drawing, data };
}

/** Running means along lines of `length` values that lie `step` apart; `lines` of them start `stride` apart. */
function boxBlur(
  data: Uint8Array,
  lines: number,
  stride: number,
  length: number,
  step: number,
  radius: number,
  channels = step,
): Uint8Array {
  const result = new Uint8Array(data.length);
  const window = 2 * radius + 1;
  for (let line = 0; line < lines; line++) {
    for (let c = 0; c < channels; c++) {
      const start = line * stride + c;
      const at = (i: number): number => data[start + Math.max(0, Math.min(length - 1, i)) * step] ?? 0;
      let sum = 0;
      for (let i = -radius; i <= radius; i++) sum += at(i);
      for (let i = 0; i < length; i++) {
        result[start + i * step] = Math.round(sum / window);
        sum += at(i + radius + 1) - at(i - radius);
      }
    }
  }
  return result;
}

/** A part of a drawing. */
export function cropped(drawing: Drawing, left: number, top: number, width: number, height: number): Drawing {
  const { channels } = drawing;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * drawing.width + left) * channels;
    data.set(drawing.data.subarray(from, from + width * channels), y * width * channels);
  }
  return { width, height, channels, data };
}

/** A smaller copy: each pixel the mean of the pixels that it stands for. */
export function shrunk(drawing: Drawing, width: number, height: number): Drawing {
  const { channels } = drawing;
  const data = new Uint8Array(width * height * channels);
  const edge = (i: number, to: number, from: number): number => Math.floor((i * from) / to);
  for (let y = 0, at = 0; y < height; y++) {
    const [y0, y1] = [edge(y, height, drawing.height), edge(y + 1, height, drawing.height)];
    for (let x = 0; x < width; x++) {
      const [x0, x1] = [edge(x, width, drawing.width), edge(x + 1, width, drawing.width)];
      for (let c = 0; c < channels; c++, at++) {
        let sum = 0;
        for (let v = y0; v < y1; v++)
          for (let u = x0; u < x1; u++) sum += drawing.data[(v * drawing.width + u) * channels + c] ?? 0;
        data[at] = sum / ((x1 - x0) * (y1 - y0));
      }
    }
  }
  return { width, height, channels, data };
}

/** Nothing to see: one colour, a little brighter on one side. */
export function blank(random: Random): Drawing {
  const [width, height] = [360 + random.below(120), 340 + random.below(60)];
  const colour = [random.between(30, 230), random.between(30, 230), random.between(30, 230)];
  const slope = random.between(-3, 3);
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, i) => (colour[i % 3] ?? 0) + slope * ((Math.floor(i / 3) % width) / width),
  );
  return { width, height, channels: 3, data };
}

/** A strip out of a drawing, at least five times as long as wide. */
export function strip(drawing: Drawing, random: Random): Drawing {
  const { width, height } = drawing;
  if (random.chance(0.6)) {
    const short = Math.floor(width / random.between(5, 7));
    return cropped(drawing, 0, Math.floor((height - short) * random.between(0.4, 0.9)), width, short);
  }
  const short = Math.floor(height / random.between(5, 7));
  return cropped(drawing, Math.floor((width - short) * random.between(0.3, 0.7)), 0, short, height);
}

/** With an alpha channel that cuts the corners round; the colours below it stay. */
export function roundedOff(drawing: Drawing): Drawing {
  const { width, height, data } = drawing;
  const result = new Uint8Array(width * height * 4);
  const radius = Math.min(width, height) * 0.12;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const dx = Math.max(0, radius - x - 0.5, x + 0.5 - (width - radius));
      const dy = Math.max(0, radius - y - 0.5, y + 0.5 - (height - radius));
      result.set(data.subarray(i * 3, i * 3 + 3), i * 4);
      result[i * 4 + 3] = 255 * Math.max(0, Math.min(1, radius - Math.sqrt(dx * dx + dy * dy) + 0.5));
    }
  }
  return { width, height, channels: 4, data: result };
}

/** EXIF orientations that cameras write, beside 1: upside down, and on either side. */
export const orientations = [3, 6, 8] as const;

/** What a camera stores that tags its picture with an EXIF orientation: a viewer who obeys sees the drawing upright. */
export function storedAs(drawing: Drawing, orientation: (typeof orientations)[number]): Drawing {
  const { width, height, channels, data } = drawing;
  const turned = orientation !== 3;
  const [newWidth, newHeight] = turned ? [height, width] : [width, height];
  const result = new Uint8Array(data.length);
  for (let y = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      const [u, v] =
        orientation === 3
          ? [width - 1 - x, height - 1 - y]
          : orientation === 6
            ? [width - 1 - y, x]
            : [y, height - 1 - x];
      for (let c = 0; c < channels; c++)
        result[(y * newWidth + x) * channels + c] = data[(v * width + u) * channels + c] ?? 0;
    }
  }
  return { width: newWidth, height: newHeight, channels, data: result };
}
