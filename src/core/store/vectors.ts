/**
 * DuckDB's vectors as our columns: numbers are copied as whole arrays, never value by value. This goes
 * below `@duckdb/node-api`, whose vectors give and take one boxed value at a time.
 */
import { isAscii } from 'node:buffer';
import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import duckdb, { type Vector } from '@duckdb/node-bindings';
import type { Batch, ColumnData, ColumnType } from './columns.ts';

const typeNames: Readonly<Record<string, ColumnType>> = {
  INTEGER: 'int',
  DOUBLE: 'double',
  UBIGINT: 'hash',
  VARCHAR: 'text',
  'DOUBLE[]': 'doubles',
  'VARCHAR[]': 'texts',
  'FLOAT[]': 'floats',
};

/** The types of a result's columns. @throws Error for a type that no part holds: a bug of the caller's SQL. */
export function resultTypes(result: DuckDBResult): ColumnType[] {
  return result.columnTypes().map((type, i) => {
    const found = typeNames[type.toString()];
    if (found === undefined) throw new Error(`column "${result.columnName(i)}" has type ${type.toString()}`);
    return found;
  });
}

/**
 * One column of a chunk.
 * @param borrow numbers may lie in the vector's own memory, which goes with its chunk: for a caller that copies them at once
 */
export function readVector(chunk: DuckDBDataChunk, index: number, type: ColumnType, borrow = false): ColumnData {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
  const rows = chunk.rowCount;
  switch (type) {
    case 'int':
      return borrow ? borrowed(vector, rows, Int32Array) : new Int32Array(dataOf(vector, rows * 4));
    case 'double':
      return borrow && validityOf(vector, rows) === null
        ? borrowed(vector, rows, Float64Array)
        : readDoubles(vector, rows);
    case 'hash':
      return borrow ? borrowed(vector, rows, BigUint64Array) : new BigUint64Array(dataOf(vector, rows * 8));
    case 'text':
      return readTexts(vector, rows);
    case 'doubles':
      return readLists(vector, rows, (child, size) => readDoubles(child, size), gatherDoubles);
    case 'texts':
      return readLists(vector, rows, (child, size) => readTexts(child, size).map((text) => text ?? ''), gatherTexts);
    case 'floats':
      return readLists(vector, rows, (child, size) => new Float32Array(dataOf(child, size * 4)), gatherFloats).values;
  }
}

/** A chunk as a batch. */
export function readChunk(chunk: DuckDBDataChunk, names: readonly string[], types: readonly ColumnType[]): Batch {
  const columns: Record<string, ColumnData> = {};
  names.forEach((name, i) => (columns[name] = readVector(chunk, i, types[i]!)));
  return { rows: chunk.rowCount, columns };
}

