import { isWithin, type Polygon } from './polygon.ts';

/** Points that lie in about so many are in one cell. */
const perCell = 8;

/** Points by the cells of a uniform grid: the nearest one, and those within a line, without looking at all. */
export class PointIndex {
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  readonly #side: number;
  readonly #left: number;
  readonly #top: number;
  /** Cells per unit. */
  readonly #fineness: number;
  /** Where each cell's points begin in `#points`. */
  readonly #starts: Uint32Array;
  readonly #points: Uint32Array;

  constructor(x: Float32Array, y: Float32Array) {
    [this.#x, this.#y] = [x, y];
    this.#side = Math.max(1, Math.min(1024, Math.ceil(Math.sqrt(x.length / perCell))));
    const [low, high] = [limits(x), limits(y)];
    [this.#left, this.#top] = [low.least, high.least];
    this.#fineness = this.#side / Math.max(low.most - low.least, high.most - high.least, 1e-9);
    this.#starts = new Uint32Array(this.#side ** 2 + 1);
    this.#points = new Uint32Array(x.length);
    this.#fill();
  }

  /** The point nearest to a place, at most so far away; −1: none is. @param fits leaves points out */
  nearest(x: number, y: number, reach: number, fits: (point: number) => boolean): number {
    let best = -1;
    let least = reach * reach;
    const [columns, rows] = [
      this.#range(x - reach, x + reach, this.#left),
      this.#range(y - reach, y + reach, this.#top),
    ];
    for (let row = rows.from; row <= rows.to; row++) {
      for (let column = columns.from; column <= columns.to; column++) {
        const cell = row * this.#side + column;
        for (let i = this.#starts[cell]!; i < this.#starts[cell + 1]!; i++) {
          const point = this.#points[i]!;
          const distance = (this.#x[point]! - x) ** 2 + (this.#y[point]! - y) ** 2;
          if (distance >= least || !fits(point)) continue;
          best = point;
          least = distance;
        }
      }
    }
    return best;
  }

  /** Calls back with each point within a closed line. Only cells that an edge crosses are looked at point by point. */
  within(polygon: Polygon, found: (point: number) => void): void {
    const crossed = this.#crossed(polygon);
    const columns = this.#rangeOf(polygon, 0);
    const rows = this.#rangeOf(polygon, 1);
    for (let row = rows.from; row <= rows.to; row++) {
      for (let column = columns.from; column <= columns.to; column++) {
        const cell = row * this.#side + column;
        const [start, end] = [this.#starts[cell]!, this.#starts[cell + 1]!];
        if (start === end) continue;
        const edge = crossed[cell] === 1;
        const middle = [
          this.#left + (column + 0.5) / this.#fineness,
          this.#top + (row + 0.5) / this.#fineness,
        ] as const;
        if (!edge && !isWithin(polygon, ...middle)) continue;
        for (let i = start; i < end; i++) {
          const point = this.#points[i]!;
          if (!edge || isWithin(polygon, this.#x[point]!, this.#y[point]!)) found(point);
        }
      }
    }
  }

  #fill(): void {
    const cells = Uint32Array.from(
      this.#x,
      (x, i) => this.#cell(x, this.#left) + this.#side * this.#cell(this.#y[i]!, this.#top),
    );
    for (const cell of cells) this.#starts[cell + 1]!++;
    for (let cell = 0; cell < this.#side ** 2; cell++) this.#starts[cell + 1]! += this.#starts[cell]!;
    const next = this.#starts.slice();
    cells.forEach((cell, point) => (this.#points[next[cell]!++] = point));
  }

  #cell(value: number, low: number): number {
    return Math.max(0, Math.min(this.#side - 1, Math.floor((value - low) * this.#fineness)));
  }

  #range(from: number, to: number, low: number): { readonly from: number; readonly to: number } {
    return { from: this.#cell(from, low), to: this.#cell(to, low) };
  }

  #rangeOf(polygon: Polygon, axis: 0 | 1): { readonly from: number; readonly to: number } {
    const { least, most } = limits(polygon.filter((_, i) => i % 2 === axis));
    return this.#range(least, most, axis === 0 ? this.#left : this.#top);
  }

  /** Cells that the line may cross: those of short pieces of it. */
  #crossed(polygon: Polygon): Uint8Array {
    const crossed = new Uint8Array(this.#side ** 2);
    for (let i = 0, j = polygon.length - 2; i < polygon.length; j = i, i += 2) {
      const [x, y, dx, dy] = [
        polygon[j]!,
        polygon[j + 1]!,
        polygon[i]! - polygon[j]!,
        polygon[i + 1]! - polygon[j + 1]!,
      ];
      const pieces = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) * this.#fineness) + 1;
      for (let piece = 0; piece < pieces; piece++) {
        const ends = [x + (dx * piece) / pieces, x + (dx * (piece + 1)) / pieces];
        const heights = [y + (dy * piece) / pieces, y + (dy * (piece + 1)) / pieces];
        const columns = this.#range(Math.min(...ends), Math.max(...ends), this.#left);
        const rows = this.#range(Math.min(...heights), Math.max(...heights), this.#top);
        for (let row = rows.from; row <= rows.to; row++)
          for (let column = columns.from; column <= columns.to; column++) crossed[row * this.#side + column] = 1;
      }
    }
    return crossed;
  }
}

/** The least and the most of some numbers. */
export function limits(values: ArrayLike<number>): { readonly least: number; readonly most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < least) least = values[i]!;
    if (values[i]! > most) most = values[i]!;
  }
  return values.length === 0 ? { least: 0, most: 0 } : { least, most };
}
