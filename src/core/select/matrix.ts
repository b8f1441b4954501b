/** How blocks of rows reach this folder. */
import type { Matrix } from '../../base/matrix.ts';

/** The k × d centres of clusters. */
export type Centres = Matrix<Float64Array>;

/** Vectors that may be too many for memory: they can be read again and again, always in the same order. */
export interface RowBlocks {
  readonly rows: number;
  readonly columns: number;
  /** All rows in order, in blocks of any whole number of rows; every value is finite. */
  read(): AsyncIterable<Float32Array>;
}

/** A matrix in memory as one block of rows. */
export function inMemory(matrix: Matrix): RowBlocks & Matrix {
  async function* read(): AsyncGenerator<Float32Array> {
    yield await Promise.resolve(matrix.data);
  }
  return { ...matrix, read };
}

/** Rows that one matrix product takes at a time: its result stays small. */
const sliceRows = 8192;

/** All rows in order, in slices of at most 8192 rows. */
export async function* slices(rows: RowBlocks): AsyncGenerator<Matrix> {
  const { columns } = rows;
  for await (const block of rows.read()) {
    for (let start = 0; start < block.length; start += sliceRows * columns) {
      const data = block.subarray(start, start + sliceRows * columns);
      yield { rows: data.length / columns, columns, data };
    }
  }
}

/** The rows with the given ascending numbers, in one pass. */
export async function gather(rows: RowBlocks, numbers: Int32Array): Promise<Matrix> {
  const { columns } = rows;
  const data = new Float32Array(numbers.length * columns);
  let found = 0;
  let first = 0;
  for await (const slice of slices(rows)) {
    for (; found < numbers.length && numbers[found]! < first + slice.rows; found++) {
      const start = (numbers[found]! - first) * columns;
      data.set(slice.data.subarray(start, start + columns), found * columns);
    }
    first += slice.rows;
  }
  return { rows: numbers.length, columns, data };
}
