/** Figures with their 95 % intervals, and what these say of a difference. */
import { mean } from './statistics.ts';
import { studentQuantile } from './student.ts';

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What an interval says of a difference. */
export type Verdict = 'better' | 'worse' | 'not distinguishable';

const share = 0.975;

/** The mean of two values or more, with the interval of Student's t. @throws RangeError for fewer */
export function meanEstimate(values: Float64Array): Estimate {
  if (values.length < 2) throw new RangeError('an interval takes two values');
  const value = mean(values);
  const reach = studentQuantile(share, values.length - 1) * Math.sqrt(variance(values) / values.length);
  return { value, low: value - reach, high: value + reach };
}

/** The mean of the differences of pairs, with the interval of the paired t-test. @throws RangeError below two pairs */
export function pairedDifference(first: Float64Array, second: Float64Array): Estimate {
  if (first.length !== second.length) throw new RangeError('not pairs');
  return meanEstimate(first.map((value, i) => value - second[i]!));
}

/** The difference of two means, with the interval of Welch's t-test. @throws RangeError below two values of each */
export function unpairedDifference(first: Float64Array, second: Float64Array): Estimate {
  if (first.length < 2 || second.length < 2) throw new RangeError('an interval takes two values of each');
  const [a, b] = [variance(first) / first.length, variance(second) / second.length];
  const value = mean(first) - mean(second);
  if (a + b === 0) return { value, low: value, high: value };
  const freedom = (a + b) ** 2 / (a ** 2 / (first.length - 1) + b ** 2 / (second.length - 1));
  const reach = studentQuantile(share, freedom) * Math.sqrt(a + b);
  return { value, low: value - reach, high: value + reach };
}

/** Only an interval that holds no zero tells two sides apart. */
export function verdictOf({ low, high }: Estimate): Verdict {
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'not distinguishable';
}

const mostRuns = 10_000;

/**
 * About how many runs of each side would tell apart a difference of this size with this spread; null: more than ten
 * thousand, or there is no difference.
 * @param n runs of now
 */
export function runsNeeded({ value, low, high }: Estimate, n: number): number | null {
  const error = (high - low) / 2 / studentQuantile(share, n - 1);
  const spread = error * Math.sqrt(n);
  if (value === 0) return null;
  for (let runs = n + 1; runs <= mostRuns; runs++) {
    // Beyond a few dozen the quantile hardly moves.
    const quantile = runs < 50 ? studentQuantile(share, runs - 1) : 2;
    if (quantile * spread < Math.abs(value) * Math.sqrt(runs)) return runs;
  }
  return null;
}

/** Of the sample: divided by one less than there are values. */
function variance(values: Float64Array): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
