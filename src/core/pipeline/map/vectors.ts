/** Reads vectors in turns: others who look at the dataset come in between. */
import { column } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import type { Turn } from '../people/shown-captions.ts';
import type { Space } from './spaces.ts';

/** Vectors of one turn have about so many values. */
const valuesAtOnce = 1 << 21;

/** Rows and their vectors, one after the other. */
export interface VectorBlock {
  readonly rows: Int32Array;
  readonly vectors: Float32Array;
}

/** All rows that have a vector, ascending. @throws ProductError `damaged` */
export function rowsOfPart(turn: Turn, part: Part): Promise<Int32Array> {
  return turn(async ({ store }) => column(await store.readColumns([part], ['row']), 'row', 'int'));
}

/** All vectors of a space in dataset order. @throws ProductError `damaged`; what the signal is aborted with */
export async function* vectorsOf(
  turn: Turn,
  { vectors: part, dimensions }: Space,
  rows: Int32Array,
  signal: AbortSignal,
): AsyncGenerator<VectorBlock> {
  const step = Math.max(1, Math.floor(valuesAtOnce / dimensions));
  for (let from = 0; from < rows.length; from += step) {
    signal.throwIfAborted();
    const [first, last] = [rows[from]!, rows[Math.min(rows.length, from + step) - 1]!];
    const batch = await turn(({ store }) =>
      store.readColumns([part], ['row', 'vector'], { where: `row BETWEEN ${first} AND ${last}` }),
    );
    yield { rows: column(batch, 'row', 'int'), vectors: column(batch, 'vector', 'floats') };
  }
}

/** The vectors of some rows, which must be ascending and have one. */
export async function vectorsAt(
  turn: Turn,
  space: Space,
  all: Int32Array,
  wanted: Int32Array,
  signal: AbortSignal,
): Promise<Float32Array> {
  const { dimensions } = space;
  const result = new Float32Array(wanted.length * dimensions);
  let found = 0;
  for await (const { rows, vectors } of vectorsOf(turn, space, all, signal)) {
    rows.forEach((row, i) => {
      if (row !== wanted[found]) return;
      result.set(vectors.subarray(i * dimensions, (i + 1) * dimensions), found++ * dimensions);
    });
  }
  return result;
}