function borrowed<T>(
  vector: Vector,
  rows: number,
  kind: { new (buffer: ArrayBufferLike, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number },
): T {
  const { buffer, byteOffset } = duckdb.vector_get_data(vector, rows * kind.BYTES_PER_ELEMENT);
  return new kind(buffer, byteOffset, rows);
}

/** A copy of a vector's memory: the vector's own goes with its chunk. */
function dataOf(vector: Vector, bytes: number): ArrayBuffer {
  const copy = new Uint8Array(bytes);
  if (bytes > 0) copy.set(duckdb.vector_get_data(vector, bytes));
  return copy.buffer;
}

/** One bit per row, set where the row is not null; null where no row is. */
function validityOf(vector: Vector, rows: number): Uint8Array | null {
  const bytes = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null;
  return bytes ?? null;
}

function isValid(validity: Uint8Array, row: number): boolean {
  return ((validity[row >> 3]! >> (row & 7)) & 1) === 1;
}

function readDoubles(vector: Vector, rows: number): Float64Array<ArrayBuffer> {
  const values = new Float64Array(dataOf(vector, rows * 8));
  const validity = validityOf(vector, rows);
  if (validity !== null) for (let row = 0; row < rows; row++) if (!isValid(validity, row)) values[row] = NaN;
  return values;
}

/**
 * DuckDB's strings: 4 bytes of length, then up to 12 bytes of text, or 4 bytes of it and a pointer to all. A column that
 * comes straight from a file has its strings side by side: what lies together is fetched together, because a call for
 * each string costs more than all the rest.
 */
function readTexts(vector: Vector, rows: number): (string | null)[] {
  if (rows === 0) return [];
  const entries = dataOf(vector, rows * 16);
  const words = new Uint32Array(entries);
  const validity = validityOf(vector, rows);
  const texts = new Array<string | null>(rows).fill(null);
  const far = new FarTexts(entries, texts);
  const near = new NearTexts(entries, words);
  for (let row = 0; row < rows; row++) {
    if (validity !== null && !isValid(validity, row)) continue;
    const length = words[row * 4]!;
    if (length <= 12) texts[row] = near.at(row, length);
    else far.add(row, length, words[row * 4 + 2]! + words[row * 4 + 3]! * 2 ** 32);
  }
  far.finish();
  return texts;
}

/** Strings in the entries themselves. All entries are made one string, once, of which ASCII texts are cut. */
class NearTexts {
  readonly #bytes: Buffer;
  readonly #words: Uint32Array;
  #all: string | null = null;

  constructor(entries: ArrayBuffer, words: Uint32Array) {
    this.#bytes = Buffer.from(entries);
    this.#words = words;
  }

  at(row: number, length: number): string {
    const start = row * 16 + 4;
    // What is left of the twelve bytes is zero.
    const bits = this.#words[row * 4 + 1]! | this.#words[row * 4 + 2]! | this.#words[row * 4 + 3]!;
    if ((bits & 0x80808080) !== 0) return this.#bytes.toString('utf8', start, start + length);
    this.#all ??= this.#bytes.toString('latin1');
    return this.#all.slice(start, start + length);
  }
}

/** Strings further apart than this are not fetched together. */
const farGap = 64;

/** Fetches strings behind pointers, run by run of such as lie side by side. */
class FarTexts {
  readonly #entries: ArrayBuffer;
  readonly #texts: (string | null)[];
  readonly #rows: number[] = [];
  /** Where each string of the run begins, counted from the run's first byte, and ends. */
  readonly #ranges: number[] = [];
  #start = 0;
  #end = 0;

  constructor(entries: ArrayBuffer, texts: (string | null)[]) {
    this.#entries = entries;
    this.#texts = texts;
  }

  /** @param address of the string's first byte, exact: addresses have fewer than 53 bits. */
  add(row: number, length: number, address: number): void {
    if (address < this.#end || address > this.#end + farGap) {
      this.finish();
      this.#start = address;
    }
    this.#end = address + length;
    this.#rows.push(row);
    this.#ranges.push(address - this.#start, this.#end - this.#start);
  }

  finish(): void {
    const first = this.#rows[0];
    if (first === undefined) return;
    const { buffer, byteOffset, byteLength } = duckdb.get_data_from_pointer(
      this.#entries,
      first * 16 + 8,
      this.#end - this.#start,
    );
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    const encoding = isAscii(bytes) ? 'latin1' : 'utf8';
    this.#rows.forEach((row, i) => {
      this.#texts[row] = bytes.toString(encoding, this.#ranges[i * 2], this.#ranges[i * 2 + 1]);
    });
    this.#rows.length = 0;
    this.#ranges.length = 0;
  }
}

/** Where each list begins in the child vector, and how long it is. */
interface Entries {
  readonly starts: Uint32Array;
  readonly offsets: Uint32Array;
}

/** After a filter or a sort the lists need not lie in row order, so their items are gathered. */
function readLists<V>(
  vector: Vector,
  rows: number,
  read: (child: Vector, size: number) => V,
  gather: (items: V, entries: Entries) => V,
): { offsets: Uint32Array; values: V; valid: Uint8Array | null } {
  const words = new Uint32Array(dataOf(vector, rows * 16));
  const validity = validityOf(vector, rows);
  const valid = validity && Uint8Array.from({ length: rows }, (_, row) => (isValid(validity, row) ? 1 : 0));
  const starts = new Uint32Array(rows);
  const offsets = new Uint32Array(rows + 1);
  let inOrder = true;
  for (let row = 0; row < rows; row++) {
    const length = valid?.[row] === 0 ? 0 : words[row * 4 + 2]!;
    starts[row] = words[row * 4]!;
    if (length > 0 && starts[row] !== offsets[row]) inOrder = false;
    offsets[row + 1] = offsets[row]! + length;
  }
  const child = duckdb.list_vector_get_child(vector);
  const size = duckdb.list_vector_get_size(vector);
  const items = read(child, size);
  const asTheyLie = inOrder && size === offsets[rows];
  return { offsets, values: asTheyLie ? items : gather(items, { starts, offsets }), valid };
}

function gatherDoubles(items: Float64Array<ArrayBuffer>, entries: Entries): Float64Array<ArrayBuffer> {
  const values = new Float64Array(entries.offsets.at(-1)!);
  eachEntry(entries, (start, end, to) => values.set(items.subarray(start, end), to));
  return values;
}

function gatherFloats(items: Float32Array<ArrayBuffer>, entries: Entries): Float32Array<ArrayBuffer> {
  const values = new Float32Array(entries.offsets.at(-1)!);
  eachEntry(entries, (start, end, to) => values.set(items.subarray(start, end), to));
  return values;
}

function gatherTexts(items: string[], entries: Entries): string[] {
  const values = new Array<string>(entries.offsets.at(-1)!);
  eachEntry(entries, (start, end, to) => {
    for (let item = start; item < end; item++) values[to + item - start] = items[item]!;
  });
  return values;
}

function eachEntry({ starts, offsets }: Entries, visit: (start: number, end: number, to: number) => void): void {
  starts.forEach((start, row) => {
    const length = offsets[row + 1]! - offsets[row]!;
    if (length > 0) visit(start, start + length, offsets[row]!);
  });
}
