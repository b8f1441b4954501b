/**
 * One column's rows as the body of a Parquet data page, encoded as they come: a batch is done with once it was added,
 * and its strings can be let go at once.
 */
import type { ColumnData, ColumnSpec, DoublesColumn, TextsColumn } from '../columns.ts';
import { Levels } from './levels.ts';
import { PlainNumbers, PlainTexts } from './values.ts';

/** A page before compression. */
export interface Page {
  /** Repetition levels, definition levels and values, in this order. */
  readonly parts: readonly Uint8Array[];
  /** Levels, or values where there are none: nulls and empty lists count as one. */
  readonly values: number;
  readonly nulls: number;
  /** Smallest and largest value in PLAIN encoding, where DuckDB can skip row groups by them. */
  readonly range?: { readonly min: Uint8Array; readonly max: Uint8Array };
}

/** Collects a page's rows. */
export interface PageEncoder {
  /** Bytes of the values so far. */
  readonly bytes: number;
  /** Encodes rows `from` to `to` (exclusive) of a column of the encoder's type. */
  add(data: ColumnData, from: number, to: number): void;
  /** The page; the encoder is used up. */
  finish(): Page;
}

/** Starts a page of a column. */
export function pageEncoder({ type, size }: ColumnSpec): PageEncoder {
  switch (type) {
    case 'int':
      return new IntPage();
    case 'double':
      return new DoublePage();
    case 'hash':
      return new HashPage();
    case 'text':
      return new TextPage();
    case 'doubles':
      return new DoublesPage();
    case 'texts':
      return new TextsPage();
    case 'floats':
      return new FloatsPage(size ?? 0);
  }
}

class IntPage implements PageEncoder {
  readonly #values = new PlainNumbers(Int32Array);
  #min = Infinity;
  #max = -Infinity;

  get bytes(): number {
    return this.#values.bytes;
  }

  add(data: ColumnData, from: number, to: number): void {
    const values = (data as Int32Array).subarray(from, to);
    for (const value of values) {
      if (value < this.#min) this.#min = value;
      if (value > this.#max) this.#max = value;
    }
    this.#values.add(values);
  }

  finish(): Page {
    const range = { min: plain(Int32Array.of(this.#min)), max: plain(Int32Array.of(this.#max)) };
    return { parts: [this.#values.finish()], values: this.#values.count, nulls: 0, range };
  }
}

class HashPage implements PageEncoder {
  readonly #values = new PlainNumbers(BigUint64Array);

  get bytes(): number {
    return this.#values.bytes;
  }

  add(data: ColumnData, from: number, to: number): void {
    this.#values.add((data as BigUint64Array).subarray(from, to));
  }

  finish(): Page {
    return { parts: [this.#values.finish()], values: this.#values.count, nulls: 0 };
  }
}

class DoublePage implements PageEncoder {
  readonly #values = new PlainNumbers(Float64Array);
  readonly #levels = new Levels();

  get bytes(): number {
    return this.#values.bytes;
  }

  add(data: ColumnData, from: number, to: number): void {
    const values = (data as Float64Array).subarray(from, to);
    const present = values.filter((value) => !Number.isNaN(value));
    if (present.length === values.length) this.#levels.add(1, values.length);
    else for (const value of values) this.#levels.add(Number.isNaN(value) ? 0 : 1);
    this.#values.add(present);
  }

  finish(): Page {
    const { count } = this.#levels;
    return {
      parts: [this.#levels.finish(), this.#values.finish()],
      values: count,
      nulls: count - this.#values.count,
    };
  }
}

class TextPage implements PageEncoder {
  readonly #texts = new PlainTexts();
  readonly #levels = new Levels();
  #nulls = 0;

  get bytes(): number {
    return this.#texts.bytes;
  }

  add(data: ColumnData, from: number, to: number): void {
    const texts = data as readonly (string | null)[];
    for (let row = from; row < to; row++) {
      const text = texts[row] ?? null;
      this.#levels.add(text === null ? 0 : 1);
      if (text === null) this.#nulls++;
      else this.#texts.add(text);
    }
  }

  finish(): Page {
    const { count } = this.#levels;
    return { parts: [this.#levels.finish(), this.#texts.finish()], values: count, nulls: this.#nulls };
  }
}

class DoublesPage implements PageEncoder {
  readonly #lists = new ListLevels();
  readonly #values = new PlainNumbers(Float64Array);

  get bytes(): number {
    return this.#values.bytes;
  }

  add(data: ColumnData, from: number, to: number): void {
    const column = data as DoublesColumn;
    this.#lists.add(column, from, to, (start, end) => this.#values.add(column.values.subarray(start, end)));
  }

  finish(): Page {
    return this.#lists.page(this.#values.finish());
  }
}

class TextsPage implements PageEncoder {
  readonly #lists = new ListLevels();
  readonly #texts = new PlainTexts();

  get bytes(): number {
    return this.#texts.bytes;
  }

  add(data: ColumnData, from: number, to: number): void {
    const column = data as TextsColumn;
    this.#lists.add(column, from, to, (start, end) => {
      for (let item = start; item < end; item++) this.#texts.add(column.values[item]!);
    });
  }

  finish(): Page {
    return this.#lists.page(this.#texts.finish());
  }
}

class FloatsPage implements PageEncoder {
  readonly #values = new PlainNumbers(Float32Array);
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get bytes(): number {
    return this.#values.bytes;
  }

  add(data: ColumnData, from: number, to: number): void {
    this.#values.add((data as Float32Array).subarray(from * this.#size, to * this.#size));
  }

  finish(): Page {
    const { count } = this.#values;
    const repetition = new Levels();
    for (let row = 0; row < count / this.#size; row++) {
      repetition.add(0);
      repetition.add(1, this.#size - 1);
    }
    const definition = new Levels();
    definition.add(2, count);
    const parts = [repetition.finish(), definition.finish(), this.#values.finish()];
    return { parts, values: count, nulls: 0 };
  }
}

/** Levels of an optional list of required items: 0 null, 1 empty, 2 an item; a repetition of 1 goes on with the list. */
class ListLevels {
  readonly #repetition = new Levels();
  readonly #definition = new Levels();
  #nulls = 0;

  /** @param visit gets the items' range of each list that has some. */
  add(
    { offsets, valid }: DoublesColumn | TextsColumn,
    from: number,
    to: number,
    visit: (start: number, end: number) => void,
  ): void {
    for (let row = from; row < to; row++) {
      const length = offsets[row + 1]! - offsets[row]!;
      const isNull = valid?.[row] === 0;
      this.#repetition.add(0);
      if (isNull || length === 0) {
        this.#definition.add(isNull ? 0 : 1);
        this.#nulls++;
        continue;
      }
      if (length > 1) this.#repetition.add(1, length - 1);
      this.#definition.add(2, length);
      visit(offsets[row]!, offsets[row + 1]!);
    }
  }

  page(items: Uint8Array): Page {
    const { count } = this.#definition;
    const parts = [this.#repetition.finish(), this.#definition.finish(), items];
    return { parts, values: count, nulls: this.#nulls };
  }
}

function plain({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
