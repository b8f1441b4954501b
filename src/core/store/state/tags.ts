/** Tags as events: the last event of an id and a tag says whether it stands. */
import type { Batch } from '../../../protocol/engine.ts';
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
export function putTags(state: State, changes: Iterable<TagChange>): Batch {
  return state.write(() => {
    const at = new Date().toISOString();
    const sql = 'INSERT INTO tags (id, tag, op, at, checksum) VALUES (?, ?, ?, ?, ?)';
    let [from, to] = [0, 0];
    for (const { id, tag, op } of changes) {
      to = state.change(sql, id, tag, op, at, rowChecksum(id, tag, op, at));
      if (from === 0) from = to;
    }
    return from === 0 ? null : { from, to };
  });
}

/** The tags that stand, by the order in which they were set; as of `upTo`, where given. @throws ProductError `damaged`. */
export function currentTags(state: State, upTo = Number.MAX_SAFE_INTEGER): Tag[] {
  // Beside a maximum SQLite gives the other columns of the row that has it.
  const rows = state.all(`SELECT *, max(seq) FROM tags WHERE seq <= ? GROUP BY id, tag`, upTo);
  return standing(state, rows).sort((a, b) => a.seq - b.seq);
}

/** So many ids are looked at one by one. */
const mostSince = 1000;

/** The ids with an event behind a sequence number; null: there are more than are worth looking at one by one. */
export function idsTaggedSince(state: State, seq: number): string[] | null {
  const rows = state.all(`SELECT DISTINCT id FROM tags WHERE seq > ? LIMIT ${mostSince + 1}`, seq);
  return rows.length > mostSince ? null : rows.map(({ id }) => String(id));
}

/** On how many samples each tag stands, by name. */
export function countTags(state: State): { tag: string; samples: number }[] {
  const newest = 'SELECT tag, op, max(seq) FROM tags GROUP BY id, tag';
  const sql = `SELECT tag, count(*) AS samples FROM (${newest}) WHERE op = 'add' GROUP BY tag ORDER BY tag`;
  return state.all(sql).map(({ tag, samples }) => ({ tag: String(tag), samples: Number(samples) }));
}

/** The tags that stand on one sample. @throws ProductError `damaged`. */
export function tagsOf(state: State, id: string): Tag[] {
  const newest = 'SELECT max(seq) FROM tags WHERE id = ? GROUP BY tag';
  return standing(state, state.all(`SELECT * FROM tags WHERE seq IN (${newest}) ORDER BY seq`, id));
}

/** Whether a tag stands on a sample. @throws ProductError `damaged`. */
export function hasTag(state: State, id: string, tag: string): boolean {
  const row = state.one('SELECT * FROM tags WHERE id = ? AND tag = ? ORDER BY seq DESC LIMIT 1', id, tag);
  return row !== undefined && standing(state, [row]).length > 0;
}

/** The ids on which a tag stands. @throws ProductError `damaged`. */
export function idsWithTag(state: State, tag: string): Set<string> {
  const rows = state.all('SELECT *, max(seq) FROM tags WHERE tag = ? GROUP BY id', tag);
  return new Set(standing(state, rows).map(({ id }) => id));
}

/**
 * What would take events back, ends included: for each id and tag whose state is still what they left, and was another
 * before them, the change to that. @throws ProductError `damaged`.
 */
export function tagsToRevert(state: State, from: number, to: number): TagChange[] {
  const last = 'SELECT max(seq) FROM tags WHERE seq BETWEEN ? AND ? GROUP BY id, tag';
  const op = (which: string): string =>
    `coalesce((SELECT op FROM tags o WHERE o.id = t.id AND o.tag = t.tag ${which} ORDER BY o.seq DESC LIMIT 1), 'remove')`;
  const sql = `SELECT t.*, ${op('AND o.seq < ?')} AS before, ${op('')} AS now FROM tags t WHERE t.seq IN (${last}) ORDER BY t.seq`;
  const rows = state.all(sql, from, from, to);
  assertSound(state, rows);
  return rows
    .filter((row) => row['now'] === row['op'] && row['before'] !== row['op'])
    .map((row) => ({ id: String(row['id']), tag: String(row['tag']), op: row['op'] === 'add' ? 'remove' : 'add' }));
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
  assertSound(state, rows);
  return rows
    .filter((row) => row['op'] === 'add')
    .map((row) => ({ seq: Number(row['seq']), id: String(row['id']), tag: String(row['tag']), at: String(row['at']) }));
}

function assertSound(state: State, rows: readonly Row[]): void {
  const bad = rows.find((row) => !isSoundTag(row));
  if (bad !== undefined) throw stateDamaged(state.path, `tag event ${String(bad['seq'])} was changed`);
}
