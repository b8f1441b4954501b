/** All rows in the order of a score, a text or a place. */
import { ProductError } from '../../../protocol/errors.ts';
import type { GridQuestion } from '../../../protocol/grid.ts';
import { nearest } from '../../recipe/nearest.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { ownNumbers, type Columns } from './columns.ts';

type OrderBy = NonNullable<GridQuestion['orderBy']>;

/**
 * All rows of the dataset in an order: ties in dataset order, rows without a value last.
 * @throws ProductError `usage` for a key that nothing has
 */
export async function rowsInOrder(columns: Columns, { key, descending }: OrderBy): Promise<Int32Array> {
  const name = `${key} ${descending}`;
  if (key === 'id') return columns.order(name, false, () => byId(columns, descending));
  if (key === 'caption') return columns.order(name, true, async () => (await columns.captions()).order(descending));
  const known = ['caption', 'id', ...ownNumbers, ...columns.statistics];
  if (!known.includes(key)) {
    const near = nearest(key, known);
    throw new ProductError('usage', `No stage has measured "${key}".`, {
      next: near === undefined ? `Order by one of: ${known.join(', ')}.` : `Did you mean ${near}?`,
    });
  }
  const values = await columns.numbers(key);
  return columns.order(name, true, () => Promise.resolve(byNumber(values, descending)));
}

/** Sorts copies of the values, which the runtime does natively, and deals rows out to the places of their values. */
function byNumber(values: Float64Array, descending: boolean): Int32Array {
  // The native order puts NaN last; −x turns the direction round and leaves NaN where it is.
  const keys = descending ? values.map((value) => -value) : values;
  const sorted = Float64Array.from(keys).sort();
  const places = new Map<number, number>();
  for (let place = sorted.length - 1; place >= 0; place--) places.set(sorted[place]!, place);
  const order = new Int32Array(keys.length);
  for (let row = 0; row < keys.length; row++) {
    const place = places.get(keys[row]!)!;
    order[place] = row;
    places.set(keys[row]!, place + 1);
  }
  return order;
}

async function byId({ session, flow }: Columns, descending: boolean): Promise<Int32Array> {
  const sql = `SELECT row FROM ${flow.chain.samples} ORDER BY id ${descending ? 'DESC' : 'ASC'}, row`;
  return column(await selectRows(session.duck, sql), 'row', 'int');
}
