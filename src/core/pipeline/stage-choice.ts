import { ProductError } from '../../protocol/errors.ts';
import type { Recipe, Stage } from '../recipe/recipe.ts';

/** Which stages of a recipe a run is about; none named: all. */
export interface StageChoice {
  readonly stages?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/**
 * The stages that a run passes through: those chosen, and all before them, which run if they are not up to date.
 * @throws ProductError `usage` for an unknown name
 */
export function chosenStages({ stages }: Recipe, choice: StageChoice): { all: Stage[]; named: Set<string> } {
  const place = (name: string): number => {
    const found = stages.findIndex((stage) => stage.name === name);
    if (found !== -1) return found;
    throw new ProductError('usage', `The recipe has no stage "${name}".`, {
      next: `It has ${stages.map((stage) => stage.name).join(', ')}.`,
    });
  };
  const from = choice.from === undefined ? 0 : place(choice.from);
  const to = choice.to === undefined ? stages.length - 1 : place(choice.to);
  if (from > to) throw new ProductError('usage', `Stage "${choice.from}" comes after "${choice.to}".`);
  const only = choice.stages?.map(place);
  const named = stages.filter((_, i) => (only === undefined ? i >= from && i <= to : only.includes(i)));
  const last = only === undefined ? to : Math.max(...only);
  return { all: stages.slice(0, last + 1), named: new Set(named.map(({ name }) => name)) };
}
