/** Answers that views refer to by number: which rows, in which order. */
import { ProductError } from '../../../protocol/errors.ts';
import type { Range } from '../../../protocol/grid.ts';

/** So many are kept; a view needs one, and the one before while it changes. */
const most = 24;

/** Places that are scattered over more ranges than these are not told. */
const mostRanges = 2000;

/** Rows in an order; null: all rows there are, in the order of the dataset, also those that come later. */
export type ResultRows = Int32Array | null;

/** The results of one dataset. A number is never given twice, also not by the next engine on the dataset. */
export class Results {
  readonly #known = new Map<number, ResultRows | (() => Int32Array)>();
  #last = Date.now() * 1000;

  /**
   * Keeps a result, and forgets the one that was not asked for the longest.
   * @param rows or what finds them: a result that nobody looks into costs nothing
   */
  add(rows: ResultRows | (() => Int32Array)): number {
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

  /**
   * Where the rows at places of a result stand in another one; those that are not in it are left out. Null: they are
   * scattered over too many ranges. @throws ProductError as {@link rowsOf}
   */
  placesOf(result: number, ranges: readonly Range[], into: number, count: number): Range[] | null {
    const wanted = new Uint8Array(count);
    for (const row of this.rowsOf(result, count, ranges)) wanted[row] = 1;
    const found: { from: number; to: number }[] = [];
    for (const [place, row] of this.rowsOf(into, count).entries()) {
      if (wanted[row] !== 1) continue;
      const last = found.at(-1);
      if (last?.to === place) last.to = place + 1;
      else if (found.push({ from: place, to: place + 1 }) > mostRanges) return null;
    }
    return found;
  }

  /** Forgets one that its view has another for: a view that asks all the time takes no room from others. */
  drop(result: number): void {
    this.#known.delete(result);
  }

  /** Forgets all: the rows that they name are others now. */
  clear(): void {
    this.#known.clear();
  }

  #get(result: number): ResultRows {
    const known = this.#known.get(result);
    if (known === undefined) {
      throw new ProductError(
        'usage',
        'What was asked for is old: the dataset has changed since, or too much was asked.',
        {
          safe: 'Nothing was changed.',
          next: 'Ask again.',
        },
      );
    }
    const rows = typeof known === 'function' ? known() : known;
    this.#known.delete(result);
    this.#known.set(result, rows);
    return rows;
  }
}

function clamp(place: number, total: number): number {
  return Math.min(total, Math.max(0, Math.trunc(place) || 0));
}
