/** Answers that views refer to by number: which rows, in which order. */
import { ProductError } from '../../../protocol/errors.ts';
import type { Range } from '../../../protocol/grid.ts';

/** So many are kept; a view needs one, and the one before while it changes. */
const most = 24;

/** Rows in an order; null: all rows there are, in the order of the dataset, also those that come later. */
export type ResultRows = Int32Array | null;

/** The results of one dataset. A number is never given twice. */
export class Results {
  readonly #known = new Map<number, ResultRows>();
  #last = 0;

  /** Keeps a result, and forgets the one that was not asked for the longest. */
  add(rows: ResultRows): number {
    this.#known.set(++this.#last, rows);
    if (this.#known.size > most) this.#known.delete(this.#known.keys().next().value!);
    return this.#last;
  }

  /**
   * The rows of a result at these places, in their order; all of them where no places are given.
   * @param count how many rows the dataset has now
   * @throws ProductError `usage` for a result that is not known any more
   */
  rowsOf(result: number, count: number, ranges?: readonly Range[]): Int32Array {
    const all = this.#get(result) ?? count;
    const total = typeof all === 'number' ? all : all.length;
    const wanted = (ranges ?? [{ from: 0, to: total }]).map(({ from, to }) => ({
      from: clamp(from, total),
      to: clamp(to, total),
    }));
    const rows = new Int32Array(wanted.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0));
    let filled = 0;
    for (const { from, to } of wanted) {
      for (let place = from; place < to; place++) rows[filled++] = typeof all === 'number' ? place : all[place]!;
    }
    return rows;
  }

  /** Where a row stands in a result; -1: it is not in it. @throws ProductError as {@link rowsOf} */
  placeOf(result: number, row: number): number {
    const rows = this.#get(result);
    return rows === null ? row : rows.indexOf(row);
  }

  /** Forgets all: the rows that they name are others now. */
  clear(): void {
    this.#known.clear();
  }

  #get(result: number): ResultRows {
    const rows = this.#known.get(result);
    if (rows === undefined) {
      throw new ProductError(
        'usage',
        'What was asked for is old: the dataset has changed since, or too much was asked.',
        {
          safe: 'Nothing was changed.',
          next: 'Ask again.',
        },
      );
    }
    this.#known.delete(result);
    this.#known.set(result, rows);
    return rows;
  }
}

function clamp(place: number, total: number): number {
  return Math.min(total, Math.max(0, Math.trunc(place) || 0));
}
