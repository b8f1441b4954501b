/** Which rows a filter lets through. */
import type { Flow } from '../flow.ts';
import type { Columns } from './columns.ts';
import { outcomeNames } from './decided.ts';
import { conditionsOf, type Comparison, type Condition, type Filter } from './filter.ts';
import type { People } from './people.ts';
import { searchIds } from './search-ids.ts';

/** One byte per row: 1 where it fits. */
type Mask = Uint8Array;

/** What a filter is held against. */
export interface Filtered {
  readonly columns: Columns;
  readonly people: People;
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
  if (filter.kind === 'not') {
    const mask = combined(filter.of, masks, rows);
    return byRow(rows, (row) => mask[row] === 0);
  }
  const parts = filter.of.map((part) => combined(part, masks, rows));
  return parts.reduce((a, b) =>
    filter.kind === 'and'
      ? byRow(rows, (row) => a[row] === 1 && b[row] === 1)
      : byRow(rows, (row) => a[row] === 1 || b[row] === 1),
  );
}

async function maskOf(condition: Condition, data: Filtered): Promise<Mask> {
  const { columns } = data;
  const { rows } = columns.flow;
  if (condition.kind === 'compare') {
    const values = await columns.numbers(condition.key);
    const fits = comparing[condition.comparison](condition.number);
    return byRow(rows, (row) => fits(values[row]!));
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

/** NaN, which stands for no number, fits none of these. */
const comparing: Record<Comparison, (bound: number) => (value: number) => boolean> = {
  '<': (bound) => (value) => value < bound,
  '<=': (bound) => (value) => value <= bound,
  '>': (bound) => (value) => value > bound,
  '>=': (bound) => (value) => value >= bound,
  '=': (bound) => (value) => value === bound,
  '!=': (bound) => (value) => value < bound || value > bound,
};

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
