import type { FilterProblem } from '../../../protocol/grid.ts';
import { conditionsOf, type Condition, type Filter } from './filter.ts';
import { hint } from './filter-lexer.ts';

/** Names that the recipe's stages gave. */
export interface KnownNames {
  /** What can be compared: statistics, and what the grid itself knows. */
  readonly numbers: readonly string[];
  readonly statistics: readonly string[];
  readonly stages: readonly string[];
  /** Operators that decided. */
  readonly operators: readonly string[];
}

/** The first name in a filter that nothing has, or null. Tags and clusters that nothing has are fine: nothing fits them. */
export function unknownName(filter: Filter, known: KnownNames): FilterProblem | null {
  for (const condition of conditionsOf(filter)) {
    const message = problemOf(condition, known);
    if (message !== null) return { message, ...condition.at };
  }
  return null;
}

function problemOf(condition: Condition, { numbers, statistics, stages, operators }: KnownNames): string | null {
  if (condition.kind === 'compare') return notIn(condition.key, numbers, 'No stage has measured');
  const [name] = condition.value as [string];
  if (condition.field === 'has') return notIn(name, statistics, 'No stage has measured');
  if (condition.field === 'stage') return notIn(name, stages, 'No stage that has run is called');
  if (condition.field === 'operator') return notIn(name, operators, 'No sample was decided by');
  return null;
}

function notIn(name: string, known: readonly string[], what: string): string | null {
  if (known.includes(name)) return null;
  const near = hint(name, known);
  const all = known.length === 0 ? ' There are none yet.' : ` Known are ${known.join(', ')}.`;
  return `${what} "${name}".${near === '' ? all : near}`;
}
