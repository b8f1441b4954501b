import { quoteText } from '../../store/duck.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import type { Pattern } from './filter.ts';

/** One byte per row: 1 where the row's id fits, as it is written. */
export async function searchIds({ duck }: Pick<Session, 'duck'>, flow: Flow, pattern: Pattern): Promise<Uint8Array> {
  const found = new Uint8Array(flow.rows);
  const fits = pattern.length === 1 ? `id = ${quoteText(pattern[0]!)}` : likeSql(pattern);
  const batch = await selectRows(duck, `SELECT row FROM ${flow.chain.samples} WHERE ${fits}`);
  for (const row of column(batch, 'row', 'int')) found[row] = 1;
  return found;
}

/** Of LIKE's own signs only those that stand for our wildcards act. */
function likeSql(pattern: Pattern): string {
  const pieces = pattern.map((piece) => piece.replace(/[\\%_]/g, '\\$&'));
  return `id LIKE ${quoteText(pieces.join('%'))} ESCAPE '\\'`;
}
