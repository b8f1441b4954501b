import type { Series } from './series.ts';

/** Points of a curve, ascending by step. */
export interface Points {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** The group that each point is of. */
  readonly groups: Int32Array;
}

/**
 * So many points of a series at most, with the smallest and the largest value of each stretch: no peak is lost. A neighbour
 * on each side is among them, so that lines reach the edge.
 * @param most two or more
 */
export function thinned(series: Series, range: { readonly from: number; readonly to: number }, most: number): Points {
  const found = series.between(range.from, range.to);
  const [from, to] = [Math.max(0, found.from - 1), Math.min(series.length, found.to + 1)];
  const stretch = Math.ceil((2 * (to - from)) / most);
  const points: { step: number; value: number; group: number }[] = [];
  for (let i = from; i < to; i += Math.max(1, stretch)) {
    let [low, high] = [series.group(i), series.group(i)];
    let [lowAt, highAt] = [i, i];
    for (let j = i + 1; j < Math.min(to, i + stretch); j++) {
      const group = series.group(j);
      if (group.min < low.min) [low, lowAt] = [group, j];
      if (group.max > high.max) [high, highAt] = [group, j];
    }
    const ends = [
      { step: low.minAt, value: low.min, group: lowAt },
      { step: high.maxAt, value: high.max, group: highAt },
    ].sort((a, b) => a.step - b.step);
    points.push(...(ends[0]!.step === ends[1]!.step ? ends.slice(0, 1) : ends));
  }
  return {
    steps: Float64Array.from(points, ({ step }) => step),
    values: Float64Array.from(points, ({ value }) => value),
    groups: Int32Array.from(points, ({ group }) => group),
  };
}
