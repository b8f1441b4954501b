/** How far samples lie from thresholds: the nearest are those that a person must judge. */
import { memoisedWeakly } from '../../../base/memoised.ts';
import { populationSigma } from '../../../base/statistics.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import { lengthAt, startAt, type ScoreColumn } from '../decide/score-column.ts';

/** A statistic with its thresholds as numbers, and the unit that distances are told in. */
export interface Scale {
  readonly column: ScoreColumn;
  readonly at: readonly number[];
  readonly unit: number;
}

/** The distance of a row from the nearest threshold of an operator, in standard deviations; infinite where there is none. */
export function marginOf(scales: readonly Scale[], row: number): number {
  let least = Infinity;
  for (const { column, at, unit } of scales) {
    const start = startAt(column, row);
    for (let i = start; i < start + lengthAt(column, row); i++) {
      for (const threshold of at) {
        const distance = Math.abs(column.values[i]! - threshold) / unit;
        if (distance < least) least = distance;
      }
    }
  }
  return least;
}

/** So many values tell well enough how far values lie apart. */
const enough = 20_000;

/** The standard deviation of values, as some of them tell it; 1 where they are all the same. Asked for at every drag. */
export const spreadOf = memoisedWeakly(({ values }: ScoreColumn): number => {
  const stride = Math.max(1, Math.floor(values.length / enough));
  const some = Float64Array.from({ length: Math.floor(values.length / stride) }, (_, i) => values[i * stride]!);
  const sigma = populationSigma(some.filter(Number.isFinite));
  return sigma > 0 ? sigma : 1;
});

/** Whether two uses of an operator decide differently. */
export function decidesOtherwise(one: OperatorUse, other: OperatorUse | undefined): boolean {
  return other === undefined || waysOf(one) !== waysOf(other);
}

/** What an operator decides by, as a text. */
export function waysOf({ parameters, statistics, closed, reversed }: OperatorUse): string {
  return JSON.stringify([parameters, statistics, closed, reversed]);
}
