import type { ScoreOverview } from '../../protocol/engine.ts';
import { selectObjects } from '../store/rows.ts';
import { listStatistics, statisticSql } from './completed.ts';
import type { Flow } from './flow.ts';
import type { Session } from './session.ts';

/** Bars of a histogram. */
const bins = 24;

/**
 * Where the values of a measured statistic lie: each picture's own, where there is one per picture. Null where it has no
 * value.
 */
export async function scoreOf(session: Session, { completed }: Flow, key: string): Promise<ScoreOverview | null> {
  const rows = await statisticSql(session, completed, key, true);
  const value = listStatistics(completed).has(key) ? 'unnest(value)' : 'value';
  const values = `(SELECT v FROM (SELECT ${value}::DOUBLE AS v FROM (${rows})) WHERE isfinite(v))`;
  const [found] = await selectObjects(
    session.duck,
    `SELECT count(*) AS count, min(v) AS low, max(v) AS high, quantile_cont(v, [0.05, 0.5, 0.95]) AS quantiles FROM ${values}`,
  );
  const [count, min, max] = [found!['count'], found!['low'], found!['high']].map(Number) as [number, number, number];
  if (count === 0) return null;
  const [p5, median, p95] = found!['quantiles'] as [number, number, number];
  return { key, count, min, p5, median, p95, max, bins: await histogramOf(session, values, min, max) };
}

async function histogramOf({ duck }: Session, values: string, min: number, max: number): Promise<number[]> {
  const width = (max - min) / bins || 1;
  const bin = `least(${bins - 1}, floor((v - ${min}::DOUBLE) / ${width}::DOUBLE))::INTEGER`;
  const found = await selectObjects(duck, `SELECT ${bin} AS bin, count(*) AS n FROM ${values} GROUP BY bin`);
  const drawn = new Array<number>(bins).fill(0);
  for (const { bin: place, n } of found) drawn[Number(place)] = Number(n);
  return drawn;
}
