import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';

/**
 * The samples that some flows over the same dataset have together, and by sample its row in each, -1 where it has none.
 * Imported ones have the same row in all, and come first; created ones are the same by their id.
 */
export async function pairFlows(session: Session, flows: readonly Flow[], imported: number): Promise<Int32Array[]> {
  const created = await Promise.all(flows.map((flow) => createdIds(session, flow, imported)));
  const ids = [...new Set(created.flatMap((rows) => [...rows.keys()]))];
  return created.map((rows) => {
    const all = new Int32Array(imported + ids.length);
    for (let row = 0; row < imported; row++) all[row] = row;
    ids.forEach((id, i) => (all[imported + i] = rows.get(id) ?? -1));
    return all;
  });
}

/** The rows of samples that stages created, by id. */
async function createdIds({ duck }: Session, { chain, rows }: Flow, imported: number): Promise<Map<string, number>> {
  if (rows === imported) return new Map();
  const batch = await selectRows(duck, `SELECT row, id FROM ${chain.samples} WHERE row >= ${imported} ORDER BY row`);
  const numbers = column(batch, 'row', 'int');
  return new Map(column(batch, 'id', 'text').map((id, i) => [id!, numbers[i]!]));
}
