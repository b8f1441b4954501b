/** The tables of `state.db`, as the steps that lead from each version to the next. */
import type { DatabaseSync } from 'node:sqlite';

/** Marks a SQLite file as ours: "BSyn". */
export const applicationId = 0x4253796e;

/** One step of the schema: from version `i` to `i + 1`. */
export type Migration = (db: DatabaseSync) => void;

/** All steps; a database's `user_version` is how many of them it has seen. */
export const migrations: readonly Migration[] = [
  (db) => {
    db.exec(`
      CREATE TABLE edits (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, caption TEXT NOT NULL, base_hash TEXT NOT NULL,
        at TEXT NOT NULL, checksum TEXT NOT NULL);
      CREATE INDEX edits_by_id ON edits (id, seq);
      CREATE TABLE tags (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, tag TEXT NOT NULL,
        op TEXT NOT NULL CHECK (op IN ('add', 'remove')), at TEXT NOT NULL, checksum TEXT NOT NULL);
      CREATE INDEX tags_by_id ON tags (id, tag, seq);
      CREATE TABLE parts (
        sha256 TEXT PRIMARY KEY, kind TEXT NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL,
        registered_at TEXT NOT NULL);
      CREATE TABLE imports (
        n INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns TEXT NOT NULL,
        ctime_ns TEXT NOT NULL, ino TEXT NOT NULL, sha256 TEXT NOT NULL, part TEXT NOT NULL REFERENCES parts,
        counts TEXT NOT NULL, at TEXT NOT NULL);
      CREATE TABLE runs (
        n INTEGER PRIMARY KEY AUTOINCREMENT, started_at TEXT NOT NULL, ended_at TEXT, pid INTEGER NOT NULL,
        recipe TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
        exit INTEGER, report TEXT);
      CREATE TABLE stage_results (
        run INTEGER NOT NULL REFERENCES runs, position INTEGER NOT NULL, stage TEXT NOT NULL, kind TEXT NOT NULL,
        key TEXT NOT NULL, preview INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('running', 'done')),
        report TEXT, exit INTEGER, PRIMARY KEY (run, stage));
      CREATE INDEX stage_results_by_key ON stage_results (key);
      CREATE INDEX stage_results_by_stage ON stage_results (stage, run);
      CREATE TABLE stage_parts (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, stage TEXT NOT NULL, role TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES parts, meta TEXT NOT NULL,
        FOREIGN KEY (run, stage) REFERENCES stage_results (run, stage));
      CREATE INDEX stage_parts_by_stage ON stage_parts (run, stage, seq);
      CREATE INDEX stage_parts_by_part ON stage_parts (sha256);`);
  },
  (db) => {
    db.exec(`
      CREATE TABLE prompts (hash TEXT PRIMARY KEY, text TEXT NOT NULL);
      CREATE TABLE answers (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, request TEXT NOT NULL UNIQUE, model TEXT NOT NULL,
        prompt TEXT NOT NULL, text TEXT, finish TEXT, outcome TEXT NOT NULL, reason TEXT,
        prompt_tokens INTEGER, completion_tokens INTEGER, attempts INTEGER NOT NULL, seconds REAL NOT NULL,
        at TEXT NOT NULL, checksum TEXT NOT NULL);`);
  },
];
