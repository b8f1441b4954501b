/** Matrices in memory, and their product as a thing that is passed in. */

/** A matrix in row order: `data[row * columns + column]`. */
export interface Matrix<Data extends Float32Array | Float64Array = Float32Array> {
  readonly rows: number;
  readonly columns: number;
  readonly data: Data;
}

/**
 * The product `a · bᵀ` of an n × d and a k × d matrix: n × k, in float32. Passed in, so that who needs it needs no
 * model runtime. Its result may differ between machines.
 */
export type MatrixProduct = (a: Matrix, b: Matrix) => Promise<Matrix>;
