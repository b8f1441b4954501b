import type { GridRow } from '../../../protocol/grid.ts';
import type { Ledger, TerminalState } from '../../../protocol/ledger.ts';
import type { ImportedGrid } from '../grid/imported-grid.ts';

/** So many samples of each terminal state are shown, and of what is kept. */
const perState = 6;
const ofKept = 12;

/** Samples that ended in the same way. */
export interface Examples {
  readonly state: TerminalState;
  readonly rows: readonly GridRow[];
}

/**
 * Samples of each terminal state, evenly over the dataset: the first ones would be neighbours.
 * @param grid of the flow that the ledger is of
 */
export async function examplesOf(grid: ImportedGrid, { states }: Ledger): Promise<Examples[]> {
  const found: Examples[] = [];
  for (const state of states) {
    const { rows } = await grid.find({ filter: state.filter, orderBy: null });
    const wanted = state.outcome === 'kept' ? ofKept : perState;
    found.push({ state, rows: await grid.read(evenly(rows as Int32Array, wanted), []) });
  }
  return found;
}

/** At most so many of some rows, evenly spread, in order. */
export function evenly(rows: Int32Array, wanted: number): number[] {
  if (rows.length <= wanted) return [...rows];
  return Array.from({ length: wanted }, (_, i) => rows[Math.floor((i * rows.length) / wanted)]!);
}
