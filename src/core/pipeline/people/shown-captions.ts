import { column, type Batch } from '../../store/columns.ts';
import { selectBatches } from '../../store/rows.ts';
import { presentTexts } from '../chain.ts';
import { editedDataset } from '../edited.ts';
import { editedSince } from '../edited-since.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import { captionIn } from './standing.ts';

/** A sample with the caption that it shows now. */
export interface ShownCaption {
  readonly id: string;
  readonly caption: string;
  /** The text that it was born with. */
  readonly born: string;
}

/** So many rows of the dataset are read at a time. */
const windowRows = 16_384;

/** The captions of some rows in dataset order, in batches; samples without a text are left out. */
export async function* shownCaptions(
  session: Session,
  { chain, rows: count }: Flow,
  rows: Int32Array,
): AsyncGenerator<ShownCaption[]> {
  const wanted = new Uint8Array(count);
  for (const row of rows) wanted[row] = 1;
  const { applied } = await editedDataset(session, chain);
  const since = await editedSince(session, chain, applied);
  for (let after = -1; after < count - 1; after += windowRows) {
    const to = Math.min(count - 1, after + windowRows);
    if (!wanted.subarray(after + 1, to + 1).includes(1)) continue;
    const sql = `SELECT p.row, p.id, p.text, s.text AS born FROM (${presentTexts(chain, ['id'], { after, to })}) p
      JOIN (SELECT row, text FROM ${chain.samples} WHERE row > ${after} AND row <= ${to}) s ON s.row = p.row ORDER BY p.row`;
    for await (const batch of selectBatches(session.duck, sql, windowRows)) yield captionsIn(batch, wanted, since);
  }
}

function captionsIn(batch: Batch, wanted: Uint8Array, since: ReadonlyMap<number, string>): ShownCaption[] {
  const [ids, texts, born] = ['id', 'text', 'born'].map((name) => column(batch, name, 'text'));
  return [...column(batch, 'row', 'int')].flatMap((row, i) => {
    if (wanted[row] !== 1 || born![i] == null) return [];
    return [{ id: ids![i]!, caption: captionIn(since.get(row) ?? texts![i] ?? ''), born: born![i] }];
  });
}
