import { z } from 'zod';
import type { Deduplicator, Filter, Operator, Selector } from '../../src/core/operators/operator.ts';
import type { Measured, StageQuestion } from '../../src/core/pipeline/decide/question.ts';
import type { ScoreColumn } from '../../src/core/pipeline/decide/score-column.ts';
import type { OperatorUse, StatisticThreshold } from '../../src/core/recipe/recipe.ts';

const parameters = z.strictObject({}) as unknown as Filter<unknown>['parameters'];
const common = { from: 'better-synth', summary: '', parameters, version: 1 } as const;

/** A filter over one statistic, bounded by `min` and `max`. */
export function filterOn(
  key: string,
  cost: Filter<unknown>['cost'] = 'text',
  per: 'sample' | 'picture' = 'sample',
): Filter<unknown> {
  return {
    ...common,
    kind: 'filter',
    name: `${key}_filter`,
    cost,
    statistics: [{ key, per, min: 'min', max: 'max' }],
    measuredBy: [],
  };
}

/** Drops rows whose fingerprint came before. */
export const exactDeduplicator: Deduplicator<unknown> = {
  ...common,
  kind: 'deduplicator',
  name: 'exact_deduplicator',
  measuredBy: [],
  fingerprint: () => () => '',
  representatives: ({ fingerprints }) =>
    Int32Array.from(fingerprints, (fingerprint, i) => (fingerprint === '' ? i : fingerprints.indexOf(fingerprint))),
};

/** Keeps the first `n` survivors. */
export const firstSelector: Selector<unknown> = {
  ...common,
  kind: 'selector',
  name: 'first_selector',
  field: () => null,
  select: (count, _values, chosen) => Array.from({ length: Math.min((chosen as { n: number }).n, count) }, (_, i) => i),
};

export interface UseOptions {
  parameters?: Record<string, unknown>;
  statistics?: Record<string, StatisticThreshold>;
  closed?: { min: boolean; max: boolean };
  reversed?: boolean;
}

export function use(operator: Operator, options: UseOptions = {}, label = operator.name): OperatorUse {
  return {
    label,
    operator,
    parameters: {},
    statistics: {},
    closed: { min: true, max: true },
    reversed: false,
    ...options,
  };
}

/** One value per row, or a list per row. */
export function scores(rows: readonly (number | readonly number[])[]): ScoreColumn {
  if (rows.every((row) => typeof row === 'number'))
    return { values: Float64Array.from(rows as number[]), offsets: null };
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (offsets[i + 1] = offsets[i]! + (row as number[]).length));
  return { values: Float64Array.from((rows as number[][]).flat()), offsets };
}

export function measured(part: Partial<Measured>): Measured {
  return { columns: {}, fingerprints: [], groups: null, fields: [], failures: new Map(), missing: null, ...part };
}

export function question(
  count: number,
  process: readonly OperatorUse[],
  byLabel: Record<string, Partial<Measured>>,
  rest: Partial<StageQuestion> = {},
): StageQuestion {
  return {
    count,
    tags: null,
    unreadable: new Map(),
    process,
    measured: (label) => measured(byLabel[label] ?? {}),
    statistic: () => null,
    name: (row) => `id-${row}`,
    ...rest,
  };
}
