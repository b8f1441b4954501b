/**
 * Statistics with NumPy's defaults, over values that are all numbers; {@link present} takes the missing
 * (NaN) ones out. Of nothing, every statistic is NaN.
 */

/** The values that are not NaN, in order. */
export function present(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value));
}

/** The arithmetic mean; the sum is compensated (Neumaier 1974), so its error does not grow with the count. */
export function mean(values: Float64Array): number {
  return sum(values, (value) => value) / values.length;
}

/** The population standard deviation (`numpy.std`, ddof 0), in two passes. */
export function populationSigma(values: Float64Array): number {
  const centre = mean(values);
  return Math.sqrt(sum(values, (value) => (value - centre) ** 2) / values.length);
}

/** The percentile `q` (0..100) by linear interpolation (`numpy.percentile`, method `linear`). */
export function percentile(values: Float64Array, q: number): number {
  return percentileOfSorted(values.slice().sort(), q);
}

/** The same of values in ascending order. */
export function percentileOfSorted(sorted: Float64Array, q: number): number {
  if (!(q >= 0 && q <= 100)) throw new RangeError(`not a percentile: ${q}`);
  const position = (q / 100) * (sorted.length - 1);
  const index = Math.floor(position);
  const low = sorted[index] ?? Number.NaN;
  const high = sorted[index + 1] ?? low;
  const share = position - index;
  if (low === high) return low;
  // From the nearer end, as NumPy does: the rounding then is the same.
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}

/**
 * The probability that a value of `high` lies above one of `low`, ties counting half: the area under the ROC curve,
 * U / (n·m) of Mann and Whitney (1947). All pairs are compared: for hundreds of values, not for millions.
 */
export function auc(high: Float64Array, low: Float64Array): number {
  let wins = 0;
  for (const one of high) for (const other of low) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (high.length * low.length);
}

function sum(values: Float64Array, term: (value: number) => number): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const addend = term(values[i]!);
    const next = total + addend;
    lost += Math.abs(total) >= Math.abs(addend) ? total - next + addend : addend - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}
