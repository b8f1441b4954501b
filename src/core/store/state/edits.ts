/** Caption edits: appended, never changed; the last one of an id is its caption. */
import { rowChecksum } from './checksum.ts';
import { stateDamaged } from './sqlite-errors.ts';
import type { Row, State } from './state.ts';

/** A caption that a person wrote. */
export interface Edit {
  /** Grows with every edit; order comes from it, never from the clock. */
  readonly seq: number;
  /** The sample's id. */
  readonly id: string;
  readonly caption: string;
  /** Hash of the text that the edit replaces; on another one it is a conflict. */
  readonly baseHash: string;
  /** ISO time. */
  readonly at: string;
}

/** Stores an edit; it is on the disk when this returns. @throws ProductError `disk` or `locked`. */
export function putEdit(state: State, edit: Pick<Edit, 'id' | 'caption' | 'baseHash'>): Edit {
  return state.write(() => {
    const at = new Date().toISOString();
    const { id, caption, baseHash } = edit;
    const checksum = rowChecksum(id, caption, baseHash, at);
    const sql = 'INSERT INTO edits (id, caption, base_hash, at, checksum) VALUES (?, ?, ?, ?, ?)';
    return { seq: state.change(sql, id, caption, baseHash, at, checksum), id, caption, baseHash, at };
  });
}

/** The current edit of every edited id, oldest first; as of `upTo`, where given. @throws ProductError `damaged`. */
export function currentEdits(state: State, upTo = Number.MAX_SAFE_INTEGER): Edit[] {
  const newest = 'SELECT max(seq) FROM edits WHERE seq <= ? GROUP BY id';
  return state.all(`SELECT * FROM edits WHERE seq IN (${newest}) ORDER BY seq`, upTo).map((row) => toEdit(row, state));
}

/** All edits of one id, oldest first. @throws ProductError `damaged`. */
export function editsOf(state: State, id: string): Edit[] {
  return state.all('SELECT * FROM edits WHERE id = ? ORDER BY seq', id).map((row) => toEdit(row, state));
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
  if (!isSoundEdit(row))
    throw stateDamaged(state.path, `edit ${String(row['seq'])} of sample ${String(row['id'])} was changed`);
  return {
    seq: Number(row['seq']),
    id: String(row['id']),
    caption: String(row['caption']),
    baseHash: String(row['base_hash']),
    at: String(row['at']),
  };
}
