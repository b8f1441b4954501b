import { NearestVectors } from '../../map/nearest-vectors.ts';
import { column } from '../../store/columns.ts';
import type { Turn } from '../people/shown-captions.ts';
import type { Space } from './spaces.ts';
import { rowsOfPart, vectorsOf } from './vectors.ts';

/** So many are told. */
const most = 24;

/** The rows whose vectors are nearest to a row's, nearest first, without itself; none where it has no vector. */
export async function nearRows(turn: Turn, space: Space, row: number, signal: AbortSignal): Promise<Int32Array> {
  const own = await turn(async ({ store }) =>
    column(await store.readColumns([space.vectors], ['vector'], { where: `row = ${row}` }), 'vector', 'floats'),
  );
  if (own.length === 0 || !own.every(Number.isFinite)) return new Int32Array();
  const nearest = new NearestVectors(own, most + 1);
  const rows = await rowsOfPart(turn, space.vectors);
  for await (const block of vectorsOf(turn, space, rows, signal)) nearest.add(block.rows, block.vectors);
  return Int32Array.from(nearest.rows.filter((other) => other !== row)).subarray(0, most);
}
