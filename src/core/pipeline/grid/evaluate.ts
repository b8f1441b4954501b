/** Which rows a filter lets through. */
import type { Flow } from '../flow.ts';
import type { Columns } from './columns.ts';
import { outcomeNames } from './decided.ts';
import { conditionsOf, type Comparison, type Condition, type Filter } from './filter.ts';
import type { People } from './people.ts';
import type { Sets } from './sets.ts';
import { searchIds } from './search-ids.ts';

/** One byte per row: 1 where it fits. */
type Mask = Uint8Array;

/** What a filter is held against. */
export interface Filtered {
  readonly columns: Columns;
  readonly people: People;
  readonly sets: Sets;
  /** Rows before this one were imported, later ones created. */
  readonly imported: number;
}

/** One byte per row of the dataset: 1 where the filter, whose names are known, lets it through. */
export async function evaluate(filter: Filter, data: Filtered): Promise<Uint8Array> {
  const masks = new Map<Condition, Mask>();
  for (const condition of conditionsOf(filter)) {
    masks.set(condition, await maskOf(condition, data));
  }
  return combined(filter, masks, data.columns.flow.rows);
}

function combined(filter: Filter, masks: ReadonlyMap<Condition, Mask>, rows: number): Mask {
  if (filter.kind === 'field' || filter.kind === 'compare') return masks.get(filter)!;
  if (filter.kind === 'not') return combined(filter.of, masks, rows).map((fits) => 1 - fits);
  const [first, ...others] = filter.of.map((part) => combined(part, masks, rows));
  const mask = first!.slice();
  for (const other of others) {
    if (filter.kind === 'and') for (let row = 0; row < rows; row++) mask[row]! &= other[row]!;
    else for (let row = 0; row < rows; row++) mask[row]! |= other[row]!;
  }
  return mask;
}

async function maskOf(condition: Condition, data: Filtered): Promise<Mask> {
  const { columns } = data;
  const { rows } = columns.flow;
  if (condition.kind === 'compare') {
    return compared(await columns.numbers(condition.key), condition.comparison, condition.number);
  }
  const [value] = condition.value as [string];
  switch (condition.field) {
    case 'caption':
      return (await columns.captions()).search(condition.value);
    case 'id':
      return searchIds(columns.session, columns.flow, condition.value);
    case 'outcome': {
      const { outcome } = await columns.decided();
      const wanted = outcomeNames.findIndex((name) => name === value);
      return byRow(rows, (row) => outcome[row] === wanted);
    }
    case 'stage':
    case 'operator':
      return decidedMask(condition.field, value, columns);
    case 'tag':
      return ofRows(
        rows,
        tagged(data.people, (tags) => tags.includes(value)),
      );
    case 'cluster': {
      const clusters = await columns.numbers('cluster');
      return byRow(rows, (row) => clusters[row] === Number(value));
    }
    case 'set':
      return ofRows(rows, data.sets.rowsOf(value));
    case 'origin':
      return byRow(rows, (row) => row >= data.imported === (value === 'synthesized'));
    case 'has': {
      const values = await columns.numbers(value);
      return byRow(rows, (row) => !Number.isNaN(values[row]));
    }
    case 'is':
      return standing(value, data);
  }
}

async function decidedMask(field: 'stage' | 'operator', name: string, columns: Columns): Promise<Mask> {
  const { rows, completed }: Flow = columns.flow;
  const decided = await columns.decided();
  const wanted =
    field === 'stage' ? completed.findIndex((stage) => stage.name === name) : decided.operators.indexOf(name);
  const numbers = decided[field];
  return byRow(rows, (row) => numbers[row] === wanted);
}

async function standing(what: string, { columns, people, imported }: Filtered): Promise<Mask> {
  const { rows } = columns.flow;
  if (what === 'edited') return ofRows(rows, people.edited);
  if (what === 'pending') return ofRows(rows, people.pending.keys());
  if (what === 'created') return byRow(rows, (row) => row >= imported);
  if (what === 'selected') {
    const times = await columns.numbers('times');
    return byRow(rows, (row) => times[row]! > 0);
  }
  const some = ofRows(rows, people.tags.keys());
  return byRow(rows, (row) => some[row] === 0);
}

function* tagged({ tags }: People, fits: (tags: readonly string[]) => boolean): Generator<number> {
  for (const [row, known] of tags) if (fits(known)) yield row;
}

/** Whether numbers below a bound fit, those at it, and those above. */
const comparing: Record<Comparison, readonly [number, number, number]> = {
  '<': [1, 0, 0],
  '<=': [1, 1, 0],
  '>': [0, 0, 1],
  '>=': [0, 1, 1],
  '=': [0, 1, 0],
  '!=': [1, 0, 1],
};

/** NaN, which stands for no number, fits nothing. One loop without calls: a brush asks for this while it is dragged. */
function compared(values: Float64Array, comparison: Comparison, bound: number): Mask {
  const [below, at, above] = comparing[comparison];
  const mask = new Uint8Array(values.length);
  for (let row = 0; row < mask.length; row++) {
    const value = values[row]!;
    mask[row] = value < bound ? below : value > bound ? above : value === bound ? at : 0;
  }
  return mask;
}

function byRow(rows: number, fits: (row: number) => boolean): Mask {
  const mask = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) mask[row] = fits(row) ? 1 : 0;
  return mask;
}

function ofRows(rows: number, some: Iterable<number>): Mask {
  const mask = new Uint8Array(rows);
  for (const row of some) mask[row] = 1;
  return mask;
}
