/** Figures of paired runs, with intervals. */
import { Random } from '../../src/base/random.ts';
import { pairedDifference, type Estimate } from '../../src/base/estimate.ts';
import { percentile } from '../../src/base/statistics.ts';

/** Paired runs per arm. */
export const pairs = 20;

/** The mean of {@link pairs} differences, with the interval of the paired t-test. */
export function difference(first: readonly number[], second: readonly number[]): Estimate {
  if (first.length !== pairs || second.length !== pairs) throw new RangeError(`not ${pairs} pairs`);
  return pairedDifference(Float64Array.from(first), Float64Array.from(second));
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
