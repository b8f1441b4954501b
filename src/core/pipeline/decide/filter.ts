import type { OperatorUse } from '../../recipe/recipe.ts';
import { within, type Bound } from './bounds.ts';
import { lengthAt, startAt, type ScoreColumn } from './score-column.ts';

/** A filter's decision, its thresholds being numbers. */
export interface FilterDecision {
  /** 1 for each reached row that is dropped. An empty list keeps it, as in Data-Juicer. */
  readonly dropped: Uint8Array;
  /** Why a row is: the first statistic out of bounds. */
  reason(row: number): string;
}

/** The decision of a filter over its columns, about reached rows. A picture passes when all its statistics do; pictures fold by `any_or_all`. */
export function filterDecision(
  use: OperatorUse,
  bounds: readonly Bound[],
  columns: readonly ScoreColumn[],
  reached: Int32Array,
): FilterDecision {
  const all = use.parameters['any_or_all'] === 'all';
  const first = columns[0];
  // A loop, not `every`: it runs for each picture whenever a threshold is dragged.
  const passes = (row: number, item: number): boolean => {
    for (let s = 0; s < bounds.length; s++) {
      const column = columns[s]!;
      if (!within(bounds[s]!, column.values[startAt(column, row) + item]!)) return false;
    }
    return true;
  };
  const bests = bounds.map(({ best }) => best).filter((best) => best !== null);
  const chosen = (row: number): boolean => bests.every((best) => best[row] === 1);

  const keeps = (row: number): boolean => {
    const items = first === undefined ? 0 : lengthAt(first, row);
    if (items === 0) return true;
    if (!chosen(row)) return false;
    for (let item = 0; item < items; item++) if (passes(row, item) !== all) return !all;
    return all;
  };

  const reason = (row: number): string => {
    if (!chosen(row)) return 'not among the best that `keep` asks for';
    for (let item = 0; item < (first === undefined ? 0 : lengthAt(first, row)); item++) {
      for (const [s, bound] of bounds.entries()) {
        const value = columns[s]!.values[startAt(columns[s]!, row) + item]!;
        if (!within(bound, value)) return explain(bound, value);
      }
    }
    return 'out of bounds';
  };
  const dropped = new Uint8Array((reached.at(-1) ?? -1) + 1);
  const plain = plainBound(bounds, columns);
  if (plain !== null) dropOutside(plain.bound, plain.values, reached, dropped);
  else for (const row of reached) dropped[row] = keeps(row) ? 0 : 1;
  return { dropped, reason };
}

/** The common case: one statistic, one value a row, an interval. */
function plainBound(
  bounds: readonly Bound[],
  columns: readonly ScoreColumn[],
): { bound: Bound; values: Float64Array } | null {
  const [bound, another] = bounds;
  const column = columns[0];
  if (bound === undefined || another !== undefined || column?.offsets !== null || bound.best !== null) return null;
  return { bound, values: column.values };
}

/** What {@link within} says, of all reached rows in one loop, which is compiled at once. */
function dropOutside(bound: Bound, values: Float64Array, reached: Int32Array, dropped: Uint8Array): void {
  const { min, max, closedMin, closedMax, reversed } = bound;
  for (let i = 0; i < reached.length; i++) {
    const row = reached[i]!;
    const value = values[row]!;
    const inside = (closedMin ? value >= min : value > min) && (closedMax ? value <= max : value < max);
    dropped[row] = inside === reversed || Number.isNaN(value) ? 1 : 0;
  }
}

function explain({ statistic, min, max, closedMin, closedMax, reversed }: Bound, value: number): string {
  if (reversed) return `${statistic.key} ${short(value)} lies between ${short(min)} and ${short(max)}`;
  const low = closedMin ? value < min : value <= min;
  const relation = low ? (closedMin ? '<' : '≤') : closedMax ? '>' : '≥';
  return `${statistic.key} ${short(value)} ${relation} ${short(low ? min : max)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
