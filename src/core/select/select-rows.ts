/** The select stage as a pure function: which rows are chosen, and how many times each is used. */
import { Random } from '../../base/random.ts';
import { apportion, groupBy } from './apportion.ts';
import { streams } from './question.ts';
import type { SelectQuestion, Selection } from './question.ts';
import { strategies } from './strategies.ts';

/** Chooses rows by the strategy, lets people overrule it, and meets the budget. */
export function selectRows(question: SelectQuestion): Selection {
  const { chosen, notes } = strategies[question.strategy](question);
  const rows: number[] = [];
  question.cluster.forEach((_, row) => {
    const manual = question.manual[row]!;
    if (manual === 0 ? chosen[row] === 1 : manual > 0) rows.push(row);
  });
  const met = meetBudget(question, rows);
  return { times: met.times, notes: [...notes, ...met.notes] };
}

function meetBudget(question: SelectQuestion, chosen: readonly number[]): Selection {
  const { budget, fill, seed } = question;
  const times = new Int32Array(question.cluster.length);
  const trimmed = budget !== null && chosen.length > budget;
  for (const row of trimmed ? trim(question, chosen, budget) : chosen) times[row] = 1;
  if (budget === null || trimmed || chosen.length === budget) return { times, notes: [] };
  if (fill === 'none')
    return { times, notes: [`${chosen.length} samples were chosen, fewer than the budget of ${budget}`] };
  if (chosen.length === 0) return { times, notes: [`no sample was chosen: the budget of ${budget} cannot be filled`] };
  const extra = new Random(seed, streams.repeat).sample(chosen.length, budget % chosen.length);
  for (const row of chosen) times[row] = Math.floor(budget / chosen.length);
  for (const place of extra) times[chosen[place]!]!++;
  return { times, notes: [] };
}

/**
 * `budget` of the chosen rows: each cluster keeps its share of them (largest remainder), drawn by seed, rows
 * tagged `keep` first. Clusters whose kept rows pass their share keep these, and the others share what is left.
 */
function trim(question: SelectQuestion, chosen: readonly number[], budget: number): number[] {
  const kept = chosen.filter((row) => question.manual[row]! > 0);
  if (kept.length > budget) return trim({ ...question, manual: new Int8Array(question.manual.length) }, kept, budget);
  const groups = groupBy(chosen, (row) => question.cluster[row]!);
  const quotas = apportion(
    groups.map(({ rows }) => rows.length),
    budget,
    groups.map(({ rows }) => rows.filter((row) => question.manual[row]! > 0).length),
  );
  return groups.flatMap(({ group, rows }, i) => {
    const random = new Random(question.seed, streams.trim, group);
    const first = rows.filter((row) => question.manual[row]! > 0);
    const others = rows.filter((row) => question.manual[row]! <= 0);
    return [...first, ...[...random.sample(others.length, quotas[i]! - first.length)].map((place) => others[place]!)];
  });
}
