import type { RowBits } from '../../../protocol/grid.ts';

/** More sets than this are nobody's: the oldest goes. */
const most = 100;

/** Rows by name: what was lassoed on a map, what flips at a threshold, what was trained at a step. */
export class Sets {
  readonly #known = new Map<string, Int32Array>();

  get names(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** Names rows, in dataset order. @returns how many there are */
  put(name: string, rows: Int32Array): number {
    this.#known.delete(name);
    this.#known.set(name, rows);
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size > most) this.#known.delete(oldest);
    return rows.length;
  }

  /** The rows of a name; of an unknown one none. */
  rowsOf(name: string): Int32Array {
    return this.#known.get(name) ?? new Int32Array();
  }

  /** Forgets all: the rows that they name are others now. */
  clear(): void {
    this.#known.clear();
  }
}

/** The rows that bits stand for, of a dataset of `count` rows, in order. */
export function rowsOfBits(bits: RowBits, count: number): Int32Array {
  const bytes = Buffer.from(bits, 'base64');
  const rows = new Int32Array(count);
  let found = 0;
  for (let row = 0; row < Math.min(count, bytes.length * 8); row++) {
    if (((bytes[row >> 3]! >> (row & 7)) & 1) === 1) rows[found++] = row;
  }
  return rows.slice(0, found);
}

/** The bits of rows. */
export function bitsOfRows(rows: Iterable<number>, count: number): RowBits {
  const bytes = Buffer.alloc(Math.ceil(count / 8));
  for (const row of rows) bytes[row >> 3]! |= 1 << (row & 7);
  return bytes.toString('base64');
}
