/** Measured numbers of one statistic for the rows of a stage. */
export interface ScoreColumn {
  /** All values, row after row. */
  readonly values: Float64Array;
  /** Where each row's list begins (rows + 1 positions); null: one value per row. */
  readonly offsets: Uint32Array | null;
  /** Of values per chunk and picture: how many of them each chunk has. */
  readonly sizes?: ScoreColumn;
}

/** How many values a row has. */
export function lengthAt(column: ScoreColumn, row: number): number {
  return column.offsets === null ? 1 : column.offsets[row + 1]! - column.offsets[row]!;
}

/** Where a row's values begin. */
export function startAt(column: ScoreColumn, row: number): number {
  return column.offsets === null ? row : column.offsets[row]!;
}

/** One number per row: the value, or the mean of a list (as Data-Juicer's selectors have it); NaN for an empty list. */
export function sampleMeans(column: ScoreColumn): Float64Array {
  const { values, offsets } = column;
  if (offsets === null) return values;
  const means = new Float64Array(offsets.length - 1);
  for (let row = 0; row < means.length; row++) {
    const start = offsets[row]!;
    const end = offsets[row + 1]!;
    let sum = 0;
    for (let i = start; i < end; i++) sum += values[i]!;
    means[row] = sum / (end - start);
  }
  return means;
}

/** How the values of a chunk's pictures become one: Data-Juicer's `reduce_mode`. */
export type Reduce = 'avg' | 'max' | 'min';

/** The column as Data-Juicer has it: a value per chunk where there is one per chunk and picture. */
export function foldChunks(column: ScoreColumn, reduce: unknown): ScoreColumn {
  const { values, sizes } = column;
  if (sizes === undefined) return column;
  const folded = new Float64Array(sizes.values.length);
  let at = 0;
  sizes.values.forEach((size, chunk) => {
    folded[chunk] = reduced(values.subarray(at, at + size), reduce as Reduce);
    at += size;
  });
  return { values: folded, offsets: sizes.offsets };
}

function reduced(values: Float64Array, reduce: Reduce): number {
  if (reduce === 'avg') return values.reduce((sum, value) => sum + value, 0) / values.length;
  return reduce === 'max' ? Math.max(...values) : Math.min(...values);
}
