/** Matrix products without a runtime, for tests of clustering. */
import type { Matrix, MatrixProduct } from '../../src/base/matrix.ts';

/** `a · bᵀ` summed in float32, term by term: about as inexact as a real one. */
export const plainProduct: MatrixProduct = (a: Matrix, b: Matrix) => {
  const data = new Float32Array(a.rows * b.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      let total = 0;
      for (let c = 0; c < a.columns; c++) {
        total = Math.fround(total + Math.fround(a.data[i * a.columns + c]! * b.data[j * a.columns + c]!));
      }
      data[i * b.rows + j] = total;
    }
  }
  return Promise.resolve({ rows: a.rows, columns: b.rows, data });
};
