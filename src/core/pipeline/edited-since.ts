import { column } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import type { Import } from '../store/state/registry.ts';
import type { AppliedEdit } from './edited.ts';
import type { Session } from './session.ts';
import type { StagePart } from './stages/stage-context.ts';

/** Rows whose edit is another than a run saw (its snapshot), with the text that they have now. */
export async function editedSince(
  session: Pick<Session, 'store' | 'duck'>,
  dataset: Import,
  applied: readonly AppliedEdit[],
  snapshot: StagePart | null,
): Promise<Map<number, string>> {
  const now = new Map(applied.map(({ row, text }) => [row, text]));
  const before = new Map<number, string>();
  if (snapshot !== null) {
    const batch = await session.store.readColumns([snapshot.part], ['row', 'text']);
    const texts = column(batch, 'text', 'text');
    column(batch, 'row', 'int').forEach((row, i) => before.set(row, texts[i]!));
  }
  const changed = new Map([...now].filter(([row, text]) => before.get(row) !== text));
  const undone = [...before.keys()].filter((row) => !now.has(row));
  if (undone.length > 0) {
    const source = await session.store.source([dataset.part]);
    const batch = await selectRows(session.duck, `SELECT row, text FROM ${source} WHERE row IN (${undone.join(', ')})`);
    const texts = column(batch, 'text', 'text');
    column(batch, 'row', 'int').forEach((row, i) => changed.set(row, texts[i]!));
  }
  return changed;
}
