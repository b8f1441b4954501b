import { column } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import { rowsWithin, type Chain } from './chain.ts';
import type { AppliedEdit } from './edited.ts';
import type { Session } from './session.ts';

/**
 * Rows whose edit is another than a run saw (those of its chain), with the text that they have now.
 * @param only looks at these rows alone
 */
export async function editedSince(
  { duck }: Pick<Session, 'duck'>,
  { samples, edited }: Chain,
  applied: readonly AppliedEdit[],
  only?: readonly number[],
): Promise<Map<number, string>> {
  const now = new Map(applied.map(({ row, text }) => [row, text]));
  const before =
    edited === null
      ? new Map<number, string>()
      : await textsOf(duck, edited, only === undefined ? '' : `WHERE ${rowsWithin('row', only)}`);
  const changed = new Map([...now].filter(([row, text]) => before.get(row) !== text));
  const undone = [...before.keys()].filter((row) => !now.has(row));
  if (undone.length === 0) return changed;
  return new Map([...changed, ...(await textsOf(duck, samples, `WHERE row IN (${undone.join(', ')})`))]);
}

async function textsOf(duck: Session['duck'], source: string, where: string): Promise<Map<number, string>> {
  const batch = await selectRows(duck, `SELECT row, text FROM ${source} ${where}`);
  const texts = column(batch, 'text', 'text');
  return new Map(Array.from(column(batch, 'row', 'int'), (row, i) => [row, texts[i]!]));
}
