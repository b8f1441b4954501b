/** Samples whose clusters in two spaces rarely occur together: a picture of one kind with a caption of another. */
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { Session } from '../session.ts';
import type { Space } from './spaces.ts';

/** The share of what chance would give, below which a pair of clusters is rare: half of it, one bit less. */
const rare = 0.5;

/** See the top of the file. */
export interface RarePairs {
  /** Those of the rarest pair first. */
  readonly rows: Int32Array;
  /** Samples that are in clusters of both. */
  readonly compared: number;
}

/** Pairs that have less than half as many samples as they would if clusters went together by chance (lift, 2^PMI). */
export async function rarePairs({ duck, store }: Session, one: Space, other: Space): Promise<RarePairs> {
  const [a, b] = [await store.source([one.clusters]), await store.source([other.clusters])];
  const batch = await selectRows(
    duck,
    `WITH pairs AS (
       SELECT row,
         count(*) OVER (PARTITION BY a.cluster, b.cluster)::DOUBLE * count(*) OVER ()
           / (count(*) OVER (PARTITION BY a.cluster) * count(*) OVER (PARTITION BY b.cluster)) AS lift
       FROM ${a} a JOIN ${b} b USING (row))
     SELECT row::INTEGER AS row, lift::DOUBLE AS lift FROM pairs ORDER BY lift, row`,
  );
  const lift = column(batch, 'lift', 'double');
  const rows = column(batch, 'row', 'int').filter((_, i) => lift[i]! < rare);
  return { rows, compared: batch.rows };
}
