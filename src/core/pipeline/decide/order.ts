import { costs } from '../../operators/operator.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';

/**
 * The order in which a stage's operators decide: neighbouring filters stably by declared cost, so that cheap
 * ones get the credit first; mappers, deduplicators and selectors stay where the recipe has them.
 */
export function runOrder(process: readonly OperatorUse[]): OperatorUse[] {
  const ordered: OperatorUse[] = [];
  let filters: OperatorUse[] = [];
  const flush = (): void => {
    ordered.push(...filters.sort((a, b) => costOf(a) - costOf(b)));
    filters = [];
  };
  for (const use of process) {
    if (use.operator.kind === 'filter') filters.push(use);
    else {
      flush();
      ordered.push(use);
    }
  }
  flush();
  return ordered;
}

function costOf(use: OperatorUse): number {
  return use.operator.kind === 'filter' ? costs.indexOf(use.operator.cost) : 0;
}
