/** Where the values of a statistic lie: counted once, and drawn as often as wanted. */
import { binsOf, extent, histogram, type Extent } from '../../../base/bins.ts';
import { mean, populationSigma } from '../../../base/statistics.ts';
import type { LabStatistic } from '../../../protocol/lab.ts';
import { startAt, type ScoreColumn } from '../decide/score-column.ts';

/** See {@link LabStatistic}. */
export type Distribution = Omit<LabStatistic, 'key' | 'bounds'>;

/** At most so many bars. */
const mostBins = 96;
/** So many values are enough to see where nearly all of them lie. */
const enough = 20_000;
/** The share at each end that may lie far away. */
const rare = 0.005;

const nothing: Distribution = {
  ...{ values: 0, samples: 0, notNumbers: 0, min: null, max: null, mean: null, sigma: null },
  ...{ low: 0, high: 1, bins: [] },
};

/**
 * The distribution of a column.
 * @param measured whether a row was measured: the others have no values
 */
export function distributionOf(column: ScoreColumn, count: number, measured: (row: number) => boolean): Distribution {
  const { finite, samples, notNumbers } = gathered(column, count, measured);
  if (finite.length === 0) return { ...nothing, notNumbers };
  const all = extent(finite)!;
  const { min, max } = all;
  const known = {
    values: finite.length,
    samples,
    notNumbers,
    min,
    max,
    mean: mean(finite),
    sigma: populationSigma(finite),
  };
  if (min === max) return { ...known, low: min, high: max, bins: [finite.length] };
  const bins = binsOf(drawn(finite, all), mostBins);
  return { ...known, low: bins.from, high: bins.from + bins.width * bins.count, bins: histogram(finite, bins) };
}

function gathered(column: ScoreColumn, count: number, measured: (row: number) => boolean) {
  const { values, offsets } = column;
  const finite = new Float64Array(values.length);
  let [found, samples, notNumbers] = [0, 0, 0];
  const rows = values.length === 0 ? 0 : count;
  for (let row = 0; row < rows; row++) {
    const before = found;
    const end = offsets === null ? row + 1 : offsets[row + 1]!;
    for (let i = startAt(column, row); i < end; i++) {
      const value = values[i]!;
      if (Number.isFinite(value)) finite[found++] = value;
      else if (measured(row)) notNumbers++;
    }
    if (found > before) samples++;
  }
  return { finite: finite.subarray(0, found), samples, notNumbers };
}

/** What is drawn: all values where they lie together, else without the few that lie far away. */
function drawn(values: Float64Array, { min, max, whole }: Extent): Extent {
  const stride = Math.max(1, Math.floor(values.length / enough));
  const some = Float64Array.from({ length: Math.floor(values.length / stride) }, (_, i) => values[i * stride]!).sort();
  const [first, last] = [some[Math.floor(rare * some.length)]!, some[Math.ceil((1 - rare) * some.length) - 1]!];
  const room = (last - first) / 4;
  return room > 0 ? { min: Math.max(min, first - room), max: Math.min(max, last + room), whole } : { min, max, whole };
}
