/** How often each chosen row is used, so that budget and ratio are met. */
import { Random } from '../../base/random.ts';
import { apportion, groupBy } from './apportion.ts';
import { why, type Why } from './left-out.ts';
import { streams } from './question.ts';
import type { SelectQuestion } from './question.ts';
import { sidesOf, type Side } from './ratio.ts';

/** Times by row, and what is to be said. */
export interface Met {
  readonly times: Int32Array;
  readonly notes: readonly string[];
}

/** The rows that would have been taken without budget and ratio, and what of the two left some of them out. */
export interface Limited {
  readonly fit: readonly number[];
  readonly limit: Why;
}

/** Uses the chosen rows so often that their sum is the budget, in the ratio that is asked for. */
export function meetBudget(question: SelectQuestion, chosen: readonly number[], limited: Limited): Met {
  const times = new Int32Array(question.cluster.length);
  const sides = sidesOf(question, chosen);
  for (const side of sides) use(question, side, times);
  const notes = [...ratioNotes(question, sides, limited), ...budgetNotes(question, chosen, sides, limited)];
  return { times, notes };
}

/** Gives a side its places: too many rows are trimmed, too few repeated, the remainder drawn by seed. */
function use(question: SelectQuestion, { synthesized, rows, places }: Side, times: Int32Array): void {
  // A stream of its own for the synthesized side: what is drawn there does not go with what is drawn among originals.
  const stream = synthesized === 1 ? [1] : [];
  if (rows.length === 0) return;
  if (rows.length > places) {
    for (const row of trim(question, rows, places, stream)) times[row] = 1;
    return;
  }
  const extra = new Random(question.seed, streams.repeat, ...stream).sample(rows.length, places % rows.length);
  for (const row of rows) times[row] = Math.floor(places / rows.length);
  for (const place of extra) times[rows[place]!]!++;
}

/**
 * `places` of the rows: each cluster keeps its share of them (largest remainder), drawn by seed, rows tagged `keep`
 * first. Clusters whose kept rows pass their share keep these, and the others share what is left.
 */
function trim(
  question: SelectQuestion,
  rows: readonly number[],
  places: number,
  stream: readonly number[],
): readonly number[] {
  const isKept = (row: number): boolean => question.manual[row]! > 0;
  const kept = rows.filter(isKept);
  if (kept.length > places)
    return trim({ ...question, manual: new Int8Array(question.manual.length) }, kept, places, stream);
  const groups = groupBy(rows, (row) => question.cluster[row]!);
  const quotas = apportion(
    groups.map((group) => group.rows.length),
    places,
    groups.map((group) => group.rows.filter(isKept).length),
  );
  return groups.flatMap((group, i) => {
    const random = new Random(question.seed, streams.trim, group.group, ...stream);
    const first = group.rows.filter(isKept);
    const others = group.rows.filter((row) => !isKept(row));
    return [...first, ...[...random.sample(others.length, quotas[i]! - first.length)].map((place) => others[place]!)];
  });
}

function budgetNotes(
  { budget, fill, ratio }: SelectQuestion,
  chosen: readonly number[],
  sides: readonly Side[],
  { limit }: Limited,
): string[] {
  const used = sides.reduce((sum, { places }) => sum + places, 0);
  if (budget === null) return [];
  if (fill === 'none' && used < budget) {
    const cause = limit === why.ratio ? `: the ratio of ${ratio} allows no more` : '';
    return [`${used} samples were chosen, fewer than the budget of ${budget}${cause}`];
  }
  if (fill === 'repeat' && chosen.length === 0)
    return [`no sample was chosen: the budget of ${budget} cannot be filled`];
  return [];
}

function ratioNotes(question: SelectQuestion, sides: readonly Side[], limited: Limited): string[] {
  const { ratio, synthesized } = question;
  const [originals, written] = sides;
  if (ratio === null || originals!.rows.length === 0) return [];
  if (written === undefined) {
    const count = originals!.rows.filter((row) => synthesized[row] === 1).length;
    if (count > 0 && count < originals!.rows.length)
      return [`the samples tagged keep are more than the budget: the ratio of ${ratio} is not held`];
    const all = count === 0 ? 'an original' : 'synthesized';
    return [`every chosen sample is ${all}: the ratio of ${ratio} cannot be held`];
  }
  const [first, second] = [originals!.places, written.places];
  // One sample more or less on either side would come no nearer.
  const held = Math.abs(first - ratio * second) <= Math.max(1, ratio) + 1e-9;
  const tooMany = held ? '' : `; samples tagged keep are too many for the ratio of ${ratio}`;
  const fit = [originals!, written].map(({ rows }, side) =>
    // Low rows that keep their cluster's proportion may be chosen without being fit.
    Math.max(rows.length, limited.fit.filter((row) => synthesized[row] === side).length),
  );
  const left = Math.max(0, fit[0]! - first) + Math.max(0, fit[1]! - second);
  const cut = left === 0 ? '' : `: ${causeOf(question, limited.limit)} left out ${left}`;
  return [`${first} originals and ${second} synthesized samples, of ${fit.join(' and ')} candidates${cut}${tooMany}`];
}

function causeOf({ budget, ratio }: SelectQuestion, limit: Why): string {
  if (limit === why.ratio) return `the ratio of ${ratio}`;
  if (limit === why.budget) return `the budget of ${budget}`;
  return limit === why.budgetAndRatio
    ? `the budget of ${budget} and the ratio of ${ratio}`
    : 'the clusters’ proportions';
}
