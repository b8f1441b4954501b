import type { Series } from './series.ts';

/**
 * A series' exponential moving average, a value per group: debiased, so that it does not begin at nothing. A group of
 * several values weighs as many.
 * @param weight of what was before, 0 to below 1
 */
export function smoothed(series: Series, weight: number): Float64Array {
  const averages = new Float64Array(series.length);
  let [sum, total] = [0, 0];
  for (let i = 0; i < series.length; i++) {
    const kept = weight ** series.group(i).count;
    sum = kept * sum + (1 - kept) * series.meanOf(i);
    total = kept * total + (1 - kept);
    averages[i] = sum / total;
  }
  return averages;
}
