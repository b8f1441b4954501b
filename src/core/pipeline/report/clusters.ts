import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { GridRow } from '../../../protocol/grid.ts';
import { lastPartOf } from '../completed.ts';
import type { Flow } from '../flow.ts';
import type { ImportedGrid } from '../grid/imported-grid.ts';
import type { Session } from '../session.ts';

/** So many clusters are shown, the largest, with so many samples each. */
const mostClusters = 24;
const nearest = 3;

/** A cluster with the samples nearest to its centre. */
export interface ClusterShown {
  readonly cluster: number;
  /** Words of its captions; empty where there are none. */
  readonly label: string;
  readonly samples: number;
  readonly rows: readonly GridRow[];
}

/** The largest clusters of the last cluster stage, and how many there are. */
export async function clustersShown(
  session: Session,
  flow: Flow,
  grid: ImportedGrid,
): Promise<{ readonly all: number; readonly shown: readonly ClusterShown[] }> {
  const part = lastPartOf(flow.completed, 'clusters');
  if (part === undefined) return { all: 0, shown: [] };
  const source = await session.store.source([part.part]);
  const batch = await selectRows(
    session.duck,
    `SELECT cluster::INTEGER AS cluster, count(*)::INTEGER AS samples, min_by(row, (distance, row), ${nearest})::INTEGER[]::VARCHAR AS near
     FROM ${source} GROUP BY cluster ORDER BY samples DESC, cluster`,
  );
  const clusters = column(batch, 'cluster', 'int');
  const samples = column(batch, 'samples', 'int');
  const near = column(batch, 'near', 'text');
  const { labels } = part.meta as unknown as { readonly labels: readonly string[] };
  const shown: ClusterShown[] = [];
  for (let i = 0; i < Math.min(mostClusters, clusters.length); i++) {
    const rows = JSON.parse(near[i]!) as number[];
    shown.push({
      cluster: clusters[i]!,
      label: labels[clusters[i]!] ?? '',
      samples: samples[i]!,
      rows: await grid.read(rows, []),
    });
  }
  return { all: clusters.length, shown };
}
