import type { Overview } from '../../protocol/engine.ts';
import { quoteText } from '../store/duck.ts';
import { selectObjects } from '../store/rows.ts';
import { partOf } from './completed.ts';
import type { Flow } from './flow.ts';
import type { Session } from './session.ts';

/** Reasons of failures that are told. */
const mostReasons = 100;

/** The clusters that the last cluster stage made, the largest first. */
export async function clustersOf({ store, duck }: Session, { completed }: Flow): Promise<Overview['clusters']> {
  const part = completed.map((stage) => partOf(stage, 'clusters')).findLast((found) => found !== undefined);
  if (part === undefined) return [];
  const source = await store.source([part.part]);
  const sql = `SELECT cluster, count(*) AS samples FROM ${source} GROUP BY cluster ORDER BY samples DESC, cluster`;
  const rows = await selectObjects(duck, sql);
  return rows.map(({ cluster, samples }) => ({ cluster: Number(cluster), samples: Number(samples) }));
}

/**
 * Why a sample failed without its own picture's path or its own place in the file: the same fault then counts as one.
 * `r` is a row of decisions, `s` its sample.
 */
const reason = String.raw`regexp_replace(
  coalesce(substr(r.reason, len(list_filter(s.images, lambda p: starts_with(r.reason, p || ': '))[1]) + 3), r.reason, ''),
  ' at byte \d+ of line .*$', '')`;

/** Samples that failed, by stage, operator and why, the most first. */
export async function quarantineOf(
  { store, duck }: Session,
  { completed, chain }: Flow,
): Promise<Overview['quarantine']> {
  const selects: string[] = [];
  for (const stage of completed) {
    const part = partOf(stage, 'decisions');
    if (part === undefined) continue;
    const source = await store.source([part.part]);
    selects.push(`SELECT ${quoteText(stage.name)} AS stage, r.operator, ${reason} AS reason
      FROM ${source} r JOIN ${chain.samples} s ON s.row = r.row WHERE r.outcome = 'failed'`);
  }
  if (selects.length === 0) return [];
  const rows = await selectObjects(
    duck,
    `SELECT stage, operator, reason, count(*) AS samples FROM (${selects.join(' UNION ALL ')})
      GROUP BY ALL ORDER BY samples DESC, stage, operator, reason LIMIT ${mostReasons}`,
  );
  return rows.map(({ stage, operator, reason, samples }) => ({
    stage: stage as string,
    operator: operator as string | null,
    reason: reason as string,
    samples: Number(samples),
  }));
}
