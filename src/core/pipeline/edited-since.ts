import { column } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import { rowsWithin, type Chain } from './chain.ts';
import type { AppliedEdit } from './edited.ts';
import type { Session } from './session.ts';

/** From so many rows on all texts are looked at. */
const manyRows = 1000;

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
  const before = edited === null ? new Map<number, string>() : await textsOf(duck, edited, only);
  const changed = new Map<number, string>();
  for (const { row, text } of applied) {
    if (before.get(row) !== text) changed.set(row, text);
    before.delete(row);
  }
  if (before.size === 0) return changed;
  // What the run saw and is not there any more was taken back.
  const undone = await textsOf(duck, samples, before.size < manyRows ? [...before.keys()] : undefined);
  for (const row of before.keys()) changed.set(row, undone.get(row)!);
  return changed;
}

async function textsOf(duck: Session['duck'], source: string, only?: readonly number[]): Promise<Map<number, string>> {
  const where = only === undefined ? '' : ` WHERE ${rowsWithin('row', only)}`;
  const batch = await selectRows(duck, `SELECT row, text FROM ${source}${where}`);
  const texts = column(batch, 'text', 'text');
  return new Map(Array.from(column(batch, 'row', 'int'), (row, i) => [row, texts[i]!]));
}
