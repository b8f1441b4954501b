/** Figures of paired runs, with intervals. */
import { Random } from '../../src/base/random.ts';
import { mean, percentile } from '../../src/base/statistics.ts';

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Paired runs per arm. */
export const pairs = 20;

/** 97.5 % quantile of Student's distribution with 19 degrees of freedom. */
const quantile = 2.093024;

/** The mean of {@link pairs} differences, with the interval of the paired t-test. */
export function difference(first: readonly number[], second: readonly number[]): Estimate {
  const values = Float64Array.from(first, (value, i) => value - second[i]!);
  if (values.length !== pairs || second.length !== pairs) throw new RangeError(`not ${pairs} pairs`);
  const value = mean(values);
  const variance = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / (pairs - 1);
  const reach = quantile * Math.sqrt(variance / pairs);
  return { value, low: value - reach, high: value + reach };
}

const resamples = 10_000;

/**
 * What share of the way from `raw` to `oracle` an arm has gone, of the means; its interval by bootstrap over the pairs
 * (percentiles; Efron 1979).
 */
export function gapClosed(arm: readonly number[], raw: readonly number[], oracle: readonly number[]): Estimate {
  const share = (chosen: readonly number[]): number => {
    const sum = (values: readonly number[]): number => chosen.reduce((total, i) => total + values[i]!, 0);
    return (sum(arm) - sum(raw)) / (sum(oracle) - sum(raw));
  };
  const every = [...arm.keys()];
  const random = new Random(0);
  const drawn = Float64Array.from({ length: resamples }, () => share(every.map(() => random.below(arm.length))));
  return { value: share(every), low: percentile(drawn, 2.5), high: percentile(drawn, 97.5) };
}

/** What an interval says of a difference. */
export type Verdict = 'better' | 'worse' | 'not distinguishable';

/** Only an interval that holds no zero tells two arms apart. */
export function verdictOf({ low, high }: Estimate): Verdict {
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'not distinguishable';
}
