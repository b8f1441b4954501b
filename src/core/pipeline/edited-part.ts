import type { Part } from '../store/part-check.ts';
import type { Parts } from '../store/parts.ts';
import type { Chain } from './chain.ts';
import { editedDataset } from './edited.ts';
import type { Session } from './session.ts';
import type { StagePart } from './stages/stage-context.ts';

const columns = [
  { name: 'row', type: 'int' },
  { name: 'text', type: 'text' },
] as const;

/** The edits of a chain's samples that apply now, as a part: a snapshot for a run; null where there is none. */
export async function editedPart(session: Session, chain: Chain): Promise<StagePart | null> {
  const { applied } = await editedDataset(session, chain);
  if (applied.length === 0) return null;
  return { role: 'edited', part: await writeEdited(session.store, applied), meta: null };
}

/** Writes edited texts as a part: `row, text`. @throws ProductError `disk` */
export function writeEdited(store: Parts, edited: readonly { row: number; text: string }[]): Promise<Part> {
  return store.writePart('edited', columns, {
    rows: edited.length,
    columns: { row: Int32Array.from(edited, ({ row }) => row), text: edited.map(({ text }) => text) },
  });
}
