/** Values of one measurement as an earlier run left them: looked up by content, so that no score is computed twice. */
export interface RememberedColumn {
  readonly row: Int32Array;
  readonly content: BigUint64Array;
  /** A row's values, one entry per column of the measurement; null where the row has none. */
  read(index: number): readonly RememberedValue[] | null;
}

/** A number, a list of numbers or a text, by the column's type. */
export type RememberedValue = number | Float64Array | string;

/** Remembered measurements by score key. */
export class ScoreMemory {
  readonly #columns = new Map<string, { places: Places; column: RememberedColumn }[]>();
  readonly #places: Places[] = [];

  /** Adds an earlier run's values under a score key; what is added first is asked first. */
  add(scoreKey: string, column: RememberedColumn): void {
    const entry = { places: this.#placesOf(column), column };
    const known = this.#columns.get(scoreKey);
    if (known === undefined) this.#columns.set(scoreKey, [entry]);
    else known.push(entry);
  }

  /** The values of this content, or null. The row only makes the search fast. */
  recall(scoreKey: string, row: number, content: bigint): readonly RememberedValue[] | null {
    for (const { places, column } of this.#columns.get(scoreKey) ?? []) {
      const index = places.find(row, content);
      const values = index === -1 ? null : column.read(index);
      if (values !== null) return values;
    }
    return null;
  }

  /** Lets all go. */
  clear(): void {
    this.#columns.clear();
    this.#places.length = 0;
  }

  /** Most operators of a run measured the same contents: they are kept, and searched, once. */
  #placesOf({ row, content }: RememberedColumn): Places {
    const made = new Places(row, content);
    const same = this.#places.find((known) => known.equals(made));
    if (same === undefined) this.#places.push(made);
    return same ?? made;
  }
}

/** Where contents stand among the rows of an earlier run. */
class Places {
  readonly #rows: Int32Array;
  readonly #contents: BigUint64Array;
  #cursor = 0;
  #table: ContentTable | null = null;
  #last = { row: -1, content: 0n, index: -1 };

  constructor(rows: Int32Array, contents: BigUint64Array) {
    this.#rows = rows;
    this.#contents = contents;
  }

  equals(other: Places): boolean {
    return sameBytes(this.#rows, other.#rows) && sameBytes(this.#contents, other.#contents);
  }

  /** Index of the content, in this row if it is there, else in any; -1 where it is nowhere. */
  find(row: number, content: bigint): number {
    const last = this.#last;
    if (last.row === row && last.content === content) return last.index;
    const index = this.#isAt(row, content) ? this.#cursor : this.#anywhere(content);
    this.#last = { row, content, index };
    return index;
  }

  /** Rows are asked for in ascending order, mostly: walk along. */
  #isAt(row: number, content: bigint): boolean {
    const rows = this.#rows;
    if (this.#cursor > 0 && rows[this.#cursor - 1]! >= row) this.#cursor = 0;
    while (this.#cursor < rows.length && rows[this.#cursor]! < row) this.#cursor++;
    return rows[this.#cursor] === row && this.#contents[this.#cursor] === content;
  }

  #anywhere(content: bigint): number {
    this.#table ??= new ContentTable(this.#contents);
    return this.#table.find(content);
  }
}

/** A hash table over content hashes, which are their own hash: 8 bytes a row, where a Map would take 60. */
class ContentTable {
  readonly #contents: BigUint64Array;
  readonly #slots: Int32Array;

  constructor(contents: BigUint64Array) {
    this.#contents = contents;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(contents.length * 2 + 2))).fill(-1);
    contents.forEach((content, index) => (this.#slots[this.#slotOf(content)] = index));
  }

  find(content: bigint): number {
    return this.#slots[this.#slotOf(content)]!;
  }

  /** The slot that holds the content, or the free one where it belongs. */
  #slotOf(content: bigint): number {
    const mask = this.#slots.length - 1;
    let slot = Number(content & 0xffffffffn) & mask;
    while (this.#slots[slot] !== -1 && this.#contents[this.#slots[slot]!] !== content) slot = (slot + 1) & mask;
    return slot;
  }
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  const bytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
    new Uint8Array(buffer, byteOffset, byteLength);
  return a.byteLength === b.byteLength && Buffer.compare(bytes(a), bytes(b)) === 0;
}
