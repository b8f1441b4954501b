import { isLowerBetter } from '../../operators/index.ts';
import type { Deduplicator, FieldValue, Filter, Selector } from '../../operators/operator.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import { resolveBounds } from './bounds.ts';
import { filterDecision } from './filter.ts';
import type { Measured, StageQuestion } from './question.ts';
import { memoised } from '../../../base/memoised.ts';
import { foldChunks, sampleMeans, type ScoreColumn } from './score-column.ts';

/** What an operator says of the rows that reach it. */
export interface Verdict {
  /** 1 for each of these rows that is dropped; null: none is. */
  readonly dropped: Uint8Array | null;
  explain(row: number): string;
  /** The row that stands for a duplicate; -1 for any other row. */
  standsFor?(row: number): number;
  /** Statistic thresholds as numbers, by parameter. */
  readonly resolved?: Readonly<Record<string, number>>;
}

/** Judges the rows that reach an operator (indices in dataset order, which are the caller's again when it returns). */
export type Judge = (reached: Int32Array) => Verdict;

const keepsAll: Verdict = { dropped: null, explain: () => '' };

/** The judge of an operator over what it measured. Mappers keep everything. */
export function judgeOf(use: OperatorUse, measured: Measured, question: StageQuestion): Judge {
  const { operator } = use;
  switch (operator.kind) {
    case 'mapper':
      return () => keepsAll;
    case 'filter':
      return (reached) => judgeFilter(use, operator, measured, reached);
    case 'deduplicator':
      return (reached) => judgeDuplicates(use, operator, measured, question, reached);
    case 'selector':
      return (reached) => judgeSelection(use, operator, measured, question, reached);
  }
}

function judgeFilter(use: OperatorUse, filter: Filter<unknown>, measured: Measured, reached: Int32Array): Verdict {
  const column = memoised((key: string): ScoreColumn => {
    const found = measured.columns[key] ?? { values: new Float64Array(), offsets: null };
    return foldChunks(found, use.parameters['reduce_mode']);
  });
  const { bounds, resolved } = resolveBounds(use, (key) => sampleMeans(column(key)), reached);
  const decision = filterDecision(
    use,
    bounds,
    filter.statistics.map(({ key }) => column(key)),
    reached,
  );
  return { dropped: decision.dropped, explain: (row) => decision.reason(row), resolved };
}

function judgeDuplicates(
  use: OperatorUse,
  deduplicator: Deduplicator<unknown>,
  measured: Measured,
  question: StageQuestion,
  reached: Int32Array,
): Verdict {
  const key = deduplicator.rankBy?.(use.parameters) ?? null;
  const column = key === null ? null : question.statistic(key, use.label, question.process);
  const sign = key !== null && isLowerBetter(key) ? -1 : 1;
  const { fingerprints, groups } = measured;
  const chosen = deduplicator.representatives(
    {
      ...(groups === null
        ? { fingerprints: Array.from(reached, (row) => fingerprints[row] ?? '') }
        : { fingerprints: [], groups: reached.map((row) => groups[row]!) }),
      rank: key === null ? null : Float64Array.from(reached, (row) => sign * (column?.[row] ?? NaN)),
    },
    use.parameters,
  );
  const standIn = new Int32Array(question.count).fill(-1);
  const dropped = new Uint8Array(question.count);
  for (let i = 0; i < reached.length; i++) {
    if (chosen[i] === i) continue;
    dropped[reached[i]!] = 1;
    standIn[reached[i]!] = reached[chosen[i]!]!;
  }
  return {
    dropped,
    explain: (row) => `duplicate of ${question.name(standIn[row]!)}`,
    standsFor: (row) => standIn[row]!,
  };
}

function judgeSelection(
  use: OperatorUse,
  selector: Selector<unknown>,
  measured: Measured,
  question: StageQuestion,
  reached: Int32Array,
): Verdict {
  const path = selector.field(use.parameters);
  const statistic = path === null ? null : statisticKey(path);
  const column = statistic === null ? null : question.statistic(statistic, use.label, question.process);
  const value = (row: number): FieldValue => {
    if (statistic === null) return measured.fields[row] ?? null;
    const number = column?.[row] ?? NaN;
    return Number.isNaN(number) ? null : number;
  };
  const values = path === null ? [] : Array.from(reached, value);
  const dropped = new Uint8Array(question.count).fill(1);
  for (const i of selector.select(reached.length, values, use.parameters)) dropped[reached[i]!] = 0;
  return { dropped, explain: () => 'not selected' };
}

/** The key of a path like `__dj__stats__.num_words`, else null. */
export function statisticKey(path: string): string | null {
  const prefix = '__dj__stats__.';
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}
