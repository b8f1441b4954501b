/** Takes edits of many samples back without looking at each from outside: a whole dataset may have been edited at once. */
import type { Batch } from '../../../protocol/engine.ts';
import { damagedEdit, lastEdit } from './edits.ts';
import type { State } from './state.ts';

/**
 * Of the last edit `l` of each id in a batch: `n`, the newest of the id, and `e`, the newest before the batch; with what
 * the id had before it, and the edit among them that is not what was stored.
 */
const looked = `
  SELECT l.seq, l.id, coalesce(e.caption, '') AS caption, coalesce(e.base_hash, l.base_hash) AS base_hash,
    n.caption = l.caption AND n.base_hash = l.base_hash AS stands,
    coalesce(e.caption, '') = l.caption AND coalesce(e.base_hash, l.base_hash) = l.base_hash AS same,
    CASE WHEN ${isDamaged('l')} THEN l.seq WHEN n.seq <> l.seq AND ${isDamaged('n')} THEN n.seq
      WHEN e.seq IS NOT NULL AND ${isDamaged('e')} THEN e.seq END AS damaged
  FROM edits l JOIN edits n ON n.seq = (SELECT max(seq) FROM edits WHERE id = l.id)
  LEFT JOIN edits e ON e.seq = (SELECT max(seq) FROM edits WHERE id = l.id AND seq < ?)
  WHERE l.seq BETWEEN ? AND ?
    AND NOT EXISTS (SELECT 1 FROM edits WHERE id = l.id AND seq > l.seq AND seq <= ?)`;

/**
 * Gives the ids of a batch the captions that they had before it, in a batch of its own that is on the disk when this
 * returns. Ids that have another caption by now than the batch gave them are skipped.
 * @throws ProductError `damaged`, `disk` or `locked`: then nothing was written
 */
export function revertEdits(
  state: State,
  { from, to }: NonNullable<Batch>,
): { batch: Batch; count: number; skipped: string[] } {
  return state.write(() => {
    state.change(`CREATE TEMP TABLE reverted AS ${looked}`, from, from, to, to);
    const damaged = state.one('SELECT damaged AS seq, id FROM reverted WHERE damaged IS NOT NULL ORDER BY seq');
    if (damaged !== undefined) throw damagedEdit(damaged, state);
    const before = lastEdit(state);
    const at = new Date().toISOString();
    state.change(
      `INSERT INTO edits (id, caption, base_hash, at, checksum)
        SELECT id, caption, base_hash, ?, row_checksum(id, caption, base_hash, ?)
        FROM reverted WHERE stands AND NOT same ORDER BY seq`,
      ...[at, at],
    );
    const skipped = state.all('SELECT id FROM reverted WHERE NOT stands ORDER BY seq');
    state.change('DROP TABLE reverted');
    return { ...editsBehind(state, before), skipped: skipped.map(({ id }) => String(id)) };
  });
}

/** The edits behind a sequence number as a batch; inside the transaction that wrote them they are nobody else's. */
export function editsBehind(state: State, before: number): { batch: Batch; count: number } {
  const sql = 'SELECT min(seq) AS first, max(seq) AS last, count(*) AS count FROM edits WHERE seq > ?';
  const { first, last, count } = state.one(sql, before)!;
  return { batch: count === 0 ? null : { from: Number(first), to: Number(last) }, count: Number(count) };
}

function isDamaged(edit: string): string {
  return `${edit}.checksum <> row_checksum(${edit}.id, ${edit}.caption, ${edit}.base_hash, ${edit}.at)`;
}
