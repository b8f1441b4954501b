/** Batches put together into one, column by column. */
import type { Batch, ColumnData, ColumnDataByType, ColumnType, DoublesColumn, TextsColumn } from './columns.ts';

/**
 * Collects a column's data of one batch after the other.
 * @param capacity rows at most, where known: numbers are then copied once.
 */
export function gatherer(
  type: ColumnType,
  capacity: number,
): { add(data: ColumnData, rows: number): void; finish(): ColumnData } {
  switch (type) {
    case 'int':
      return numbers(new Int32Array(capacity));
    case 'double':
      return numbers(new Float64Array(capacity));
    case 'hash':
      return numbers(new BigUint64Array(capacity));
    case 'floats':
      return vectors(capacity);
    case 'text':
      return texts(capacity);
    case 'doubles':
      return lists((chunks: Float64Array[]) => joinNumbers(chunks, (length) => new Float64Array(length)));
    case 'texts':
      return lists((chunks: (readonly string[])[]) => chunks.flat());
  }
}

/** All rows of some batches as one batch. */
export function concatenate(batches: readonly Batch[], names: readonly string[], types: readonly ColumnType[]): Batch {
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const columns: Record<string, ColumnData> = {};
  names.forEach((name, i) => {
    const all = gatherer(types[i]!, rows);
    for (const batch of batches) all.add(batch.columns[name]!, batch.rows);
    columns[name] = all.finish();
  });
  return { rows, columns };
}

function numbers<T extends Int32Array | Float64Array | BigUint64Array>(into: T) {
  let rows = 0;
  return {
    add(data: ColumnData, more: number): void {
      (into as Int32Array).set(data as Int32Array, rows);
      rows += more;
    },
    finish: (): ColumnData => (rows === into.length ? into : into.slice(0, rows)),
  };
}

/** The vectors' size shows with the first of them. */
function vectors(capacity: number) {
  let into = new Float32Array(0);
  let used = 0;
  return {
    add(data: ColumnData, rows: number): void {
      const values = data as Float32Array;
      if (into.length === 0 && rows > 0) into = new Float32Array((values.length / rows) * capacity);
      into.set(values, used);
      used += values.length;
    },
    finish: (): ColumnData => (used === into.length ? into : into.slice(0, used)),
  };
}

function texts(capacity: number) {
  const all = new Array<string | null>(capacity);
  let count = 0;
  return {
    add(data: ColumnData, rows: number): void {
      const texts = data as ColumnDataByType['text'];
      for (let row = 0; row < rows; row++) all[count++] = texts[row]!;
    },
    finish(): ColumnData {
      all.length = count;
      return all;
    },
  };
}

function lists<V extends Float64Array | readonly string[]>(join: (chunks: V[]) => V) {
  const chunks: (DoublesColumn | TextsColumn)[] = [];
  return {
    add(data: ColumnData): void {
      chunks.push(data as DoublesColumn | TextsColumn);
    },
    finish(): ColumnData {
      const rows = chunks.reduce((sum, { offsets }) => sum + offsets.length - 1, 0);
      const offsets = new Uint32Array(rows + 1);
      const valid = chunks.some((chunk) => chunk.valid !== null) ? new Uint8Array(rows).fill(1) : null;
      let row = 0;
      for (const chunk of chunks) {
        const base = offsets[row]!;
        const count = chunk.offsets.length - 1;
        for (let i = 1; i <= count; i++) offsets[row + i] = base + chunk.offsets[i]!;
        if (chunk.valid !== null) valid?.set(chunk.valid, row);
        row += count;
      }
      return { offsets, values: join(chunks.map((chunk) => chunk.values as V)), valid } as DoublesColumn | TextsColumn;
    },
  };
}

function joinNumbers(chunks: readonly Float64Array[], make: (length: number) => Float64Array): Float64Array {
  const all = make(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
