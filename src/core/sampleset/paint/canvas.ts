import type { Rgb, Rgba } from './colour.ts';
import { textures, tileSide, type Texture } from './noise.ts';
import type { Path } from './path.ts';

/** What an outline is filled with: a colour, or a gradient of colour stops along a line or around a centre. */
export interface Paint {
  /** Colours at equal distances from t = 0 to t = 1. */
  readonly stops: readonly Rgba[];
  /** t = 0 and t = 1 of a linear gradient, in pixels. */
  readonly line?: readonly [number, number, number, number];
  /** Centre and radii of a radial gradient, in pixels: t = 1 at the rim. */
  readonly disc?: readonly [number, number, number, number];
  /** Texture laid over the colour, its strength in levels, and pixels of the tile per pixel of the picture. */
  readonly texture?: { readonly name: Texture; readonly strength: number; readonly scale: number };
}

const rampLength = 128;

/** A picture being painted: linear blending of 8-bit levels in 32-bit floats, edges smoothed by exact coverage. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of each pixel from 0 to 255. */
  readonly rgb: Float32Array;
  readonly #rows: Float32Array;
  readonly #ramp = new Float32Array(rampLength * 4);

  constructor(width: number, height: number, ground: Rgb = [255, 255, 255]) {
    this.width = width;
    this.height = height;
    this.rgb = new Float32Array(width * height * 3);
    for (let i = 0; i < this.rgb.length; i++) this.rgb[i] = ground[i % 3] ?? 0;
    this.#rows = new Float32Array((width + 2) * height);
  }

  /** Fills a closed outline. A pixel's share is its covered area, summed from signed trapezoids per edge. */
  fill(path: Path, paint: Paint): void {
    const box = this.#cover(path);
    if (box === null) return;
    this.#prepare(paint);
    for (let y = box.top; y < box.bottom; y++) this.#blendRow(y, box.left, box.right, paint);
  }

  /** Adds the outline's edges to the rows' accumulators; the box of rows and columns touched, or null. */
  #cover(path: Path): { left: number; right: number; top: number; bottom: number } | null {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < path.length; i += 2) {
      const [x, y] = [path[i] ?? 0, path[i + 1] ?? 0];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    if (!(left < this.width && right > 0 && top < this.height && bottom > 0)) return null;
    const last = path.length - 2;
    for (let i = 0, j = last; i <= last; j = i, i += 2)
      this.#edge(path[j] ?? 0, path[j + 1] ?? 0, path[i] ?? 0, path[i + 1] ?? 0);
    return {
      left: Math.max(0, Math.floor(left)),
      right: Math.min(this.width, Math.ceil(right) + 1),
      top: Math.max(0, Math.floor(top)),
      bottom: Math.min(this.height, Math.ceil(bottom)),
    };
  }

  #edge(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 === y1) return;
    const sign = y0 < y1 ? 1 : -1;
    const [topX, topY, endX, endY] = sign > 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    const slope = (endX - topX) / (endY - topY);
    const lastRow = Math.min(this.height, Math.ceil(endY));
    for (let row = Math.max(0, Math.floor(topY)); row < lastRow; row++) {
      const from = Math.max(row, topY);
      const to = Math.min(row + 1, endY);
      if (to > from) this.#span(row, topX + (from - topY) * slope, topX + (to - topY) * slope, sign * (to - from));
    }
  }

  /** One edge's piece within a row: height `rise` is shared among the columns it crosses, and counts for all to its right. */
  #span(row: number, xa: number, xb: number, rise: number): void {
    const rows = this.#rows;
    const base = row * (this.width + 2);
    const low = Math.min(xa, xb);
    const high = Math.max(xa, xb);
    if (low >= this.width) return;
    if (high <= 0) {
      rows[base] = (rows[base] ?? 0) + rise;
      return;
    }
    const perColumn = high > low ? rise / (high - low) : 0;
    let x = low;
    do {
      const column = Math.floor(x);
      const next = Math.min(column + 1, high);
      const part = high > low ? perColumn * (next - x) : rise;
      const at = base + Math.max(0, Math.min(this.width, column));
      const inside = column < 0 ? 0 : (x + next) / 2 - column;
      rows[at] = (rows[at] ?? 0) + part * (1 - inside);
      rows[at + 1] = (rows[at + 1] ?? 0) + part * inside;
      x = next;
    } while (x < high && x <= this.width);
  }

  /** The gradient as a table of colours. */
  #prepare({ stops }: Paint): void {
    const ramp = this.#ramp;
    for (let i = 0; i < rampLength; i++) {
      const place = (i / (rampLength - 1)) * (stops.length - 1);
      const a = stops[Math.floor(place)] ?? [0, 0, 0, 0];
      const b = stops[Math.min(stops.length - 1, Math.floor(place) + 1)] ?? a;
      const t = place - Math.floor(place);
      for (let c = 0; c < 4; c++) ramp[i * 4 + c] = (a[c] ?? 0) + ((b[c] ?? 0) - (a[c] ?? 0)) * t;
    }
  }

  #blendRow(y: number, left: number, right: number, paint: Paint): void {
    const { rgb } = this;
    const rows = this.#rows;
    const ramp = this.#ramp;
    const base = y * (this.width + 2);
    const place = gradient(paint, y);
    const tile = paint.texture === undefined ? null : textures[paint.texture.name];
    const { strength, scale } = paint.texture ?? { strength: 0, scale: 1 };
    const tileRow = (Math.floor(y * scale) & (tileSide - 1)) * tileSide;
    let sum = 0;
    for (let x = left; x < right; x++) {
      sum += rows[base + x] ?? 0;
      rows[base + x] = 0;
      const coverage = sum < 0 ? -sum : sum;
      if (coverage < 0.004) continue;
      const entry = place(x) << 2;
      const opacity = (coverage > 1 ? 1 : coverage) * (ramp[entry + 3] ?? 0);
      const grain = tile === null ? 0 : (tile[tileRow + (Math.floor(x * scale) & (tileSide - 1))] ?? 0) * strength;
      const at = (y * this.width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const under = rgb[at + c] ?? 0;
        rgb[at + c] = under + ((ramp[entry + c] ?? 0) + grain - under) * opacity;
      }
    }
    rows[base + right] = 0;
    if (right <= this.width) rows[base + right + 1] = 0;
  }
}

/** For a row, the function from a column to the place in the gradient's table. */
function gradient({ line, disc }: Paint, y: number): (x: number) => number {
  const top = rampLength - 1;
  if (line !== undefined) {
    const [x0, y0, x1, y1] = line;
    const square = (x1 - x0) ** 2 + (y1 - y0) ** 2 || 1;
    const step = ((x1 - x0) / square) * top;
    const start = (((0.5 - x0) * (x1 - x0) + (y + 0.5 - y0) * (y1 - y0)) / square) * top;
    return (x) => {
      const t = start + step * x;
      return t <= 0 ? 0 : t >= top ? top : t | 0;
    };
  }
  if (disc !== undefined) {
    const [cx, cy, rx, ry] = disc;
    const v = ((y + 0.5 - cy) / ry) ** 2;
    return (x) => {
      const u = (x + 0.5 - cx) / rx;
      const t = Math.sqrt(u * u + v) * top;
      return t >= top ? top : t | 0;
    };
  }
  return () => 0;
}
