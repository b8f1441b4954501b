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
  const part = await session.store.writePart('edited', columns, {
    rows: applied.length,
    columns: {
      row: Int32Array.from(applied, ({ row }) => row),
      text: applied.map(({ text }) => text),
    },
  });
  return { role: 'edited', part, meta: null };
}
