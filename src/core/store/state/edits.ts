/** Caption edits: appended, never changed; the last one of an id is its caption. */
import type { Batch } from '../../../protocol/engine.ts';
import type { ProductError } from '../../../protocol/errors.ts';
import { rowChecksum } from './checksum.ts';
import { stateDamaged } from './sqlite-errors.ts';
import type { Row, State } from './state.ts';

/** A caption that a person wrote, or the taking back of one. */
export interface Edit {
  /** Grows with every edit; order comes from it, never from the clock. */
  readonly seq: number;
  /** The sample's id. */
  readonly id: string;
  /** Empty: the sample has the caption that it was born with again. */
  readonly caption: string;
  /** Hash of the text that the edit replaces; on another one it is a conflict. */
  readonly baseHash: string;
  /** ISO time. */
  readonly at: string;
}

/** An edit that is to be stored. */
export type NewEdit = Pick<Edit, 'id' | 'caption' | 'baseHash'>;

/** Stores an edit; it is on the disk when this returns. @throws ProductError `disk` or `locked`. */
export function putEdit(state: State, { id, caption, baseHash }: NewEdit): Edit {
  return state.write(() => {
    const at = new Date().toISOString();
    const checksum = rowChecksum(id, caption, baseHash, at);
    const sql = 'INSERT INTO edits (id, caption, base_hash, at, checksum) VALUES (?, ?, ?, ?, ?)';
    return { seq: state.change(sql, id, caption, baseHash, at, checksum), id, caption, baseHash, at };
  });
}

/** Stores edits together; they are on the disk when this returns. @throws ProductError `disk` or `locked`: then none is. */
export function putEdits(state: State, edits: readonly NewEdit[]): Batch {
  if (edits.length === 0) return null;
  return state.write(() => {
    const seqs = edits.map((edit) => putEdit(state, edit).seq);
    return { from: seqs[0]!, to: seqs.at(-1)! };
  });
}

/** The current edit of every id that has one, oldest first; as of `upTo`, where given. @throws ProductError `damaged`. */
export function currentEdits(state: State, upTo = Number.MAX_SAFE_INTEGER): Edit[] {
  const later = 'SELECT 1 FROM edits WHERE id = e.id AND seq > e.seq AND seq <= ?';
  const newest = `seq <= ? AND caption <> '' AND NOT EXISTS (${later})`;
  const rows = state.each(`SELECT * FROM edits e WHERE ${newest} ORDER BY seq`, upTo, upTo);
  return Array.from(rows, (row) => toEdit(row, state));
}

/** So many ids are looked at one by one. */
const mostSince = 1000;

/** The ids with an edit behind a sequence number; null: there are more than are worth looking at one by one. */
export function idsEditedSince(state: State, seq: number): string[] | null {
  const rows = state.all(`SELECT DISTINCT id FROM edits WHERE seq > ? LIMIT ${mostSince + 1}`, seq);
  return rows.length > mostSince ? null : rows.map(({ id }) => String(id));
}

/** How many samples have a caption that a person wrote. */
export function countEdits(state: State): number {
  const newest = 'SELECT caption, max(seq) FROM edits GROUP BY id';
  return Number(state.one(`SELECT count(*) AS n FROM (${newest}) WHERE caption <> ''`)!['n']);
}

/** All edits of one id, oldest first. @throws ProductError `damaged`. */
export function editsOf(state: State, id: string): Edit[] {
  return state.all('SELECT * FROM edits WHERE id = ? ORDER BY seq', id).map((row) => toEdit(row, state));
}

/** The newest edit of an id before a sequence number, by default of all; undefined: none. @throws ProductError `damaged`. */
export function newestEdit(state: State, id: string, before = Number.MAX_SAFE_INTEGER): Edit | undefined {
  const row = state.one('SELECT * FROM edits WHERE id = ? AND seq < ? ORDER BY seq DESC LIMIT 1', id, before);
  return row === undefined ? undefined : toEdit(row, state);
}

/** The first ids that have one of the edits with these sequence numbers, ends included, by the last of each. */
export function idsBetween(state: State, from: number, to: number, most: number): string[] {
  const newest = 'SELECT 1 FROM edits WHERE id = e.id AND seq > e.seq AND seq <= ?';
  const sql = `SELECT id FROM edits e WHERE seq BETWEEN ? AND ? AND NOT EXISTS (${newest}) ORDER BY seq LIMIT ${most}`;
  return state.all(sql, from, to, to).map(({ id }) => String(id));
}

/** The sequence number of the newest edit, 0 before the first. */
export function lastEdit(state: State): number {
  return Number(state.one('SELECT max(seq) AS seq FROM edits')?.['seq'] ?? 0);
}

/** Whether a row is what was stored. */
export function isSoundEdit(row: Row): boolean {
  return row['checksum'] === rowChecksum(...[row['id'], row['caption'], row['base_hash'], row['at']].map(String));
}

function toEdit(row: Row, state: State): Edit {
  if (!isSoundEdit(row)) throw damagedEdit(row, state);
  return {
    seq: Number(row['seq']),
    id: String(row['id']),
    caption: String(row['caption']),
    baseHash: String(row['base_hash']),
    at: String(row['at']),
  };
}

/** The error for an edit that is not what was stored. */
export function damagedEdit(row: Row, state: State): ProductError {
  return stateDamaged(state.path, `edit ${String(row['seq'])} of sample ${String(row['id'])} was changed`);
}
