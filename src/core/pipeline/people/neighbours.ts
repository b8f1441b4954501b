import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { lastOf, type Flow } from '../flow.ts';
import { partOf } from '../completed.ts';
import type { Session } from '../session.ts';

/** So many of a cluster are told. */
const mostOfCluster = 12;

/** Rows that belong to a sample. */
export interface Neighbours {
  /** Its parent and its children, oldest first. */
  readonly family: readonly number[];
  /** Those of its cluster that are nearest to the centre, without itself. */
  readonly cluster: readonly number[];
}

/** Finds the samples that belong to one, by its row. */
export async function neighboursOf(session: Session, flow: Flow, row: number): Promise<Neighbours> {
  const { samples } = flow.chain;
  const family = await rowsOf(
    session,
    `SELECT row FROM ${samples} WHERE parent_row = ${row} OR row = (SELECT parent_row FROM ${samples} WHERE row = ${row}) ORDER BY row`,
  );
  const stage = lastOf(flow, 'cluster');
  const clusters = stage === undefined ? undefined : partOf(stage, 'clusters');
  if (clusters === undefined) return { family, cluster: [] };
  const source = await session.store.source([clusters.part]);
  const own = `(SELECT cluster FROM ${source} WHERE row = ${row})`;
  const nearest = `SELECT row FROM ${source} WHERE cluster = ${own} AND row <> ${row} ORDER BY distance, row LIMIT ${mostOfCluster}`;
  return { family, cluster: await rowsOf(session, nearest) };
}

async function rowsOf({ duck }: Session, sql: string): Promise<number[]> {
  return [...column(await selectRows(duck, sql), 'row', 'int')];
}
