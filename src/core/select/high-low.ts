/** The strategy `high-low`. */
import { mean, percentile, populationSigma, present } from '../../base/statistics.ts';
import { Random } from '../../base/random.ts';
import { apportion, groupBy } from './apportion.ts';
import { streams } from './question.ts';
import type { Choice, SelectQuestion } from './question.ts';
import { sidesOf, type Side } from './ratio.ts';
import { candidatesOf, grades, type Candidate } from './stand-ins.ts';
import { marked, scoredRows, within } from './scored-rows.ts';

/** The percentile that is high enough where nothing else is said. */
export const defaultPercentile = 25;
/** How many standard deviations around the mean are ordinary where nothing else is said. */
export const defaultSigmas = 3;

/** Scores for which higher is better and an upper bound makes no sense: image–text similarity and matching. */
const higherIsBetter = /similarity|matching/;

/**
 * Splits the rows: high are those whose similarity and matching scores reach the 25th percentile and whose
 * other scores lie within mean ± `at` (3 by default) standard deviations. As many rows as are high, or as the
 * budget if that is less, are shared out in proportion to the clusters' sizes; within a cluster high rows go
 * first, drawn by seed. A ratio has its originals and its synthesized samples drawn so, each for themselves.
 */
export function highLow(question: SelectQuestion): Choice {
  const bounds = question.by.map(({ key, values }): readonly [number, number] =>
    higherIsBetter.test(key)
      ? [percentile(present(values), defaultPercentile), Infinity]
      : sigmaBounds(values, question.at ?? defaultSigmas),
  );
  const { chosen: high, notes } = within(question, bounds);
  const { rows } = scoredRows(question);
  const candidates = candidatesOf(question, rows, high);
  const able = candidates.filter(({ grade }) => grade > grades.low).map(({ row }) => row);
  const drawn = sidesOf(question, able).flatMap((side) => drawSide(question, candidates, side));
  return {
    chosen: marked(
      question,
      drawn.map(({ row }) => row),
    ),
    fit: marked(question, able),
    low: marked(
      question,
      rows.filter((row) => high[row] === 0),
    ),
    notes: [...notes, ...notesOn(question, high, rows, drawn)],
  };
}

/** The mean of a score ± so many of its standard deviations. */
export function sigmaBounds(values: Float64Array, sigmas: number): readonly [number, number] {
  const known = present(values);
  const [centre, spread] = [mean(known), sigmas * populationSigma(known)];
  return [centre - spread, centre + spread];
}

function drawSide(question: SelectQuestion, candidates: readonly Candidate[], side: Side): Candidate[] {
  const members = candidates.filter(
    ({ row }) => side.synthesized === null || question.synthesized[row] === side.synthesized,
  );
  const groups = groupBy(members.keys(), (i) => members[i]!.cluster);
  const quotas = apportion(
    groups.map(({ rows }) => rows.length),
    Math.min(side.places, side.rows.length),
  );
  return groups.flatMap(({ group, rows }, i) =>
    new Random(question.seed, streams.highLow, group, ...(side.synthesized === 1 ? [1] : []))
      .shuffle(rows)
      .map((place) => members[place]!)
      .sort((a, b) => b.grade - a.grade)
      .slice(0, quotas[i]),
  );
}

function notesOn(
  { replaceLow }: SelectQuestion,
  high: Uint8Array,
  rows: readonly number[],
  drawn: readonly Candidate[],
): string[] {
  const count = (grade: number): number => drawn.filter((candidate) => candidate.grade === grade).length;
  const total = rows.filter((row) => high[row] === 1).length;
  const low = count(grades.low);
  const notes = [
    `${total} of ${rows.length} samples are high; ${low} low ones were chosen to keep the clusters' proportions`,
  ];
  if (replaceLow)
    notes.push(
      `${count(grades.replaced)} low captions gave their place to a synthesized one of the same picture; ${low} had none`,
    );
  return notes;
}
