/** Clusters by the loss of the samples that a training saw. */
import { studentQuantile } from '../../../base/student.ts';
import type { ClusterLoss } from '../../../protocol/training.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { lastPartOf } from '../completed.ts';
import type { Session } from '../session.ts';
import type { RecordedTraining } from './step-samples.ts';

/** SQL of the samples' clusters, `row, cluster`: a sample that was written later is of its parent's. Null: nothing was clustered. */
export async function clustersSql(session: Session, { flow }: RecordedTraining): Promise<string | null> {
  const part = lastPartOf(flow.completed, 'clusters');
  if (part === undefined) return null;
  const clusters = await session.store.source([part.part]);
  return `(SELECT s.row, coalesce(own.cluster, parents.cluster)::INTEGER AS cluster FROM ${flow.chain.samples} s
    LEFT JOIN ${clusters} own ON own.row = s.row LEFT JOIN ${clusters} parents ON parents.row = s.parent_row
    WHERE coalesce(own.cluster, parents.cluster) IS NOT NULL)`;
}

/** The clusters, the one with the largest mean loss first. Each sample counts once, with its mean. */
export async function clusterLosses(session: Session, training: RecordedTraining): Promise<ClusterLoss[] | null> {
  const clusters = await clustersSql(session, training);
  if (clusters === null) return null;
  const batch = await selectRows(
    session.duck,
    `WITH steps AS (SELECT step, avg(loss) AS usual FROM ${training.seen} GROUP BY step),
      samples AS (SELECT row, avg(loss) AS loss, avg(loss - usual) AS over FROM ${training.seen} JOIN steps USING (step) GROUP BY row)
     SELECT cluster, count(*)::INTEGER AS samples, avg(loss)::DOUBLE AS mean, stddev_samp(loss)::DOUBLE AS spread, avg(over)::DOUBLE AS over
     FROM samples JOIN ${clusters} USING (row) GROUP BY cluster ORDER BY mean DESC, cluster`,
  );
  const ints = (name: string): Int32Array => column(batch, name, 'int');
  const doubles = (name: string): Float64Array => column(batch, name, 'double');
  return Array.from({ length: batch.rows }, (_, i) => {
    const samples = ints('samples')[i]!;
    const mean = doubles('mean')[i]!;
    const reach =
      samples < 2 ? null : (studentQuantile(0.975, samples - 1) * doubles('spread')[i]!) / Math.sqrt(samples);
    const interval = reach === null ? { low: null, high: null } : { low: mean - reach, high: mean + reach };
    return { cluster: ints('cluster')[i]!, samples, mean, ...interval, over: doubles('over')[i]! };
  });
}
