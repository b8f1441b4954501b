import { readFileSync } from 'node:fs';
import type { Json } from '../../../src/protocol/records.ts';

/** Where the committed tables and pictures lie. `python/parity` makes them by running the peers. */
export const folder = new URL('../../fixtures/parity/', import.meta.url);

/** A sample of a table; `ranges` stands for all code points of some closed ranges, in order. */
export interface TableSample {
  readonly text?: string;
  readonly images?: readonly string[];
  readonly ranges?: readonly (readonly [number, number])[];
}

export type TableParameters = Readonly<Record<string, Json>>;

export interface FilterRun {
  readonly parameters: TableParameters;
  /** A letter a sample: 1 kept, 0 dropped, E the peer failed. */
  readonly keep: string;
  readonly stats: Readonly<Record<string, readonly (number | string | readonly number[] | null)[]>>;
}

export interface MapperResult {
  /** Null: nothing changes. */
  readonly text?: string | null;
  /** Of the result of `ranges`. */
  readonly sha256?: string;
  readonly error?: string;
  /** The peer also repairs encodings here; `text` is what it gives without. */
  readonly mojibake?: true;
}

export interface MapperRun {
  readonly parameters: TableParameters;
  readonly results: readonly MapperResult[];
}

export interface OperatorTable<Run> {
  readonly operator: string;
  readonly samples: readonly TableSample[];
  readonly runs: readonly Run[];
}

/** A table as its file has it. */
export function readTable<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as T;
}

/** An operator's table, samples that it shares with others filled in. */
export function operatorTable<Run>(name: string): OperatorTable<Run> {
  const table = readTable<OperatorTable<Run> & { samples: string | readonly TableSample[] }>(name);
  if (typeof table.samples !== 'string') return table;
  return { ...table, samples: readTable<{ samples: readonly TableSample[] }>(table.samples).samples };
}

/** A sample's text. */
export function textOf({ text, ranges }: TableSample): string {
  if (ranges === undefined) return text ?? '';
  let all = '';
  for (const [first, last] of ranges) for (let code = first; code <= last; code++) all += String.fromCodePoint(code);
  return all;
}

/** A sample in a message. */
export function shown(sample: TableSample): string {
  return JSON.stringify(sample).slice(0, 200);
}
