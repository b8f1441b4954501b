import { column } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import { rowsWithin } from './chain.ts';
import type { Session } from './session.ts';

/** A text column of a source at some of its rows, by row; a row that the source has not is not in it. */
export async function textsByRow(
  { duck }: Pick<Session, 'duck'>,
  source: string,
  name: string,
  rows: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const batch = await selectRows(duck, `SELECT row, ${name} AS text FROM ${source} WHERE ${rowsWithin('row', rows)}`);
  const texts = column(batch, 'text', 'text');
  return new Map(Array.from(column(batch, 'row', 'int'), (row, i) => [row, texts[i]!]));
}
