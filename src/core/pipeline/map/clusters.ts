/** The clusters of a space as a table. */
import type { MapCluster } from '../../../protocol/map.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { statisticSql } from '../completed.ts';
import type { Flow } from '../flow.ts';
import { readDecided } from '../grid/decided.ts';
import type { Session } from '../session.ts';
import type { Space } from './spaces.ts';

/** Each cluster that has samples, by its number. @param score whose mean is told; null: none */
export async function clusterTable(
  session: Session,
  flow: Flow,
  { clusters, labels }: Space,
  score: string | null,
): Promise<MapCluster[]> {
  const source = await session.store.source([clusters]);
  const values =
    score === null
      ? 'SELECT 0 AS row, NULL::DOUBLE AS value'
      : await statisticSql(session, flow.completed, score, false);
  const table = await selectRows(
    session.duck,
    `SELECT c.cluster AS cluster, count(*)::INTEGER AS samples, avg(v.value) AS mean,
        arg_min(c.row, (c.distance, c.row))::INTEGER AS nearest, arg_max(c.row, (c.distance, -c.row))::INTEGER AS farthest
      FROM ${source} c LEFT JOIN (${values}) v ON v.row = c.row GROUP BY 1 ORDER BY 1`,
  );
  const kept = await keptByCluster(session, flow, source, labels.length);
  const int = (name: string): Int32Array => column(table, name, 'int');
  const mean = column(table, 'mean', 'double');
  return Array.from(int('cluster'), (cluster, i) => ({
    cluster,
    label: labels[cluster] ?? '',
    samples: int('samples')[i]!,
    kept: kept.decided[cluster]! > 0 ? kept.kept[cluster]! / kept.decided[cluster]! : null,
    mean: Number.isNaN(mean[i]!) ? null : mean[i]!,
    nearest: int('nearest')[i]!,
    farthest: int('farthest')[i]!,
  }));
}

async function keptByCluster(session: Session, flow: Flow, source: string, k: number) {
  const { outcome } = await readDecided(session, flow);
  const batch = await selectRows(session.duck, `SELECT row, cluster FROM ${source}`);
  const cluster = column(batch, 'cluster', 'int');
  const found = { kept: new Int32Array(k), decided: new Int32Array(k) };
  column(batch, 'row', 'int').forEach((row, i) => {
    if (outcome[row] === 0) return;
    found.decided[cluster[i]!]!++;
    if (outcome[row] === 1) found.kept[cluster[i]!]!++;
  });
  return found;
}
