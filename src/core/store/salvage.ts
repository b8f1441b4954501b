/** Reads what can be read of a damaged `state.db` into a new one. */
import { rmSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { openDatabase } from './state/database.ts';
import { isSoundAnswer } from './state/answers.ts';
import { isSoundEdit } from './state/edits.ts';
import type { Row } from './state/state.ts';
import { isSoundTag } from './state/tags.ts';

/** Rows by table: saved into the new file, and known to be lost. */
export interface Salvage {
  readonly saved: Readonly<Record<string, number>>;
  /** Rows that could be read no more, or did not match their checksum. At least this many. */
  readonly lost: Readonly<Record<string, number>>;
}

/** In an order in which no row refers to a later one. */
const tables = [
  'edits',
  'tags',
  'prompts',
  'answers',
  'parts',
  'imports',
  'runs',
  'stage_results',
  'stage_parts',
] as const;
const checks: Readonly<Record<string, (row: Row) => boolean>> = {
  edits: isSoundEdit,
  tags: isSoundTag,
  answers: isSoundAnswer,
};

/** Rows beyond the last one that can be read are looked for this far. */
const reach = 10_000;

/**
 * Copies every sound row.
 * @param target a file that is written anew; a whole database when this returns.
 */
export function salvage(source: string, target: string): Salvage {
  for (const tail of ['', '-wal', '-shm']) rmSync(target + tail, { force: true });
  const { db } = openDatabase(target);
  const damaged = openDamaged(source);
  const saved: Record<string, number> = {};
  const lost: Record<string, number> = {};
  try {
    db.exec('PRAGMA foreign_keys = OFF; BEGIN');
    for (const table of tables) {
      const found = damaged === null || isUnknown(damaged, table) ? { rows: [], unread: 0 } : readTable(damaged, table);
      const sound = found.rows.filter(checks[table] ?? (() => true)).filter((row) => insert(db, table, row));
      saved[table] = sound.length;
      lost[table] = found.unread + found.rows.length - sound.length;
    }
    dropDangling(db);
    db.exec('COMMIT; PRAGMA journal_mode = DELETE');
  } finally {
    damaged?.close();
    db.close();
  }
  return { saved, lost };
}

function openDamaged(path: string): DatabaseSync | null {
  try {
    const db = new DatabaseSync(path, { readOnly: true });
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch {
    return null;
  }
}

/** Whether the file, written by an earlier version, never had this table. */
function isUnknown(db: DatabaseSync, table: string): boolean {
  try {
    return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) === undefined;
  } catch {
    return false;
  }
}

/** Forwards to the damage, backwards to it, then row by row between: indexes and whole pages may be gone. */
function readTable(db: DatabaseSync, table: string): { rows: Row[]; unread: number } {
  const forwards = readUntilDamage(db, `SELECT rowid AS rowid_, * FROM ${table} NOT INDEXED ORDER BY rowid`);
  if (!forwards.damaged) return { rows: forwards.rows, unread: 0 };
  const backwards = readUntilDamage(db, `SELECT rowid AS rowid_, * FROM ${table} NOT INDEXED ORDER BY rowid DESC`);
  const from = Number(forwards.rows.at(-1)?.['rowid_'] ?? 0) + 1;
  const to = Number(backwards.rows.at(-1)?.['rowid_'] ?? from + reach) - 1;
  const between: Row[] = [];
  let unread = 0;
  for (let rowid = from; rowid <= to; rowid++) {
    const row = readRow(db, table, rowid);
    if (row === 'damaged') unread++;
    else if (row !== undefined) between.push(row);
  }
  return { rows: [...forwards.rows, ...between, ...backwards.rows.reverse()], unread: Math.max(unread, 1) };
}

function readUntilDamage(db: DatabaseSync, sql: string): { rows: Row[]; damaged: boolean } {
  const rows: Row[] = [];
  try {
    for (const row of db.prepare(sql).iterate()) rows.push(row);
    return { rows, damaged: false };
  } catch {
    return { rows, damaged: true };
  }
}

function readRow(db: DatabaseSync, table: string, rowid: number): Row | undefined | 'damaged' {
  try {
    return db.prepare(`SELECT rowid AS rowid_, * FROM ${table} NOT INDEXED WHERE rowid = ?`).get(rowid);
  } catch {
    return 'damaged';
  }
}

/** False for a row that the new table refuses: a value of it is gone or doubled. */
function insert(db: DatabaseSync, table: string, row: Row): boolean {
  const fields = Object.entries(row).filter(([name]) => name !== 'rowid_');
  const names = fields.map(([name]) => `"${name.replaceAll('"', '""')}"`).join(', ');
  const marks = fields.map(() => '?').join(', ');
  try {
    const values: SQLOutputValue[] = fields.map(([, value]) => value);
    return db.prepare(`INSERT INTO ${table} (${names}) VALUES (${marks})`).run(...values).changes === 1;
  } catch {
    return false;
  }
}

/** What refers to a lost row cannot count; a stage that lost a part is to be computed again. */
function dropDangling(db: DatabaseSync): void {
  db.exec(`
    UPDATE stage_results SET state = 'running' WHERE EXISTS (SELECT 1 FROM stage_parts p WHERE p.run = stage_results.run
      AND p.stage = stage_results.stage AND p.sha256 NOT IN (SELECT sha256 FROM parts));
    DELETE FROM stage_parts WHERE sha256 NOT IN (SELECT sha256 FROM parts)
      OR NOT EXISTS (SELECT 1 FROM stage_results r WHERE r.run = stage_parts.run AND r.stage = stage_parts.stage);
    DELETE FROM imports WHERE part NOT IN (SELECT sha256 FROM parts);
    DELETE FROM stage_parts WHERE run NOT IN (SELECT n FROM runs);
    DELETE FROM stage_results WHERE run NOT IN (SELECT n FROM runs);`);
}
