/** Which rows a filter lets through. */
import { nextAbove } from '../../../base/next-above.ts';
import type { Flow } from '../flow.ts';
import type { Columns } from './columns.ts';
import { outcomeNames } from './decided.ts';
import type { Comparison, Condition, Filter } from './filter.ts';
import type { People } from './people.ts';
import type { Sets } from './sets.ts';
import { searchIds } from './search-ids.ts';

/** One byte per row: 1 where it fits. */
type Mask = Uint8Array;
type Compared = Extract<Condition, { kind: 'compare' }>;

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
  switch (filter.kind) {
    case 'field':
      return maskOf(filter, data);
    case 'compare':
      return narrowed(new Uint8Array(data.columns.flow.rows).fill(1), [filter], data);
    case 'not':
      return (await evaluate(filter.of, data)).map((fits) => 1 - fits);
    case 'or':
      return either(filter.of, data);
    case 'and': {
      const comparisons = filter.of.filter((part) => part.kind === 'compare');
      const others = filter.of.filter((part) => part.kind !== 'compare');
      const mask: Mask = new Uint8Array(data.columns.flow.rows).fill(1);
      for (const other of others) (await evaluate(other, data)).forEach((fits, row) => (mask[row]! &= fits));
      return narrowed(mask, comparisons, data);
    }
  }
}

async function either(parts: readonly Filter[], data: Filtered): Promise<Mask> {
  const mask = new Uint8Array(data.columns.flow.rows);
  for (const part of parts) (await evaluate(part, data)).forEach((fits, row) => (mask[row]! |= fits));
  return mask;
}

/** A mask without what does not fit some comparisons. Those of one number are one pass: a brush asks for this while it is dragged. */
async function narrowed(mask: Mask, comparisons: readonly Compared[], { columns }: Filtered): Promise<Mask> {
  const ranges = new Map<string, Range>();
  for (const { key, comparison, number } of comparisons) {
    if (comparison === '!=') leaveOut(mask, await columns.numbers(key), number);
    else ranges.set(key, both(ranges.get(key), rangeOf[comparison](number)));
  }
  for (const [key, range] of ranges) keepWithin(mask, await columns.numbers(key), range);
  return mask;
}

/** Both ends belong to it. */
interface Range {
  readonly from: number;
  readonly to: number;
}

const rangeOf: Record<Exclude<Comparison, '!='>, (bound: number) => Range> = {
  '<': (bound) => ({ from: -Infinity, to: -nextAbove(-bound) }),
  '<=': (bound) => ({ from: -Infinity, to: bound }),
  '>': (bound) => ({ from: nextAbove(bound), to: Infinity }),
  '>=': (bound) => ({ from: bound, to: Infinity }),
  '=': (bound) => ({ from: bound, to: bound }),
};

function both(one: Range | undefined, other: Range): Range {
  return one === undefined ? other : { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

/** NaN, which stands for no number, is in no range. */
function keepWithin(mask: Mask, values: Float64Array, { from, to }: Range): void {
  for (let row = 0; row < mask.length; row++) {
    const value = values[row]!;
    mask[row] = value >= from && value <= to ? mask[row]! : 0;
  }
}

function leaveOut(mask: Mask, values: Float64Array, number: number): void {
  for (let row = 0; row < mask.length; row++) {
    const value = values[row]!;
    if (value === number || Number.isNaN(value)) mask[row] = 0;
  }
}

async function maskOf(condition: Exclude<Condition, Compared>, data: Filtered): Promise<Mask> {
  const { columns } = data;
  const { rows } = columns.flow;
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
