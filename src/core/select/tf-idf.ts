/**
 * Caption vectors without a model: TF-IDF reduced by a truncated singular value decomposition (latent
 * semantic analysis). Weights follow scikit-learn's `TfidfVectorizer(sublinear_tf=True)`: (1 + ln count) ·
 * (ln((1 + n) / (1 + documents with the term)) + 1), rows of length 1; the vectors are `TruncatedSVD`'s.
 */
import { Random } from '../../base/random.ts';
import { rightSingularVectors } from './svd.ts';
import type { SparseMatrix } from './svd.ts';
import { tokens } from './tokens.ts';
import { TermCounter } from './vocabulary.ts';

/** Columns of a caption vector, where the vocabulary allows so many. */
const defaultDimensions = 64;
/** The decomposition is fitted on at most so many texts, drawn by seed; document frequencies count all. */
const sampleSize = 40_000;
/** Of a text, so many tokens count, as in the window of a text encoder: a caption has some ten. */
const windowTokens = 512;

/** A fitted caption embedding. */
export interface TfIdf {
  /** Values per text, at least 1. */
  readonly dimensions: number;
  /** The vocabulary: most frequent term first. */
  readonly terms: readonly string[];
  /** One vector of `dimensions` values per text, one after the other; zeros for a text without a known term. */
  embed(texts: readonly string[]): Float32Array;
  /** The TF-IDF weights of a text by number of term, of length 1 (or 0). */
  weigh(text: string): ReadonlyMap<number, number>;
}

/** What a fit may be told. */
export interface TfIdfOptions {
  readonly seed: number;
  readonly dimensions?: number;
}

/** Fits caption vectors in one pass over texts; memory does not grow with their number. */
export async function fitTfIdf(texts: AsyncIterable<readonly string[]>, options: TfIdfOptions): Promise<TfIdf> {
  const counter = new TermCounter();
  const sample: string[][] = [];
  const random = new Random(options.seed);
  for await (const batch of texts) {
    for (const text of batch) {
      const found = tokens(text).slice(0, windowTokens);
      counter.add(found);
      keepInSample(sample, found, counter.documents, random);
    }
  }
  const { terms, documents } = counter.vocabulary();
  const inverse = documents.map((count) => Math.log((1 + counter.documents) / (1 + count)) + 1);
  const numbers = new Map(terms.map((term, i) => [term, i]));
  const weights = (found: readonly string[]): Map<number, number> => weigh(found, numbers, inverse);
  const matrix = sparse(sample, weights, terms.length);
  const vectors = rightSingularVectors(matrix, options.dimensions ?? defaultDimensions, random);
  const weighText = (text: string): Map<number, number> => weights(tokens(text).slice(0, windowTokens));
  return embedding(terms, vectors, weighText);
}

/** Reservoir sampling (Vitter's algorithm R): each of the `seen` texts so far is in the sample with the same chance. */
function keepInSample(sample: string[][], found: string[], seen: number, random: Random): void {
  if (sample.length < sampleSize) {
    sample.push(found);
    return;
  }
  const place = random.below(seen);
  if (place < sampleSize) sample[place] = found;
}

function embedding(
  terms: readonly string[],
  vectors: readonly Float64Array[],
  weighText: (text: string) => Map<number, number>,
): TfIdf {
  const dimensions = Math.max(1, vectors.length);
  // One row per term, so that a text reads few short rows.
  const rows = new Float64Array(terms.length * dimensions);
  vectors.forEach((vector, j) => vector.forEach((value, term) => (rows[term * dimensions + j] = value)));
  const embed = (texts: readonly string[]): Float32Array => {
    const result = new Float32Array(texts.length * dimensions);
    const sums = new Float64Array(dimensions);
    texts.forEach((text, i) => {
      sums.fill(0);
      for (const [term, weight] of weighText(text)) {
        for (let j = 0; j < dimensions; j++) sums[j]! += weight * rows[term * dimensions + j]!;
      }
      result.set(sums, i * dimensions);
    });
    return result;
  };
  return { dimensions, terms, embed, weigh: weighText };
}

function weigh(
  found: readonly string[],
  numbers: ReadonlyMap<string, number>,
  inverse: readonly number[],
): Map<number, number> {
  const weights = new Map<number, number>();
  for (const token of found) {
    const term = numbers.get(token);
    if (term !== undefined) weights.set(term, (weights.get(term) ?? 0) + 1);
  }
  let squares = 0;
  for (const [term, count] of weights) {
    const weight = (1 + Math.log(count)) * inverse[term]!;
    weights.set(term, weight);
    squares += weight * weight;
  }
  const length = Math.sqrt(squares);
  for (const [term, weight] of weights) weights.set(term, weight / length);
  return weights;
}

/** The weights of each text as a row; one text at a time, so that only the matrix takes memory. */
function sparse(
  texts: readonly string[][],
  weights: (found: readonly string[]) => ReadonlyMap<number, number>,
  columns: number,
): SparseMatrix {
  const starts = new Int32Array(texts.length + 1);
  const [indices, values]: [number[], number[]] = [[], []];
  texts.forEach((found, row) => {
    for (const [term, weight] of weights(found)) {
      indices.push(term);
      values.push(weight);
    }
    starts[row + 1] = indices.length;
  });
  const [columnNumbers, entries] = [Int32Array.from(indices), Float64Array.from(values)];
  return { rows: texts.length, columns, starts, indices: columnNumbers, values: entries };
}
