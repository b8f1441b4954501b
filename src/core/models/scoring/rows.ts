/** Rows of a batch: what a graph says of each picture, text or pair alone. */
import type { GraphTensor } from '../graph.ts';

/** A float32 tensor of one row of a batch, without the batch's dimension. */
export type Row = GraphTensor<Float32Array>;

/** The rows of a batch, each with memory of its own. */
export function split({ data, shape }: GraphTensor<Float32Array>): Row[] {
  const [count = 0, ...rest] = shape;
  const length = data.length / Math.max(1, count);
  return Array.from({ length: count }, (_, row) => ({
    data: data.slice(row * length, (row + 1) * length),
    shape: rest,
  }));
}

/** One batch of rows that are all of one shape. */
export function stack(rows: readonly Row[]): GraphTensor<Float32Array> {
  const length = rows[0]?.data.length ?? 0;
  const data = new Float32Array(rows.length * length);
  for (const [index, row] of rows.entries()) data.set(row.data, index * length);
  return { data, shape: [rows.length, ...(rows[0]?.shape ?? [])] };
}

/** Some things at a time, in order. */
export function chunks<T>(things: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(things.length / size) }, (_, i) => things.slice(i * size, (i + 1) * size));
}
