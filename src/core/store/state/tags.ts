/** Tags as events: the last event of an id and a tag says whether it stands. */
import type { Batch } from '../../../protocol/engine.ts';
import type { ProductError } from '../../../protocol/errors.ts';
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
  const later = 'SELECT 1 FROM tags WHERE id = t.id AND tag = t.tag AND seq > t.seq AND seq <= ?';
  const rows = state.each(`SELECT * FROM tags t WHERE seq <= ? AND NOT EXISTS (${later}) ORDER BY seq`, upTo, upTo);
  return standing(state, rows);
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
 * Of the last event `l` of each id and tag in a batch: what it did, what stood before the batch by `e`, what stands now by
 * `n`, and the event among them that is not what was stored.
 */
const looked = `
  SELECT l.seq, l.id, l.tag, l.op, coalesce(e.op, 'remove') AS before, n.op AS now,
    CASE WHEN ${isDamaged('l')} THEN l.seq WHEN n.seq <> l.seq AND ${isDamaged('n')} THEN n.seq
      WHEN e.seq IS NOT NULL AND ${isDamaged('e')} THEN e.seq END AS damaged
  FROM tags l JOIN tags n ON n.seq = (SELECT max(seq) FROM tags WHERE id = l.id AND tag = l.tag)
  LEFT JOIN tags e ON e.seq = (SELECT max(seq) FROM tags WHERE id = l.id AND tag = l.tag AND seq < ?)
  WHERE l.seq BETWEEN ? AND ?
    AND NOT EXISTS (SELECT 1 FROM tags WHERE id = l.id AND tag = l.tag AND seq > l.seq AND seq <= ?)`;

function isDamaged(event: string): string {
  return `${event}.checksum <> row_checksum(${event}.id, ${event}.tag, ${event}.op, ${event}.at)`;
}

/**
 * Takes events back, ends included, in a batch of its own that is on the disk when this returns: each id and tag whose
 * state is still what they left, and was another before them, gets that.
 * @throws ProductError `damaged`, `disk` or `locked`: then nothing was written
 */
export function revertTags(state: State, from: number, to: number): { batch: Batch; samples: number } {
  return state.write(() => {
    state.change(`CREATE TEMP TABLE reverted AS ${looked}`, from, from, to, to);
    const damaged = state.one('SELECT damaged AS seq FROM reverted WHERE damaged IS NOT NULL ORDER BY seq');
    if (damaged !== undefined) throw damagedTag(damaged, state);
    const before = lastTag(state);
    const at = new Date().toISOString();
    state.change(
      `INSERT INTO tags (id, tag, op, at, checksum) SELECT id, tag, before, ?, row_checksum(id, tag, before, ?)
        FROM reverted WHERE now = op AND before <> op ORDER BY seq`,
      ...[at, at],
    );
    state.change('DROP TABLE reverted');
    const written = 'SELECT min(seq) AS first, max(seq) AS last, count(DISTINCT id) AS samples FROM tags WHERE seq > ?';
    const { first, last, samples } = state.one(written, before)!;
    return { batch: first === null ? null : { from: Number(first), to: Number(last) }, samples: Number(samples) };
  });
}

/** The sequence number of the newest event, 0 before the first. */
export function lastTag(state: State): number {
  return Number(state.one('SELECT max(seq) AS seq FROM tags')?.['seq'] ?? 0);
}

/** Whether a row is what was stored. */
export function isSoundTag(row: Row): boolean {
  return row['checksum'] === rowChecksum(...[row['id'], row['tag'], row['op'], row['at']].map(String));
}

function standing(state: State, rows: Iterable<Row>): Tag[] {
  const tags: Tag[] = [];
  for (const row of rows) {
    if (!isSoundTag(row)) throw damagedTag(row, state);
    if (row['op'] !== 'add') continue;
    tags.push({ seq: Number(row['seq']), id: String(row['id']), tag: String(row['tag']), at: String(row['at']) });
  }
  return tags;
}

function damagedTag(row: Row, state: State): ProductError {
  return stateDamaged(state.path, `tag event ${String(row['seq'])} was changed`);
}
