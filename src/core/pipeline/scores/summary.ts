/** Numbers that sum up a score's values. Pure. */
import { mean, percentileOfSorted, populationSigma } from '../../../base/statistics.ts';
import type { Summary } from '../../../protocol/scores.ts';

/** Sums up the finite ones of some values. */
export function summaryOf(values: Float64Array): Summary {
  const finite = finiteOf(values).sort();
  const numbers = {
    mean: mean(finite),
    sigma: populationSigma(finite),
    min: finite[0] ?? NaN,
    p5: percentileOfSorted(finite, 5),
    p25: percentileOfSorted(finite, 25),
    median: percentileOfSorted(finite, 50),
    p75: percentileOfSorted(finite, 75),
    p95: percentileOfSorted(finite, 95),
    max: finite.at(-1) ?? NaN,
  };
  const told = Object.entries(numbers).map(([name, value]) => [name, Number.isFinite(value) ? value : null]);
  return {
    count: finite.length,
    missing: values.length - finite.length,
    ...(Object.fromEntries(told) as Record<keyof typeof numbers, number | null>),
  };
}

function finiteOf(values: Float64Array): Float64Array {
  const finite = new Float64Array(values.length);
  let found = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) finite[found++] = values[i]!;
  return finite.subarray(0, found);
}
