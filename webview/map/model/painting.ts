import type { MapColors, MapGroup } from '../../../src/protocol/map.ts';
import { mostColors, steps, without } from '../draw/palette.ts';
import { behind } from '../draw/raster.ts';
import type { Cloud } from './cloud.ts';

/** Stands for no group and no value. */
const none = 65_535;
const levels = 256;

/** What a cloud is coloured by, point by point. */
export interface Coloring {
  readonly by: string;
  readonly of: Uint16Array;
  /** Empty for a scale. */
  readonly groups: readonly MapGroup[];
  readonly scale: { readonly min: number; readonly max: number; readonly count: number } | null;
}

/** A colouring of pieces. */
export function coloringOf(by: string, cloud: Cloud, pieces: readonly MapColors[]): Coloring {
  const of = cloud.arranged(pieces.map((piece) => piece.of));
  const [first] = pieces;
  if (first?.kind === 'scale') return { by, of, groups: [], scale: first };
  return { by, of, groups: first?.groups ?? [], scale: null };
}

/** What of a cloud is shown, and how. */
export interface Shown {
  /** Groups that are not drawn, by name. */
  readonly hidden: ReadonlySet<string>;
  /** A group that stands out; null: all do. */
  readonly lit: string | null;
  /** Points that stand out; null: all do. */
  readonly chosen: Uint8Array | null;
}

/** A colour per point, see `Points` in `raster.ts`. */
export function paintOf({ of, groups, scale }: Coloring, { hidden, lit, chosen }: Shown): Uint8Array {
  const color = new Uint8Array(none + 1).fill(without);
  const count = scale === null ? groups.length : levels;
  for (let value = 0; value < count; value++) {
    color[value] = 1 + (scale === null ? value % mostColors : Math.floor((value * steps) / levels));
    const name = groups[value]?.name;
    if (name !== undefined && hidden.has(name)) color[value] = 0;
    else if (lit !== null && name !== lit) color[value] = behind;
  }
  if (lit !== null) color[none] = behind;
  const paint = new Uint8Array(of.length);
  for (let point = 0; point < of.length; point++) {
    const own = color[of[point]!]!;
    paint[point] = own !== 0 && chosen !== null && chosen[point] === 0 ? behind : own;
  }
  return paint;
}

/** Where each group's name stands: at one of its points, in their middle and at the upper tenth of them. */
export function middles({ of, groups }: Coloring, { x, y, count }: Cloud): { x: number; y: number }[] {
  // Of each some points do.
  const most = 400;
  const found = groups.map(() => ({ x: [] as number[], y: [] as number[] }));
  for (let point = 0; point < count; point++) {
    const group = found[of[point]!];
    if (group === undefined || group.x.length >= most) continue;
    group.x.push(x[point]!);
    group.y.push(y[point]!);
  }
  return found.map((group) => nearestTo(group, { x: quantile(group.x, 0.5), y: quantile(group.y, 0.1) }));
}

/** Of points in several places the middle may have none. */
function nearestTo(group: { x: number[]; y: number[] }, place: { x: number; y: number }): { x: number; y: number } {
  let [best, least] = [place, Infinity];
  group.x.forEach((x, i) => {
    const y = group.y[i]!;
    const distance = (x - place.x) ** 2 + (y - place.y) ** 2;
    if (distance < least) [best, least] = [{ x, y }, distance];
  });
  return best;
}

function quantile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}
