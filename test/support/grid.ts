/** A grid over a dataset folder, as the engine opens it. */
import { ImportedGrid } from '../../src/core/pipeline/grid/imported-grid.ts';
import { Sets } from '../../src/core/pipeline/grid/sets.ts';
import { openSession, type Session } from '../../src/core/pipeline/session.ts';
import { createViews } from '../../src/core/pipeline/views.ts';
import type { FilterProblem, GridQuestion, GridRow } from '../../src/protocol/grid.ts';

/** An open grid, whose answers come with their rows. */
export interface TestGrid {
  readonly session: Session;
  readonly grid: ImportedGrid;
  /** All rows of an answer. */
  rows(filter: string, orderBy?: GridQuestion['orderBy'], scores?: readonly string[]): Promise<GridRow[]>;
  problem(filter: string): Promise<FilterProblem | null>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Opens one; dispose of it. */
export async function openGrid(folder: string): Promise<TestGrid> {
  const session = await openSession(folder);
  const { dataset, flow } = await createViews(session);
  const grid = await ImportedGrid.open(session, dataset, flow, new Sets(), null);
  return {
    session,
    grid,
    async rows(filter, orderBy = null, scores = []) {
      const { rows, problem } = await grid.find({ filter, orderBy });
      if (problem !== null) throw new Error(problem.message);
      return grid.read([...rows!], scores);
    },
    problem: async (filter) => (await grid.find({ filter, orderBy: null })).problem,
    async [Symbol.asyncDispose]() {
      await grid.close();
      session.close();
    },
  };
}
