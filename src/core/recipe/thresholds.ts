import { z } from 'zod';
import type { Filter, Statistic } from '../operators/operator.ts';
import type { StatisticThreshold } from './recipe.ts';
import type { Reporter } from './reporter.ts';
import type { MapNode, Node, Span } from './source.ts';
import { readObject } from './validate.ts';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the parameters' type does not matter here */
type AnyFilter = Filter<any>;

/** A threshold as a statistic: exactly one of these. */
export const statisticSchema = z.strictObject({
  percentile: z.number().min(0).max(100).optional().describe('percentile of the values, 0 to 100'),
  mean: z.number().optional().describe('mean of the values, plus this number'),
  sigma: z.number().optional().describe('mean of the values, plus this many standard deviations'),
  keep: z.int().min(1).optional().describe('how many of the best rows to keep'),
});

/** The names of all parameters that bound some statistic of a filter. */
export function boundNames(filter: AnyFilter): ReadonlySet<string> {
  return new Set(filter.statistics.flatMap(({ min, max }) => [min, max].filter((name) => name !== undefined)));
}

/** Reads `{percentile: 25}` and its like; null after an error. */
export function readStatistic(map: MapNode, report: Reporter, owner: string, key: Span): StatisticThreshold | null {
  const values = readObject(statisticSchema, map, report, owner, key);
  if (values === null) return null;
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  if (given.length === 1) return Object.fromEntries(given) as unknown as StatisticThreshold;
  const unknown = given.length === 0 && map.entries.size > 0;
  if (!unknown) report.error('wrong-value', `${owner}: write exactly one of percentile, mean, sigma or keep.`, map);
  return null;
}

/** A threshold as it is checked: a plain value, or a statistic. */
export interface Thresholds {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly statistics: Readonly<Record<string, StatisticThreshold>>;
  readonly reversed: boolean;
}

/**
 * Reports ranges that cannot hold anything: a lower bound above the upper, as numbers or as the same statistic.
 * Reversed ranges are free to cross, but have no n best rows.
 */
export function checkBounds(
  filter: AnyFilter,
  { parameters, statistics, reversed }: Thresholds,
  nodes: ReadonlyMap<string, Node>,
  report: Reporter,
  operator: Span,
): void {
  for (const { min, max, readBound } of filter.statistics) {
    for (const name of [min, max]) {
      if (!reversed || name === undefined || !('keep' in (statistics[name] ?? {}))) continue;
      report.error(
        'wrong-value',
        `${filter.name}.${name}: keep and reversed_range exclude each other.`,
        nodes.get(name)!,
      );
    }
    if (reversed || min === undefined || max === undefined) continue;
    const [low, high] = comparable(parameters, statistics, min, max, readBound);
    if (low === null || high === null || low <= high) continue;
    const where = nodes.get(min) ?? nodes.get(max) ?? operator;
    report.error('min-above-max', `${filter.name}: ${min} is above ${max}, so no value can be kept.`, where);
  }
}

/** Lower and upper bound where they can be compared without data. */
function comparable(
  parameters: Thresholds['parameters'],
  statistics: Thresholds['statistics'],
  min: string,
  max: string,
  readBound: Statistic['readBound'],
): readonly [number | null, number | null] {
  const [low, high] = [statistics[min], statistics[max]];
  if (low === undefined && high === undefined) return [boundOf(parameters[min]), boundOf(parameters[max])];
  const [form] = Object.keys(low ?? {});
  if (low === undefined || high === undefined || form === undefined || form === 'keep' || !(form in high))
    return [null, null];
  return [Object.values(low)[0] as number, Object.values(high)[0] as number];

  function boundOf(value: unknown): number | null {
    if (typeof value === 'string' && readBound !== undefined) return readBound(value);
    return typeof value === 'number' ? value : null;
  }
}
