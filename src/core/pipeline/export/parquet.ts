import { captionIn } from '../../dataset/tokens.ts';
import { doublesOf, textsOf, type Batch, type ColumnSpec } from '../../store/columns.ts';
import { rounded } from './csv.ts';
import type { ExportRow } from './export-row.ts';

/**
 * The columns of a Parquet table: those of CSV, typed.
 * @param keys statistics @param lists those with a value per picture
 */
export function parquetColumns(keys: readonly string[], lists: ReadonlySet<string>): ColumnSpec[] {
  return [
    { name: 'id', type: 'text' },
    { name: 'text', type: 'text' },
    { name: 'caption', type: 'text' },
    { name: 'images', type: 'texts' },
    // A number that may be missing; whole numbers have no null here.
    { name: 'cluster', type: 'double' },
    { name: 'distance_to_center', type: 'double' },
    { name: 'times', type: 'int' },
    ...keys.map((name): ColumnSpec => ({ name, type: lists.has(name) ? 'doubles' : 'double' })),
  ];
}

/** Rows in these columns. */
export function parquetBatch(rows: readonly ExportRow[], keys: readonly string[], lists: ReadonlySet<string>): Batch {
  const scores = keys.map((key) => {
    const values = rows.map((row) => row.scores[key] ?? null);
    return [key, lists.has(key) ? doublesOf(values.map(asList)) : Float64Array.from(values, asNumber)] as const;
  });
  return {
    rows: rows.length,
    columns: {
      id: rows.map(({ id }) => id),
      text: rows.map(({ text }) => text),
      caption: rows.map(({ text }) => captionIn(text)),
      images: textsOf(rows.map(({ images }) => images)),
      cluster: Float64Array.from(rows, ({ cluster }) => cluster ?? NaN),
      distance_to_center: Float64Array.from(rows, ({ distance }) => rounded(distance) ?? NaN),
      times: Int32Array.from(rows, ({ times }) => times),
      ...Object.fromEntries(scores),
    },
  };
}

function asList(value: number | readonly number[] | null): readonly number[] | null {
  return typeof value === 'number' ? [value] : value;
}

function asNumber(value: number | readonly number[] | null): number {
  return typeof value === 'number' ? value : NaN;
}
