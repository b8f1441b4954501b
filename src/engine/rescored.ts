import type { GridRow } from '../protocol/grid.ts';
import { Recent } from '../base/recent.ts';
import type { OpenDataset } from './open-dataset.ts';

/** Scores by statistics key, as grids show them. */
export type Scores = Readonly<Record<string, number | readonly number[] | null>>;

/** So many captions are remembered. */
const most = 10_000;

/** The scores of captions that were taken while they were written, for samples whose last run knew another caption. */
export class Rescored {
  readonly #scores = new Recent<string, Scores>(most);

  get(id: string, caption: string): Scores | undefined {
    return this.#scores.get(keyOf(id, caption));
  }

  set(id: string, caption: string, scores: Scores): void {
    this.#scores.set(keyOf(id, caption), scores);
  }

  /** Rows of a grid, those whose caption no run has measured with the scores that were taken of it. */
  over(rows: readonly GridRow[]): GridRow[] {
    return rows.map((row) => {
      const taken = row.pending && row.caption !== null ? this.get(row.id, row.caption) : undefined;
      if (taken === undefined) return row;
      const scores = Object.entries(row.scores).map(([key, stored]) => [key, taken[key] ?? stored]);
      return { ...row, scores: Object.fromEntries(scores) as Scores };
    });
  }

  /** Forgets all: they may be others now. */
  clear(): void {
    this.#scores.clear();
  }
}

const byDataset = new WeakMap<OpenDataset, Rescored>();

/** The one of a dataset. */
export function rescoredOf(dataset: OpenDataset): Rescored {
  const known = byDataset.get(dataset) ?? new Rescored();
  byDataset.set(dataset, known);
  return known;
}

function keyOf(id: string, caption: string): string {
  return JSON.stringify([id, caption]);
}
