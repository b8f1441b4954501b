/** The strategies of the select stage. A row that lacks what a strategy needs is never chosen, and counted. */
import { mean, percentile, populationSigma, present } from '../../base/statistics.ts';
import { Random } from '../../base/random.ts';
import { ProductError } from '../../protocol/errors.ts';
import { apportion, groupBy } from './apportion.ts';
import { streams } from './question.ts';
import type { Choice, ScoreColumn, SelectQuestion, Strategy } from './question.ts';

/** The strategies by name. */
export const strategies: Readonly<Record<Strategy, (question: SelectQuestion) => Choice>> = {
  'dynamic-increase': dynamicIncrease,
  top,
  percentile: abovePercentile,
  sigma: withinSigmas,
  'high-low': highLow,
};

const defaultPercentile = 25;
const defaultSigmas = 3;

/** Scores for which higher is better and an upper bound makes no sense: image–text similarity and matching. */
const higherIsBetter = /similarity|matching/;

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
 * The `at` best rows (by default as many as the budget, or all): highest first, or lowest where that is better, ties
 * by dataset order. Several keys: by the mean of a row's ranks, where equal values share the mean of their ranks.
 */
function top(question: SelectQuestion): Choice {
  const { rows, notes } = scored(question);
  const [first, ...others] = question.by;
  const merit =
    others.length === 0 ? (row: number): number => sign(first!) * first!.values[row]! : meanRank(question.by, rows);
  const best = rows
    .sort((a, b) => merit(b) - merit(a) || a - b)
    .slice(0, question.at ?? question.budget ?? rows.length);
  return { chosen: marked(question, best), notes };
}

/** The rows whose every score is at least its key's percentile `at` (25 by default), counted from the worst value. */
function abovePercentile(question: SelectQuestion): Choice {
  const at = question.at ?? defaultPercentile;
  const bounds = question.by.map(({ values, lowerIsBetter }): readonly [number, number] =>
    lowerIsBetter === true
      ? [-Infinity, percentile(present(values), 100 - at)]
      : [percentile(present(values), at), Infinity],
  );
  return within(question, (i) => bounds[i]!);
}

/** The rows whose every score is within its key's mean ± `at` (3 by default) population standard deviations. */
function withinSigmas(question: SelectQuestion): Choice {
  const bounds = question.by.map(({ values }) => sigmaBounds(values, question.at ?? defaultSigmas));
  return within(question, (i) => bounds[i]!);
}

/**
 * Splits the rows: high are those whose similarity and matching scores reach the 25th percentile and whose
 * other scores lie within mean ± `at` (3 by default) standard deviations. As many rows as are high, or as the
 * budget if that is less, are shared out in proportion to the clusters' sizes; within a cluster high rows go
 * first, drawn by seed.
 */
function highLow(question: SelectQuestion): Choice {
  const bounds = question.by.map(({ key, values }): readonly [number, number] =>
    higherIsBetter.test(key)
      ? [percentile(present(values), defaultPercentile), Infinity]
      : sigmaBounds(values, question.at ?? defaultSigmas),
  );
  const high = within(question, (i) => bounds[i]!);
  const { rows } = scored(question);
  const total = high.chosen.reduce((sum, value) => sum + value, 0);
  const groups = groupBy(rows, (row) => question.cluster[row]!);
  const quotas = apportion(
    groups.map((group) => group.rows.length),
    Math.min(total, question.budget ?? total),
  );
  const chosen = groups.flatMap(({ group, rows: members }, i) => {
    const drawn = new Random(question.seed, streams.highLow, group).shuffle(members);
    return drawn.sort((a, b) => high.chosen[b]! - high.chosen[a]!).slice(0, quotas[i]);
  });
  const low = chosen.filter((row) => high.chosen[row] === 0).length;
  const note = `${total} of ${rows.length} samples are high; ${low} low ones were chosen to keep the clusters' proportions`;
  return { chosen: marked(question, chosen), notes: [...high.notes, note] };
}

function sigmaBounds(values: Float64Array, sigmas: number): readonly [number, number] {
  const known = present(values);
  const [centre, spread] = [mean(known), sigmas * populationSigma(known)];
  return [centre - spread, centre + spread];
}

function within(question: SelectQuestion, boundsOf: (key: number) => readonly [number, number]): Choice {
  const { rows, notes } = scored(question);
  const fits = rows.filter((row) =>
    question.by.every(({ values }, i) => values[row]! >= boundsOf(i)[0] && values[row]! <= boundsOf(i)[1]),
  );
  return { chosen: marked(question, fits), notes };
}

/** The rows that have every score. */
function scored({ strategy, by, cluster }: SelectQuestion): { rows: number[]; notes: string[] } {
  if (by.length === 0) {
    throw new ProductError('usage', `the strategy ${strategy} needs a score to go by`, {
      next: 'name stats keys under `by` in the select stage',
    });
  }
  const rows = rowsWhere(cluster, (row) => by.every(({ values }) => !Number.isNaN(values[row]!)));
  return { rows, notes: missing(cluster.length - rows.length, by.map(({ key }) => key).join(', ')) };
}

/** 1, or -1 where the lowest values are the best. */
function sign({ lowerIsBetter }: ScoreColumn): number {
  return lowerIsBetter === true ? -1 : 1;
}

/** The mean over keys of each row's rank among `rows`: 1 is the worst. */
function meanRank(by: readonly ScoreColumn[], rows: readonly number[]): (row: number) => number {
  const sums = new Map<number, number>();
  for (const score of by) {
    const { values } = score;
    const sorted = [...rows].sort((a, b) => sign(score) * (values[a]! - values[b]!));
    for (let start = 0, end = 0; start < sorted.length; start = end) {
      while (end < sorted.length && values[sorted[end]!] === values[sorted[start]!]) end++;
      const shared = (start + 1 + end) / 2;
      for (const row of sorted.slice(start, end)) sums.set(row, (sums.get(row) ?? 0) + shared);
    }
  }
  return (row) => sums.get(row)!;
}

function rowsWhere(column: Int32Array, test: (row: number) => boolean): number[] {
  return Array.from(column.keys()).filter(test);
}

function marked({ cluster }: SelectQuestion, rows: readonly number[]): Uint8Array {
  const chosen = new Uint8Array(cluster.length);
  for (const row of rows) chosen[row] = 1;
  return chosen;
}

function missing(count: number, what: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `1 sample without ${what} was not chosen` : `${count} samples without ${what} were not chosen`];
}
