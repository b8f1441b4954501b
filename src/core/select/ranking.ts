/** How good rows are by their scores. */
import type { ScoreColumn } from './question.ts';

/**
 * How good each of `rows` is, higher is better, −Infinity for any other row: by one score its value, or the value's
 * negative where the lowest are the best; by several the mean of the row's ranks, where equal values share the mean of
 * their ranks.
 *
 * @param by - at least one score, of which none of `rows` lacks any
 */
export function meritOf(by: readonly ScoreColumn[], rows: readonly number[]): Float64Array {
  const merit = new Float64Array(by[0]!.values.length).fill(-Infinity);
  const scores = by.map((score) => (by.length === 1 ? signed(score) : ranks(signed(score), rows)));
  for (const row of rows) merit[row] = scores.reduce((sum, values) => sum + values[row]!, 0) / by.length;
  return merit;
}

/** The values, highest best. */
function signed({ values, lowerIsBetter }: ScoreColumn): Float64Array {
  return lowerIsBetter === true ? values.map((value) => -value) : values;
}

/** The rank of each row's value among `rows`, 1 the worst, by row. */
function ranks(values: Float64Array, rows: readonly number[]): Float64Array {
  const sorted = Float64Array.from(rows, (row) => values[row]!).sort();
  return values.map((value) => (countBelow(sorted, value, false) + countBelow(sorted, value, true) + 1) / 2);
}

/** How many of the sorted values are below a value, or not above it. */
function countBelow(sorted: Float64Array, value: number, withEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value || (withEqual && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
