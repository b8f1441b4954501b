/**
 * Columns as typed arrays: the one shape in which rows enter and leave parts, so that a million scores
 * are read and decided without an object per row.
 */

/**
 * What a column holds:
 * `int` 32-bit integers, never null; `double` 64-bit floats, NaN ⇔ NULL; `hash` 64-bit unsigned integers, never null;
 * `text` strings or null; `doubles` and `texts` lists of any length or null;
 * `floats` vectors of a fixed size, a null vector being all NaN.
 */
export type ColumnType = 'int' | 'double' | 'hash' | 'text' | 'doubles' | 'texts' | 'floats';

/** A column's name and type; `size` is the length of a `floats` vector and stands nowhere else. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: ColumnType;
  readonly size?: number;
}

/** Lists of numbers: row `i` is `values[offsets[i] .. offsets[i + 1])`. */
export interface DoublesColumn {
  /** `rows + 1` ascending positions, the first 0. */
  readonly offsets: Uint32Array;
  readonly values: Float64Array;
  /** Per row 1 for a list and 0 for null; null where no row is null. */
  readonly valid: Uint8Array | null;
}

/** Lists of strings: row `i` is `values[offsets[i] .. offsets[i + 1])`. */
export interface TextsColumn {
  /** `rows + 1` ascending positions, the first 0. */
  readonly offsets: Uint32Array;
  readonly values: readonly string[];
  /** Per row 1 for a list and 0 for null; null where no row is null. */
  readonly valid: Uint8Array | null;
}

/** The data of a column, by its type; `floats` hold rows × size numbers, row after row. */
export interface ColumnDataByType {
  readonly int: Int32Array;
  readonly double: Float64Array;
  readonly hash: BigUint64Array;
  readonly text: readonly (string | null)[];
  readonly doubles: DoublesColumn;
  readonly texts: TextsColumn;
  readonly floats: Float32Array;
}

/** The data of any column. */
export type ColumnData = ColumnDataByType[ColumnType];

/** Some rows, column by column. */
export interface Batch {
  readonly rows: number;
  readonly columns: Readonly<Record<string, ColumnData>>;
}

/**
 * A batch's column, with the type that the caller knows it to have.
 * @throws Error when the batch has no column of that name: a bug of the caller.
 */
export function column<T extends ColumnType>(batch: Batch, name: string, type: T): ColumnDataByType[T] {
  const data = batch.columns[name];
  if (data === undefined) throw new Error(`no column "${name}" of type ${type} in this batch`);
  return data as ColumnDataByType[T];
}

/** Lists of numbers as a column; null stays null. */
export function doublesOf(lists: readonly (ArrayLike<number> | null)[]): DoublesColumn {
  const { offsets, valid } = outline(lists);
  const values = new Float64Array(offsets[lists.length] ?? 0);
  lists.forEach((list, row) => {
    if (list !== null) values.set(list, offsets[row]);
  });
  return { offsets, values, valid };
}

/** Lists of strings as a column; null stays null. */
export function textsOf(lists: readonly (readonly string[] | null)[]): TextsColumn {
  const { offsets, valid } = outline(lists);
  return { offsets, values: lists.flatMap((list) => list ?? []), valid };
}

/** The list of numbers in a row (a view, not a copy), or null. */
export function doublesAt(data: DoublesColumn, row: number): Float64Array | null {
  if (data.valid?.[row] === 0) return null;
  return data.values.subarray(data.offsets[row], data.offsets[row + 1]);
}

/** The list of strings in a row, or null. */
export function textsAt(data: TextsColumn, row: number): string[] | null {
  if (data.valid?.[row] === 0) return null;
  return data.values.slice(data.offsets[row], data.offsets[row + 1]);
}

function outline(lists: readonly (ArrayLike<unknown> | null)[]): { offsets: Uint32Array; valid: Uint8Array | null } {
  const offsets = new Uint32Array(lists.length + 1);
  const valid = lists.includes(null) ? new Uint8Array(lists.length) : null;
  lists.forEach((list, row) => {
    offsets[row + 1] = offsets[row]! + (list?.length ?? 0);
    if (valid !== null && list !== null) valid[row] = 1;
  });
  return { offsets, valid };
}
