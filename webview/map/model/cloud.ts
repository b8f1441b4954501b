import type { MapPoints } from '../../../src/protocol/map.ts';
import type { Size } from '../draw/camera.ts';
import { bytesOf } from '../../shared/base64.ts';
import { limits, PointIndex } from '../draw/point-index.ts';

/** The points of a map. They are shuffled: any first part of them is a fair sample of all. */
export class Cloud {
  readonly map: string;
  readonly count: number;
  readonly rows: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Width and height of nearly all points; the longer one is 1. */
  readonly extent: Size;
  readonly index: PointIndex;
  /** Where each point stands in the answers about this map. */
  readonly #order: Uint32Array;
  /** By row of the dataset; made when it is first asked for. */
  #points: Int32Array | null = null;

  /** @param bounds of all points, see `map/make` */
  constructor(map: string, pieces: readonly MapPoints[], bounds: readonly [number, number, number, number]) {
    const rows = joined(pieces.map((piece) => new Int32Array(bytesOf(piece.rows))));
    const [x, y] = [
      joined(pieces.map((piece) => new Uint16Array(bytesOf(piece.x)))),
      joined(pieces.map((piece) => new Uint16Array(bytesOf(piece.y)))),
    ];
    this.map = map;
    this.count = rows.length;
    this.#order = shuffled(rows.length);
    this.rows = Int32Array.from(this.#order, (from) => rows[from]!);
    const [width, height] = [bounds[2] - bounds[0], bounds[3] - bounds[1]];
    const xs = Float32Array.from(this.#order, (from) => (x[from]! / 65_535) * width);
    const ys = Float32Array.from(this.#order, (from) => (y[from]! / 65_535) * height);
    const [across, down] = [middleOf(xs), middleOf(ys)];
    const unit = Math.max(across.span, down.span) || 1;
    this.x = xs.map((value) => (value - across.middle) / unit);
    this.y = ys.map((value) => (value - down.middle) / unit);
    this.extent = { width: across.span / unit, height: down.span / unit };
    this.index = new PointIndex(this.x, this.y);
  }

  /** What was answered about the points, in their order here. */
  arranged(pieces: readonly string[]): Uint16Array {
    const answered = joined(pieces.map((piece) => new Uint16Array(bytesOf(piece))));
    return Uint16Array.from(this.#order, (from) => answered[from]!);
  }

  /** The point of a row of the dataset; −1: it has none. */
  pointOf(row: number): number {
    this.#points ??= pointsByRow(this.rows);
    return this.#points[row] ?? -1;
  }
}

function pointsByRow(rows: Int32Array): Int32Array {
  const points = new Int32Array(limits(rows).most + 1).fill(-1);
  rows.forEach((row, point) => (points[row] = point));
  return points;
}

function joined<T extends Int32Array | Uint16Array>(pieces: readonly T[]): T {
  const total = pieces.reduce((sum, { length }) => sum + length, 0);
  const all = (pieces[0] instanceof Int32Array ? new Int32Array(total) : new Uint16Array(total)) as T;
  let filled = 0;
  for (const piece of pieces) {
    all.set(piece, filled);
    filled += piece.length;
  }
  return all;
}

/** The numbers below a count in an order that is the same each time (Fisher–Yates over a linear congruence). */
function shuffled(count: number): Uint32Array {
  const order = new Uint32Array(count).map((_, i) => i);
  let state = 1;
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Of a sample of numbers the range without its outermost ones: a point far away does not make all others small. */
function middleOf(values: Float32Array): { readonly middle: number; readonly span: number } {
  if (values.length === 0) return { middle: 0, span: 1 };
  const sorted = values.slice(0, 20_000).sort();
  const spare = Math.floor(sorted.length * 0.002);
  const [low, high] = [sorted[spare]!, sorted[sorted.length - 1 - spare]!];
  return { middle: (low + high) / 2, span: high - low };
}
