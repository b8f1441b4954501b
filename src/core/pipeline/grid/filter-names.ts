import type { FilterProblem } from '../../../protocol/grid.ts';
import { sentence, type FilterSentence, type SentenceName } from '../../../protocol/filter-sentences.ts';
import { conditionsOf, type Condition, type Filter } from './filter.ts';
import { hint, problemAt } from './filter-lexer.ts';

/** Names that the recipe's stages gave. */
export interface KnownNames {
  /** What can be compared: statistics, and what the grid itself knows. */
  readonly numbers: readonly string[];
  readonly statistics: readonly string[];
  readonly stages: readonly string[];
  /** Operators that decided. */
  readonly operators: readonly string[];
  /** Samples that views have named. */
  readonly sets: readonly string[];
}

/** The first name in a filter that nothing has, or null. Tags and clusters that nothing has are fine: nothing fits them. */
export function unknownName(filter: Filter, known: KnownNames): FilterProblem | null {
  for (const condition of conditionsOf(filter)) {
    const says = problemOf(condition, known);
    if (says !== null) return problemAt(says, condition.at);
  }
  return null;
}

function problemOf(
  condition: Condition,
  { numbers, statistics, stages, operators, sets }: KnownNames,
): readonly FilterSentence[] | null {
  if (condition.kind === 'compare') return notIn(condition.key, numbers, 'notMeasured');
  const [name] = condition.value as [string];
  if (condition.field === 'has') return notIn(name, statistics, 'notMeasured');
  if (condition.field === 'stage') return notIn(name, stages, 'noStage');
  if (condition.field === 'operator') return notIn(name, operators, 'notDecidedBy');
  if (condition.field === 'set') return notIn(name, sets, 'noSet');
  return null;
}

function notIn(name: string, known: readonly string[], what: SentenceName): readonly FilterSentence[] | null {
  if (known.includes(name)) return null;
  const near = hint(name, known);
  const all = known.length === 0 ? sentence('noneYet') : sentence('known', known.join(', '));
  return [sentence(what, name), ...(near.length > 0 ? near : [all])];
}
