import { mean, percentile, populationSigma } from '../../../base/statistics.ts';
import type { Filter, Statistic } from '../../operators/operator.ts';
import type { OperatorUse, StatisticThreshold } from '../../recipe/recipe.ts';

/** One statistic's interval, its thresholds being numbers. */
export interface Bound {
  readonly statistic: Statistic;
  readonly min: number;
  readonly max: number;
  readonly closedMin: boolean;
  readonly closedMax: boolean;
  readonly reversed: boolean;
  /** Of `keep: n`: 1 for the rows that stay, by index; instead of an interval. */
  readonly best: Uint8Array | null;
}

/**
 * The bounds of a filter with statistics as thresholds turned into numbers.
 * @param values one number per row of the stage and statistic, see `sampleMeans`
 * @param reached indices of the rows that reach the operator, in dataset order
 */
export function resolveBounds(
  use: OperatorUse,
  values: (key: string) => Float64Array,
  reached: Int32Array,
): { bounds: Bound[]; resolved: Record<string, number> } {
  const filter = use.operator as Filter<unknown>;
  const resolved: Record<string, number> = {};
  const bounds = filter.statistics.map((statistic): Bound => {
    let best: Uint8Array | null = null;
    const side = (parameter: string | undefined, fallback: number): number => {
      if (parameter === undefined) return fallback;
      const threshold = use.statistics[parameter];
      if (threshold === undefined) return writtenBound(statistic, use.parameters[parameter]) ?? fallback;
      const column = values(statistic.key);
      if ('keep' in threshold) {
        const chosen = bestRows(column, reached, threshold.keep, parameter === statistic.min);
        best = intersection(best, chosen);
        resolved[parameter] = worst(column, reached, chosen, parameter === statistic.min);
        return fallback;
      }
      return (resolved[parameter] = statisticOf(column, reached, threshold));
    };
    const min = side(statistic.min, statistic.atLeast ?? -Infinity);
    const max = side(statistic.max, Infinity);
    // Data-Juicer turns both ends round together with the range, so that a reversed range keeps its end points.
    const closedMin = use.closed.min !== use.reversed;
    const closedMax = use.closed.max !== use.reversed;
    return { statistic, min, max, closedMin, closedMax, reversed: use.reversed, best };
  });
  return { bounds, resolved };
}

function writtenBound(statistic: Statistic, written: unknown): number | undefined {
  if (typeof written === 'string') return statistic.readBound?.(written);
  return written as number | undefined;
}

/** Whether one value lies within a bound (Data-Juicer's `get_keep_boolean`); what is no number never does. */
export function within(bound: Bound, value: number): boolean {
  if (Number.isNaN(value)) return false;
  const inside =
    (bound.closedMin ? value >= bound.min : value > bound.min) &&
    (bound.closedMax ? value <= bound.max : value < bound.max);
  return inside !== bound.reversed;
}

function statisticOf(column: Float64Array, reached: Int32Array, threshold: StatisticThreshold): number {
  const values = present(column, reached);
  if (values.length === 0) return NaN;
  if ('percentile' in threshold) return percentile(values, threshold.percentile);
  if ('mean' in threshold) return mean(values) + threshold.mean;
  if ('sigma' in threshold) return mean(values) + threshold.sigma * populationSigma(values);
  throw new Error('`keep` is no number');
}

function present(column: Float64Array, reached: Int32Array): Float64Array {
  const values = new Float64Array(reached.length);
  let n = 0;
  for (let i = 0; i < reached.length; i++) {
    const value = column[reached[i]!]!;
    if (!Number.isNaN(value)) values[n++] = value;
  }
  return values.subarray(0, n);
}

function bestRows(column: Float64Array, reached: Int32Array, n: number, highest: boolean): Uint8Array {
  const sign = highest ? -1 : 1;
  const ranked = reached
    .filter((row) => !Number.isNaN(column[row]!))
    .sort((a, b) => sign * (column[a]! - column[b]!) || a - b);
  const chosen = new Uint8Array(column.length);
  for (const row of ranked.subarray(0, n)) chosen[row] = 1;
  return chosen;
}

function worst(column: Float64Array, reached: Int32Array, chosen: Uint8Array, highest: boolean): number {
  let value = highest ? Infinity : -Infinity;
  for (const row of reached) {
    if (chosen[row] === 1) value = highest ? Math.min(value, column[row]!) : Math.max(value, column[row]!);
  }
  return value;
}

function intersection(a: Uint8Array | null, b: Uint8Array): Uint8Array {
  return a === null ? b : b.map((chosen, row) => chosen & a[row]!);
}
