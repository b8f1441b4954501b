/**
 * `state.db`: the truth for what people did and paid, and for which parts count. A write that returned is
 * on the disk. Reads and writes of each topic are functions over {@link State} in the files beside this one.
 */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { ProductError } from '../../../protocol/errors.ts';
import { rowChecksum } from './checksum.ts';
import { openDatabase } from './database.ts';
import { sqliteError } from './sqlite-errors.ts';

/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** An open `state.db`. */
export class State {
  readonly path: string;
  /** True in a folder that cannot be written: every write is refused. */
  readonly readOnly: boolean;
  /** What the user should know about where the file stands. */
  readonly notice: string | null;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(path: string, options: { readonly readOnly?: boolean }) {
    const { db, readOnly, notice } = openDatabase(path, undefined, options);
    this.path = path;
    this.readOnly = readOnly;
    this.notice = notice;
    this.#db = db;
    // So that many rows can be checked and written by one statement.
    db.function('row_checksum', { varargs: true, deterministic: true }, (...values) =>
      rowChecksum(...values.map(String)),
    );
  }

  /**
   * Opens or creates a `state.db`.
   * @param options.readOnly writes nothing, even where it could
   * @throws ProductError `usage` when a newer version wrote it, `damaged`, `disk` or `locked`.
   */
  static open(path: string, options: { readonly readOnly?: boolean } = {}): State {
    return new State(path, options);
  }

  /**
   * Does some writes in one transaction, synced when this returns; inside another `write` it is part of that.
   * @throws ProductError `disk`, `locked` (after 10 s) or `damaged`; then nothing of it was written.
   */
  write<T>(act: () => T): T {
    if (this.#db.isTransaction) return act();
    if (this.readOnly) throw readOnlyFolder(this.path);
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const result = act();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw sqliteError(error, this.path);
    }
  }

  /** Runs one statement that writes; returns the row id of an insert. Only inside {@link write}. */
  change(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).lastInsertRowid);
  }

  /** The first row of a query. @throws ProductError `damaged`. */
  one(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#guard(() => this.#prepare(sql).get(...values));
  }

  /** All rows of a query. @throws ProductError `damaged`. */
  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guard(() => this.#prepare(sql).all(...values));
  }

  /** The rows of a query one by one, for many of them; nothing may be written meanwhile. @throws ProductError `damaged`. */
  *each(sql: string, ...values: SQLInputValue[]): Generator<Row> {
    try {
      yield* this.#prepare(sql).iterate(...values);
    } catch (error) {
      throw sqliteError(error, this.path);
    }
  }

  /** Closes the file; a closed state is of no more use. */
  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guard<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw sqliteError(error, this.path);
    }
  }
}

function readOnlyFolder(path: string): ProductError {
  return new ProductError('disk', `Cannot write ${path}: the folder is read-only.`, {
    where: path,
    safe: 'Nothing was changed; you can go on looking.',
    next: 'Copy the dataset to a folder that you can write, or change its rights.',
  });
}
