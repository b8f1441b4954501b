import { captionIn } from '../../dataset/tokens.ts';
import { setImmediate } from 'node:timers/promises';
import { ProductError } from '../../../protocol/errors.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { rowsWithin, type RowRange } from '../chain.ts';
import { editedDataset } from '../edited.ts';
import { editedSince } from '../edited-since.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';

/** A sample with the caption that it shows now. */
export interface ShownCaption {
  readonly id: string;
  readonly caption: string;
  /** The text that it was born with. */
  readonly born: string;
}

/** Gives work the dataset as it is now, for as long as it takes; others have their turn in between. */
export type Turn = <T>(work: (session: Session, flow: Flow) => Promise<T>) => Promise<T>;

/** So many rows of the dataset are read in one turn. */
const windowRows = 32_768;
/** So many samples are handed on before others get to speak. */
const batchRows = 4096;

/**
 * The captions of some rows in dataset order, in batches; samples without a text are left out.
 * @throws ProductError `cancelled` when the dataset is opened anew in between
 */
export async function* shownCaptions(turn: Turn, rows: Int32Array): AsyncGenerator<ShownCaption[]> {
  const { session, count, since } = await turn(async (session, { chain, rows: count }) => {
    const { applied } = await editedDataset(session, chain);
    return { session, count, since: await editedSince(session, chain, applied) };
  });
  const wanted = new Uint8Array(count);
  for (const row of rows) wanted[row] = 1;
  for (let after = -1; after < count - 1; after += windowRows) {
    const window = { after, to: Math.min(count - 1, after + windowRows) };
    if (!wanted.subarray(window.after + 1, window.to + 1).includes(1)) continue;
    const texts = await turn((now, flow) => {
      if (now !== session) throw openedAnew();
      return textsIn(now, flow, window);
    });
    for (let from = 0; from < texts.length; from += batchRows) {
      await setImmediate();
      yield texts.slice(from, from + batchRows).flatMap(({ row, id, born, text }) => {
        if (wanted[row] !== 1 || born === null) return [];
        return [{ id, caption: captionIn(since.get(row) ?? text ?? born), born }];
      });
    }
  }
}

/** The samples of a window, with the texts that they were born with and that stages left; null: the same. */
async function textsIn({ duck }: Pick<Session, 'duck'>, { chain }: Flow, window: RowRange) {
  const within = `WHERE ${rowsWithin('row', window)}`;
  const left = new Map<number, string>();
  for (const source of [...(chain.edited === null ? [] : [chain.edited]), ...chain.texts]) {
    const batch = await selectRows(duck, `SELECT row, text FROM ${source} ${within}`);
    const texts = column(batch, 'text', 'text');
    column(batch, 'row', 'int').forEach((row, i) => left.set(row, texts[i]!));
  }
  const batch = await selectRows(duck, `SELECT row, id, text FROM ${chain.samples} ${within} ORDER BY row`);
  const [ids, born] = [column(batch, 'id', 'text'), column(batch, 'text', 'text')];
  return Array.from(column(batch, 'row', 'int'), (row, i) => ({
    row,
    id: ids[i]!,
    born: born[i]!,
    text: left.get(row) ?? null,
  }));
}

function openedAnew(): ProductError {
  return new ProductError('cancelled', 'The dataset was opened anew meanwhile.', {
    safe: 'Nothing was changed.',
    next: 'Try again.',
  });
}
