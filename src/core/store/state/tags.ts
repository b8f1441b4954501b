/** Tags as events: the last event of an id and a tag says whether it stands. */
import { rowChecksum } from './checksum.ts';
import { stateDamaged } from './sqlite-errors.ts';
import type { Row, State } from './state.ts';

/** A tag that stands on a sample. */
export interface Tag {
  /** Of the event that set it. */
  readonly seq: number;
  readonly id: string;
  readonly tag: string;
  /** ISO time. */
  readonly at: string;
}

/** A change to a sample's tags. */
export interface TagChange {
  readonly id: string;
  readonly tag: string;
  readonly op: 'add' | 'remove';
}

/** Stores changes together; they are on the disk when this returns. @throws ProductError `disk` or `locked`. */
export function putTags(state: State, changes: readonly TagChange[]): void {
  state.write(() => {
    const at = new Date().toISOString();
    const sql = 'INSERT INTO tags (id, tag, op, at, checksum) VALUES (?, ?, ?, ?, ?)';
    for (const { id, tag, op } of changes) state.change(sql, id, tag, op, at, rowChecksum(id, tag, op, at));
  });
}

/** The tags that stand, by the order in which they were set; as of `upTo`, where given. @throws ProductError `damaged`. */
export function currentTags(state: State, upTo = Number.MAX_SAFE_INTEGER): Tag[] {
  const newest = 'SELECT max(seq) FROM tags WHERE seq <= ? GROUP BY id, tag';
  return standing(state, state.all(`SELECT * FROM tags WHERE seq IN (${newest}) ORDER BY seq`, upTo));
}

/** The tags that stand on one sample. @throws ProductError `damaged`. */
export function tagsOf(state: State, id: string): Tag[] {
  const newest = 'SELECT max(seq) FROM tags WHERE id = ? GROUP BY tag';
  return standing(state, state.all(`SELECT * FROM tags WHERE seq IN (${newest}) ORDER BY seq`, id));
}

/** The sequence number of the newest event, 0 before the first. */
export function lastTag(state: State): number {
  return Number(state.one('SELECT max(seq) AS seq FROM tags')?.['seq'] ?? 0);
}

/** Whether a row is what was stored. */
export function isSoundTag(row: Row): boolean {
  return row['checksum'] === rowChecksum(...[row['id'], row['tag'], row['op'], row['at']].map(String));
}

function standing(state: State, rows: readonly Row[]): Tag[] {
  const bad = rows.find((row) => !isSoundTag(row));
  if (bad !== undefined) throw stateDamaged(state.path, `tag event ${String(bad['seq'])} was changed`);
  return rows
    .filter((row) => row['op'] === 'add')
    .map((row) => ({ seq: Number(row['seq']), id: String(row['id']), tag: String(row['tag']), at: String(row['at']) }));
}
