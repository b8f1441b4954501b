import type { FilterProblem, GridQuestion, GridRow } from '../../../protocol/grid.ts';
import type { ResultRows } from './results.ts';

/** What a grid can ask of a dataset: as it was imported, or of its lines alone. */
export interface GridData {
  /** How many samples there are, so far. */
  readonly rows: number;
  /** False while more come. */
  readonly complete: boolean;
  /** The rows that a question asks for. @throws ProductError `usage` for an order by what nothing has */
  find(question: GridQuestion): Promise<{ readonly rows: ResultRows; readonly problem: FilterProblem | null }>;
  /** Rows as a grid shows them. @throws ProductError `unusable` when the file has changed under it */
  read(rows: readonly number[], scores: readonly string[]): Promise<GridRow[]>;
  /** The ids of rows, in their order. */
  ids(rows: Int32Array): Promise<string[]>;
  /** The row of an id, -1 for none. */
  rowOf(id: string): Promise<number>;
  close(): Promise<void>;
}
