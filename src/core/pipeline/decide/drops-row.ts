import type { OperatorUse } from '../../recipe/recipe.ts';
import { resolveBounds } from './bounds.ts';
import { filterDecision } from './filter.ts';
import type { ScoreColumn } from './score-column.ts';

/** Whether a filter drops a row with these values; the columns hold that one row. */
export type DropsRow = (columns: readonly ScoreColumn[]) => boolean;

const theRow = Int32Array.of(0);

/**
 * A filter's decision about one row by itself. Null where none can be made before all rows are measured: by other kinds
 * of operators, and by thresholds that are statistics.
 */
export function dropsRow(use: OperatorUse): DropsRow | null {
  if (use.operator.kind !== 'filter' || Object.keys(use.statistics).length > 0) return null;
  const { bounds } = resolveBounds(use, () => new Float64Array(), new Int32Array());
  return (columns) => filterDecision(use, bounds, columns, theRow).dropped[0] === 1;
}
