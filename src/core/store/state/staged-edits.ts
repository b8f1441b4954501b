/** Edits of a whole dataset on their way into `state.db`: collected beside it, then stored in one transaction. */
import type { Batch } from '../../../protocol/engine.ts';
import { rowChecksum } from './checksum.ts';
import { lastEdit, type NewEdit } from './edits.ts';
import { editsBehind } from './revert-edits.ts';
import type { State } from './state.ts';

let batches = 0;

/** Collects edits in a table that lives as long as the connection, so that memory does not grow with them. */
export class StagedEdits {
  readonly #state: State;
  readonly #batch = ++batches;
  readonly #at = new Date().toISOString();
  readonly #since: number;

  /** From now on an edit of somebody else is noticed. @throws ProductError `disk` or `locked` */
  constructor(state: State) {
    this.#state = state;
    state.write(() =>
      state.change(
        'CREATE TEMP TABLE IF NOT EXISTS staged (seq INTEGER PRIMARY KEY, batch INTEGER, id TEXT, caption TEXT, base_hash TEXT, at TEXT, checksum TEXT)',
      ),
    );
    this.#since = lastEdit(state);
  }

  /** @throws ProductError `disk` or `locked` */
  add(edits: readonly NewEdit[]): void {
    const sql = 'INSERT INTO staged (batch, id, caption, base_hash, at, checksum) VALUES (?, ?, ?, ?, ?, ?)';
    this.#state.write(() => {
      for (const { id, caption, baseHash } of edits) {
        const checksum = rowChecksum(id, caption, baseHash, this.#at);
        this.#state.change(sql, this.#batch, id, caption, baseHash, this.#at, checksum);
      }
    });
  }

  /**
   * Stores them all, but for those of samples that somebody has edited since they were begun to be collected; they are
   * on the disk when this returns.
   * @throws ProductError `disk` or `locked`: then none is
   */
  commit(): { batch: Batch; count: number; skipped: string[] } {
    const state = this.#state;
    return state.write(() => {
      const before = lastEdit(state);
      const others = 'SELECT id FROM edits WHERE seq > ?';
      const skipped = state.all(
        `SELECT id FROM staged WHERE batch = ? AND id IN (${others})`,
        this.#batch,
        this.#since,
      );
      const columns = 'id, caption, base_hash, at, checksum';
      state.change(
        `INSERT INTO edits (${columns}) SELECT ${columns} FROM staged WHERE batch = ? AND id NOT IN (${others}) ORDER BY seq`,
        this.#batch,
        this.#since,
      );
      return { ...editsBehind(state, before), skipped: skipped.map(({ id }) => String(id)) };
    });
  }

  /** Lets what was collected go; to be called at the end, however it came. */
  close(): void {
    this.#state.write(() => this.#state.change('DELETE FROM staged WHERE batch = ?', this.#batch));
  }
}
