/** Truncated singular value decomposition of a sparse matrix by random projection (Halko, Martinsson, Tropp 2011). */
import type { Random } from '../../base/random.ts';

/** A sparse matrix in rows: those of row `i` stand at `starts[i]` up to `starts[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  /** Column numbers. */
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Directions added to those asked for, and passes of subspace iteration: scikit-learn's `randomized_svd` and `TruncatedSVD`. */
const oversampling = 10;
const iterations = 5;
/** Singular values below this share of the largest are taken for rounding. */
const negligible = 1e-7;

/**
 * The leading right singular vectors, strongest first, each of length `matrix.columns`: `count` of them, fewer
 * where the rank is lower. The sign is such that the entry of the largest size is positive.
 */
export function rightSingularVectors(matrix: SparseMatrix, count: number, random: Random): Float64Array[] {
  const width = Math.min(count + oversampling, matrix.columns, matrix.rows);
  // Subspace iteration on AᵀA. Any independent, centred entries serve as first directions; uniform ones need no logarithm.
  let basis: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: matrix.columns }, () => 2 * random.real() - 1),
  );
  const image = new Float64Array(matrix.rows);
  for (let i = 0; i < iterations; i++) {
    for (const direction of basis) transposedTimes(matrix, times(matrix, direction, image), direction);
    basis = orthonormal(basis);
  }
  // Rayleigh–Ritz: the eigenvectors of AᵀA within the subspace.
  const images = basis.map((direction) => times(matrix, direction, new Float64Array(matrix.rows)));
  const { values, vectors } = symmetricEigen(images.map((a) => images.map((b) => dot(a, b))));
  const order = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b);
  return order
    .filter((i) => values[i]! > negligible ** 2 * values[order[0]!]!)
    .slice(0, count)
    .map((i) =>
      withPositivePeak(
        combine(
          basis,
          vectors.map((row) => row[i]!),
        ),
      ),
    );
}

/** A · x, into `result`. */
function times({ rows, starts, indices, values }: SparseMatrix, x: Float64Array, result: Float64Array): Float64Array {
  for (let row = 0; row < rows; row++) {
    let total = 0;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) total += values[i]! * x[indices[i]!]!;
    result[row] = total;
  }
  return result;
}

/** Aᵀ · y, into `result`. */
function transposedTimes({ rows, starts, indices, values }: SparseMatrix, y: Float64Array, result: Float64Array): void {
  result.fill(0);
  for (let row = 0; row < rows; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) result[indices[i]!]! += values[i]! * y[row]!;
  }
}

/** Modified Gram–Schmidt in place, twice, so that rounding leaves no trace; dependent directions are left out. */
function orthonormal(directions: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const direction of directions) {
    const before = Math.sqrt(dot(direction, direction));
    for (let turn = 0; turn < 2; turn++) for (const other of basis) subtract(direction, other, dot(direction, other));
    const length = Math.sqrt(dot(direction, direction));
    if (length <= 1e-12 * before) continue;
    for (let i = 0; i < direction.length; i++) direction[i]! /= length;
    basis.push(direction);
  }
  return basis;
}

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, §8.5); `a` is used up. */
export function symmetricEigen(a: number[][]): { values: number[]; vectors: number[][] } {
  const n = a.length;
  const vectors = a.map((_, i) => a.map((__, j) => Number(i === j)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off = Math.max(off, relativeSize(a, p, q));
    if (off < 1e-15) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) if (a[p]![q] !== 0) rotate(a, vectors, p, q);
  }
  return { values: a.map((row, i) => row[i]!), vectors };
}

function relativeSize(a: readonly number[][], p: number, q: number): number {
  const scale = Math.sqrt(Math.abs(a[p]![p]! * a[q]![q]!));
  return scale === 0 ? 0 : Math.abs(a[p]![q]!) / scale;
}

/** Makes `a[p][q]` zero. */
function rotate(a: number[][], vectors: number[][], p: number, q: number): void {
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (row: number[]): void => {
    const [x, y] = [row[p]!, row[q]!];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  };
  a.forEach(turn);
  const [rowP, rowQ] = [a[p]!, a[q]!];
  for (let i = 0; i < rowP.length; i++) {
    const [x, y] = [rowP[i]!, rowQ[i]!];
    rowP[i] = c * x - s * y;
    rowQ[i] = s * x + c * y;
  }
  vectors.forEach(turn);
}

function combine(basis: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const result = new Float64Array(basis[0]!.length);
  basis.forEach((direction, i) => subtract(result, direction, -weights[i]!));
  return result;
}

function withPositivePeak(vector: Float64Array): Float64Array {
  let peak = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(peak)) peak = value;
  return peak < 0 ? vector.map((value) => -value) : vector;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i]! -= factor * b[i]!;
}
