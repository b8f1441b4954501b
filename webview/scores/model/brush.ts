/** Intervals of a score, as pointers and keys change them. Pure. */
import type { Bins, Brush } from '../../../src/protocol/scores.ts';

/** What a brush is held against. */
export interface Scale {
  readonly key: string;
  readonly bins: Bins;
  readonly whole: boolean;
}

/** Where the bins begin and end. */
export function extentOf({ bins }: Pick<Scale, 'bins'>): { from: number; to: number } {
  return { from: bins.from, to: bins.from + bins.width * bins.count };
}

/** A brush between two values in any order, on numbers as short as they can be told apart; beyond an end all is in it. */
export function brushBetween(scale: Scale, a: number, b: number): Brush {
  const { from, to } = extentOf(scale);
  const step = scale.whole ? 1 : 10 ** Math.floor(Math.log10((to - from) / 200));
  const [low, high] = a < b ? [a, b] : [b, a];
  return {
    key: scale.key,
    from: low <= from ? rounded(from, step, Math.floor) : rounded(low, step, Math.round),
    to: high >= to ? rounded(to, step, Math.ceil) : rounded(high, step, Math.round),
  };
}

/** Keys that move edges: left and right the lower one, down and up the upper one; with Shift the brush grows. Null: another key. */
export function brushByKey(scale: Scale, brush: Brush | null, key: string, shift: boolean): Brush | null {
  const { from, to } = brush ?? extentOf(scale);
  const { width } = scale.bins;
  const moved: Record<string, readonly [number, number]> = shift
    ? { ArrowLeft: [-1, 0], ArrowRight: [0, 1], ArrowDown: [-1, 0], ArrowUp: [0, 1] }
    : { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
  const by = moved[key];
  if (by === undefined) return null;
  const low = Math.min(from + by[0] * width, to);
  return brushBetween(scale, low, Math.max(to + by[1] * width, low));
}

/** The brush moved by some bins, within the bins. */
export function brushMoved(scale: Scale, brush: Brush, by: number): Brush {
  const { from, to } = extentOf(scale);
  const shift = Math.max(from - brush.from, Math.min(to - brush.to, by * scale.bins.width));
  return brushBetween(scale, brush.from + shift, brush.to + shift);
}

/** A filter that finds the same samples in the grid. */
export function filterOf(base: string, brushes: readonly Brush[]): string {
  const own = brushes.map(({ key, from, to }) => `${key}>=${from} ${key}<=${to}`);
  if (base.trim() === '') return own.join(' ');
  return own.length === 0 ? base : [`(${base})`, ...own].join(' ');
}

function rounded(value: number, step: number, round: (value: number) => number): number {
  if (!Number.isFinite(step) || step <= 0) return value;
  return Number((round(value / step) * step).toPrecision(12));
}
