import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { rowsWithin } from '../chain.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';

/** Up to so many ids are looked up by their rows; for more all are read. */
const few = 1000;

/** The ids of rows, in their order. */
export async function idsOfRows(
  { duck }: Pick<Session, 'duck'>,
  { chain, rows: count }: Flow,
  rows: Int32Array,
): Promise<string[]> {
  const where = rows.length > few ? '' : ` WHERE ${rowsWithin('row', [...rows])}`;
  const batch = await selectRows(duck, `SELECT row, id FROM ${chain.samples}${where}`);
  const ids = column(batch, 'id', 'text');
  const places = new Int32Array(count).fill(-1);
  column(batch, 'row', 'int').forEach((row, i) => (places[row] = i));
  return Array.from(rows, (row) => ids[places[row]!]!);
}
