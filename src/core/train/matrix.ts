/** The few things that are done to matrices outside a product. */
import type { Matrix } from '../../base/matrix.ts';

/** The matrix with its rows as columns. */
export function transposed({ rows, columns, data }: Matrix): Matrix {
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = data[row * columns + column]!;
  }
  return { rows: columns, columns: rows, data: turned };
}

/** The rows with the given numbers, in their order; a number may stand there more than once. */
export function rowsAt({ columns, data }: Matrix, numbers: Int32Array): Matrix {
  const taken = new Float32Array(numbers.length * columns);
  numbers.forEach((number, i) => taken.set(data.subarray(number * columns, (number + 1) * columns), i * columns));
  return { rows: numbers.length, columns, data: taken };
}

/** The sum of each column, in float64 and then rounded. */
export function columnSums({ columns, data }: Matrix): Float32Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) sums[i % columns]! += data[i]!;
  return Float32Array.from(sums);
}

/** Adds a row to every row, in place. */
export function addToRows({ columns, data }: Matrix, row: Float32Array): void {
  for (let i = 0; i < data.length; i++) data[i]! += row[i % columns]!;
}
