/** Principal components, fitted on a sample and applied to all rows. */
import type { Matrix } from '../../base/matrix.ts';
import { Random } from '../../base/random.ts';
import { rightSingularVectors, type SparseMatrix } from '../select/svd.ts';

/** The directions in which vectors differ most. */
export interface Pca {
  readonly columns: number;
  readonly mean: Float64Array;
  /** Strongest first; fewer than were asked for where the vectors differ in fewer directions. */
  readonly directions: readonly Float64Array[];
}

/** Apart from other uses of a seed. */
const stream = 0x6d6170;

/** Fits at most `count` components to rows, all of them finite. */
export function fitPca(rows: Matrix, count: number, seed: number): Pca {
  const { columns } = rows;
  const mean = meanOf(rows);
  const directions =
    rows.rows < 2 ? [] : rightSingularVectors(centred(rows, mean), Math.min(count, columns), new Random(seed, stream));
  return { columns, mean, directions };
}

/** Coordinates of rows along the directions: `rows × directions`. */
export function project({ columns, mean, directions }: Pca, block: Float32Array): Float32Array {
  const rows = block.length / columns;
  const result = new Float32Array(rows * directions.length);
  const difference = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) difference[i] = block[row * columns + i]! - mean[i]!;
    for (const [j, direction] of directions.entries()) {
      let total = 0;
      for (let i = 0; i < columns; i++) total += difference[i]! * direction[i]!;
      result[row * directions.length + j] = total;
    }
  }
  return result;
}

function meanOf({ rows, columns, data }: Matrix): Float64Array {
  const mean = new Float64Array(columns);
  data.forEach((value, i) => (mean[i % columns]! += value / rows));
  return mean;
}

/** Every entry stands in it: the decomposition knows sparse matrices alone. */
function centred({ rows, columns, data }: Matrix, mean: Float64Array): SparseMatrix {
  const values = Float64Array.from(data, (value, i) => value - mean[i % columns]!);
  // What rounding leaves of rows that are all the same is no direction.
  const scale = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) < scale * 1e-12) values[i] = 0;
  return {
    rows,
    columns,
    starts: Int32Array.from({ length: rows + 1 }, (_, row) => row * columns),
    indices: Int32Array.from(values, (_, i) => i % columns),
    values,
  };
}
