/** The strategies of the select stage. A row that lacks what a strategy needs is never chosen, and counted. */
import { percentile, present } from '../../base/statistics.ts';
import { Random } from '../../base/random.ts';
import { groupBy } from './apportion.ts';
import { defaultPercentile, defaultSigmas, highLow, sigmaBounds } from './high-low.ts';
import { streams } from './question.ts';
import type { Choice, SelectQuestion, Strategy } from './question.ts';
import { meritOf } from './ranking.ts';
import { sidesOf } from './ratio.ts';
import { marked, missing, rowsWhere, scoredRows, within } from './scored-rows.ts';

/** The strategies by name. */
export const strategies: Readonly<Record<Strategy, (question: SelectQuestion) => Choice>> = {
  'dynamic-increase': dynamicIncrease,
  top,
  percentile: abovePercentile,
  sigma: withinSigmas,
  'high-low': highLow,
};

/**
 * Per cluster of n rows m = ⌊n/4⌋ + 1: the ⌊m/4⌋ nearest to the centre, the ⌈m/4⌉ farthest, the rest drawn
 * by seed from between. Stable by unrounded distance.
 */
function dynamicIncrease({ cluster, distance, seed }: SelectQuestion): Choice {
  const chosen = new Uint8Array(cluster.length);
  const placed = rowsWhere(cluster, (row) => cluster[row]! >= 0 && !Number.isNaN(distance[row]!));
  for (const { group, rows } of groupBy(placed, (row) => cluster[row]!)) {
    const sorted = rows.sort((a, b) => distance[a]! - distance[b]! || a - b);
    const m = Math.floor(sorted.length / 4) + 1;
    const [near, far] = [Math.floor(m / 4), Math.ceil(m / 4)];
    const between = sorted.slice(near, sorted.length - far);
    const drawn = new Random(seed, streams.dynamicIncrease, group).sample(between.length, m - near - far);
    for (const row of [...sorted.slice(0, near), ...sorted.slice(sorted.length - far)]) chosen[row] = 1;
    for (const place of drawn) chosen[between[place]!] = 1;
  }
  return { chosen, notes: missing(cluster.length - placed.length, 'a cluster') };
}

/**
 * The `at` best rows: by default as many as the budget, or all; under a ratio the best originals and the best
 * synthesized samples, as many of each as hold it. Ties by dataset order.
 */
function top(question: SelectQuestion): Choice {
  const { rows, notes } = scoredRows(question);
  const merit = meritOf(question.by, rows);
  const best = rows.sort((a, b) => merit[b]! - merit[a]! || a - b);
  const first =
    question.at === null
      ? sidesOf(question, best).flatMap((side) => side.rows.slice(0, side.places))
      : best.slice(0, question.at);
  const chosen = marked(question, first);
  return { chosen, fit: question.at === null ? marked(question, rows) : chosen, notes };
}

/** The rows whose every score is at least its key's percentile `at` (25 by default), counted from the worst value. */
function abovePercentile(question: SelectQuestion): Choice {
  const at = question.at ?? defaultPercentile;
  const bounds = question.by.map(({ values, lowerIsBetter }): readonly [number, number] =>
    lowerIsBetter === true
      ? [-Infinity, percentile(present(values), 100 - at)]
      : [percentile(present(values), at), Infinity],
  );
  return within(question, bounds);
}

/** The rows whose every score is within its key's mean ± `at` (3 by default) population standard deviations. */
function withinSigmas(question: SelectQuestion): Choice {
  const bounds = question.by.map(({ values }) => sigmaBounds(values, question.at ?? defaultSigmas));
  return within(question, bounds);
}
