/** The symmetric contrastive loss of CLIP (Radford et al. 2021; InfoNCE of van den Oord et al. 2018). */
import type { Matrix, MatrixProduct } from '../../base/matrix.ts';
import { transposed } from './matrix.ts';

/** A batch's losses, and which way they fall. */
export interface Contrast {
  /** Per pair: the mean of its two cross-entropies, picture among captions and caption among pictures. */
  readonly losses: Float64Array;
  /** The gradient of `scale · Σ losses` for the pictures' vectors: n × d. */
  readonly gradient: Matrix;
}

/**
 * Contrasts the pairs of a batch: row i of both matrices belongs together, all other rows are its negatives.
 * @param pictures n × d, rows of length 1
 * @param captions n × d, rows of length 1; they are fixed and get no gradient
 * @param scale what a pair counts for in the gradient, usually one over the number of pairs of a step
 */
export async function contrast(
  pictures: Matrix,
  captions: Matrix,
  { temperature, scale }: { readonly temperature: number; readonly scale: number },
  product: MatrixProduct,
): Promise<Contrast> {
  const n = pictures.rows;
  const logits = Float64Array.from((await product(pictures, captions)).data, (cosine) => cosine / temperature);
  const byRow = logSumExps(n, (i, j) => logits[i * n + j]!);
  const byColumn = logSumExps(n, (i, j) => logits[j * n + i]!);
  const losses = byRow.map((sum, i) => (sum + byColumn[i]!) / 2 - logits[i * n + i]!);
  const slopes = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const logit = logits[i * n + j]!;
      const shares = (Math.exp(logit - byRow[i]!) + Math.exp(logit - byColumn[j]!)) / 2;
      slopes[i * n + j] = ((shares - (i === j ? 1 : 0)) * scale) / temperature;
    }
  }
  return { losses, gradient: await product({ rows: n, columns: n, data: slopes }, transposed(captions)) };
}

/** `log Σ_j exp(at(i, j))` for each i, without overflow. */
function logSumExps(n: number, at: (i: number, j: number) => number): Float64Array {
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let highest = -Infinity;
    for (let j = 0; j < n; j++) highest = Math.max(highest, at(i, j));
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.exp(at(i, j) - highest);
    sums[i] = highest + Math.log(sum);
  }
  return sums;
}
