/** Many points as one picture: pixels where many lie are denser. */
import type { Projection, Size } from './camera.ts';

/** Points in an order in which any first part is a fair sample of all. */
export interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Into the palette; 0: not drawn; from {@link behind} on: drawn behind the others, and never over them. */
  readonly paint: Uint8Array;
}

/** See {@link Points}. */
export const behind = 128;
/** Discs reach over the edge of the window so far. */
const margin = 8;
const mostCounted = 255;

/** Draws points into pixels; its arrays are used again from one picture to the next. */
export class Raster {
  #size: Size = { width: 0, height: 0 };
  #counts = new Uint8Array();
  #tops = new Uint8Array();
  #image: ImageData | null = null;

  /**
   * The picture of the first `count` points.
   * @param palette colours as 0xBBGGRR
   * @param radius of a point, in pixels
   */
  draw(points: Points, count: number, size: Size, to: Projection, palette: Uint32Array, radius: number): ImageData {
    const image = this.#sized(size);
    this.#counts.fill(0);
    this.#tops.fill(0);
    this.#stamp(points, count, to, radius);
    this.#fill(image, palette, radius);
    return image;
  }

  #sized(size: Size): ImageData {
    if (this.#image === null || size.width !== this.#size.width || size.height !== this.#size.height) {
      this.#size = size;
      const pixels = (size.width + 2 * margin) * (size.height + 2 * margin);
      this.#counts = new Uint8Array(pixels);
      this.#tops = new Uint8Array(pixels);
      this.#image = new ImageData(size.width, size.height);
    }
    return this.#image;
  }

  #stamp({ x, y, paint }: Points, count: number, { scale, left, top }: Projection, radius: number): void {
    const [counts, tops] = [this.#counts, this.#tops];
    const { width, height } = this.#size;
    const line = width + 2 * margin;
    const stamp = disc(radius, line);
    const [dx, dy] = [left + margin, top + margin];
    const [right, bottom] = [width + margin, height + margin];
    for (let point = 0; point < count; point++) {
      const color = paint[point]!;
      if (color === 0) continue;
      const px = x[point]! * scale + dx;
      const py = y[point]! * scale + dy;
      if (!(px >= margin && px < right && py >= margin && py < bottom)) continue;
      const middle = (py | 0) * line + (px | 0);
      for (const offset of stamp) {
        const pixel = middle + offset;
        const there = tops[pixel]!;
        if (color >= behind) {
          if (there !== 0 && there < behind) continue;
        } else if (there >= behind) counts[pixel] = 0;
        tops[pixel] = color;
        if (counts[pixel]! < mostCounted) counts[pixel]!++;
      }
    }
  }

  #fill(image: ImageData, palette: Uint32Array, radius: number): void {
    const { width, height } = this.#size;
    const line = width + 2 * margin;
    const pixels = new Uint32Array(image.data.buffer);
    const alpha = this.#alphas(radius);
    for (let row = 0; row < height; row++) {
      const from = (row + margin) * line + margin;
      for (let column = 0; column < width; column++) {
        const count = this.#counts[from + column]!;
        const top = this.#tops[from + column]!;
        const opacity = top >= behind ? alpha[count]! * 0.35 : alpha[count]!;
        pixels[row * width + column] = count === 0 ? 0 : (palette[top]! | (opacity << 24)) >>> 0;
      }
    }
  }

  /** Opacity by how many points lie on a pixel: where few do on most, one is seen well. */
  #alphas(radius: number): Uint8ClampedArray {
    let [used, total] = [0, 0];
    for (let pixel = 0; pixel < this.#counts.length; pixel += 7) {
      const count = this.#counts[pixel]!;
      if (count > 0) used++;
      total += count;
    }
    const usual = used === 0 ? 1 : total / used;
    const one = Math.min(radius > 1 ? 0.85 : 0.7, Math.max(0.16, 1 / Math.sqrt(usual)));
    return Uint8ClampedArray.from({ length: mostCounted + 1 }, (_, count) => 255 * (1 - (1 - one) ** count));
  }
}

/** The pixels of a disc, from its middle. */
function disc(radius: number, line: number): Int32Array {
  const offsets: number[] = [];
  const reach = Math.floor(Math.min(radius, margin));
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) if (x * x + y * y < radius * radius) offsets.push(y * line + x);
  return Int32Array.from(offsets.length === 0 ? [0] : offsets);
}
