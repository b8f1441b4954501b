/** Rows that a strategy can use, and rows that it chose. */
import { ProductError } from '../../protocol/errors.ts';
import type { Choice, ScoreColumn, SelectQuestion } from './question.ts';

/** The rows that have every score, and what is to be said about the others. @throws ProductError where no score is named */
export function scoredRows({ strategy, by, cluster }: SelectQuestion): { rows: number[]; notes: string[] } {
  if (by.length === 0) {
    throw new ProductError('usage', `the strategy ${strategy} needs a score to go by`, {
      next: 'name stats keys under `by` in the select stage',
    });
  }
  const rows = rowsWhere(cluster, (row) => hasAll(by, row));
  return { rows, notes: missing(cluster.length - rows.length, by.map(({ key }) => key).join(', ')) };
}

/** The scored rows whose every score lies within its bounds, both included. */
export function within(question: SelectQuestion, bounds: readonly (readonly [number, number])[]): Choice {
  const { rows, notes } = scoredRows(question);
  const fits = rows.filter((row) =>
    question.by.every(({ values }, i) => values[row]! >= bounds[i]![0] && values[row]! <= bounds[i]![1]),
  );
  return { chosen: marked(question, fits), notes };
}

/** Whether a row has every score. */
export function hasAll(by: readonly ScoreColumn[], row: number): boolean {
  return by.every(({ values }) => !Number.isNaN(values[row]!));
}

/** The rows that pass a test, in dataset order. */
export function rowsWhere(column: ArrayLike<unknown>, test: (row: number) => boolean): number[] {
  return Array.from({ length: column.length }, (_, row) => row).filter(test);
}

/** 1 for each of these rows. */
export function marked({ cluster }: Pick<SelectQuestion, 'cluster'>, rows: readonly number[]): Uint8Array {
  const chosen = new Uint8Array(cluster.length);
  for (const row of rows) chosen[row] = 1;
  return chosen;
}

/** Says how many samples lack what the strategy needs; nothing where none does. */
export function missing(count: number, what: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `1 sample without ${what} was not chosen` : `${count} samples without ${what} were not chosen`];
}
