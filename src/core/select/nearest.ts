/** The nearest centre of every row: a float32 matrix product proposes, float64 arithmetic decides. */
import { slices } from './matrix.ts';
import type { Matrix, MatrixProduct } from '../../base/matrix.ts';
import type { Centres, RowBlocks } from './matrix.ts';

/** What a row belongs to. Both arrays have one value per row. */
export interface Assignment {
  /** Number of the nearest centre; the lower of two equally near. */
  readonly cluster: Int32Array;
  /** Squared Euclidean distance to that centre, computed in float64, not rounded. */
  readonly distance: Float64Array;
}

/** Centres made ready for many calls of {@link Nearest.of}. */
export interface Nearest {
  of(rows: Matrix): Promise<Assignment>;
}

/**
 * Assigns every row to its nearest centre, slice by slice in row order. Labels and distances are those of
 * scikit-learn's `KMeans` with the same centres, and the same on every machine.
 *
 * @param centres - at least one, unless there are no rows
 */
export async function* assign(rows: RowBlocks, centres: Centres, product: MatrixProduct): AsyncGenerator<Assignment> {
  const nearest = nearestTo(centres, product);
  for await (const slice of slices(rows)) yield await nearest.of(slice);
}

/** Prepares centres for finding the nearest one of each row. */
export function nearestTo(centres: Centres, product: MatrixProduct): Nearest {
  const proposed: Matrix = { rows: centres.rows, columns: centres.columns, data: Float32Array.from(centres.data) };
  const squares = squaredNorms(centres);
  return {
    async of(rows) {
      if (centres.rows === 0) throw new RangeError('no centre to be near to');
      return decide(rows, centres, squares, (await product(rows, proposed)).data);
    },
  };
}

/**
 * The score |c|² − 2 x·c orders centres as |x − c|² does. With float32 products a score is off by at most
 * twice the product's error, which is at most (columns + 1) · 2^-24 · |x| |c| (Higham 2002, §3.1, one side
 * rounded to float32 before): centres whose score is within four times that error of the lowest one are
 * candidates, and only their exact distances count.
 */
function decide(rows: Matrix, centres: Centres, squares: Float64Array, products: Float32Array): Assignment {
  const { rows: k, columns } = centres;
  const norms = squaredNorms(rows);
  const longest = Math.sqrt(squares.reduce((a, b) => Math.max(a, b), 0));
  const spare = 4;
  const error = 4 * (columns + 1 + spare) * 2 ** -24 * longest;
  const cluster = new Int32Array(rows.rows);
  const distance = new Float64Array(rows.rows);
  const scores = new Float64Array(k);
  for (let row = 0; row < rows.rows; row++) {
    const length = Math.sqrt(norms[row]!);
    let lowest = Infinity;
    for (let j = 0; j < k; j++) {
      const score = squares[j]! - 2 * products[row * k + j]!;
      scores[j] = score;
      if (score < lowest) lowest = score;
    }
    // Products near the end of float32's range say nothing: every centre is a candidate.
    const limit = length * longest < 1e37 ? lowest + error * length + smallest : Infinity;
    let best = -1;
    let least = Infinity;
    for (let j = 0; j < k; j++) {
      if (scores[j]! > limit) continue;
      const exact = squaredDistance(rows.data, row, centres.data, j, columns);
      if (exact < least) {
        best = j;
        least = exact;
      }
    }
    if (best < 0) throw new RangeError('a row is not finite');
    cluster[row] = best;
    distance[row] = least;
  }
  return { cluster, distance };
}

/** Squared Euclidean distance between row `i` of `a` and row `j` of `b`, summed in float64. */
export function squaredDistance(a: Float32Array, i: number, b: Float64Array, j: number, columns: number): number {
  let total = 0;
  for (let column = 0; column < columns; column++) {
    const difference = a[i * columns + column]! - b[j * columns + column]!;
    total += difference * difference;
  }
  return total;
}

/** Covers products that fall below float32's normal numbers. */
const smallest = 2 ** -100;

function squaredNorms(matrix: Matrix<Float32Array | Float64Array>): Float64Array {
  const { rows, columns, data } = matrix;
  const norms = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let total = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) total += data[i]! * data[i]!;
    norms[row] = total;
  }
  return norms;
}
