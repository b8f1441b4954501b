/** How the recipes of two runs differ, thing by thing. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json } from '../../../protocol/records.ts';
import type { RecipeChange } from '../../../protocol/training.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { findRun } from '../../store/state/runs.ts';
import type { Session } from '../session.ts';

/** The differences between the recipes of two runs; null where one of them cannot be read any more. */
export function recipeChanges(session: Session, a: number, b: number): RecipeChange[] | null {
  const [first, second] = [recipeOf(session, a), recipeOf(session, b)];
  return first === null || second === null ? null : changesBetween(first, second);
}

/** The differences of two recipes: of the recipe itself first, then stage by stage. */
export function changesBetween(a: Recipe, b: Recipe): RecipeChange[] {
  const own = ({ dataset, seed, errorBudget }: Recipe): Json => ({ dataset, seed, error_budget: errorBudget });
  const names = [...new Set([...a.stages, ...b.stages].map(({ name }) => name))];
  const stageOf = ({ stages }: Recipe, name: string): Json | undefined => {
    const stage = stages.find((found) => found.name === name);
    return stage && { kind: stage.kind, ...(named(stage.canonical) as object) };
  };
  return [
    ...differences(null, '', own(a), own(b)),
    ...names.flatMap((name) => differences(name, '', stageOf(a, name), stageOf(b, name))),
  ];
}

function recipeOf({ state, folder, loaded }: Session, n: number): Recipe | null {
  const run = findRun(state, n);
  if (run === undefined) return null;
  const home = loaded === null ? folder : dirname(loaded.path);
  const read = (file: string): string | null => {
    try {
      return readFileSync(join(home, file), 'utf8');
    } catch {
      return null;
    }
  };
  return parseRecipe({ text: run.recipe, file: 'recipe.yaml' }, { read }).recipe;
}

/** Lists of operators by their names, so that one that is added does not move the others. */
function named(value: Json): Json {
  if (Array.isArray(value) && value.every(isOperator)) {
    const counts = new Map<string, number>();
    const entries = (value as readonly Operator[]).map(({ name: label, parameters = {}, ...rest }) => {
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      const parts = { ...parameters, ...rest };
      return [count === 1 ? label : `${label}#${count}`, named(parts)] as const;
    });
    return Object.fromEntries(entries);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, named(member)]));
}

type Operator = Readonly<Record<string, Json>> & {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, Json>>;
};

function isOperator(item: unknown): boolean {
  return isObject(item as Json) && typeof (item as Operator).name === 'string';
}

function differences(stage: string | null, what: string, a: Json | undefined, b: Json | undefined): RecipeChange[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (isObject(a) && isObject(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return names.flatMap((name) => differences(stage, what === '' ? name : `${what}.${name}`, a[name], b[name]));
  }
  // Of a whole stage or operator it is enough to say that it is there.
  const side = (value: Json | undefined): Json => (isObject(value) ? true : (value ?? null));
  return [{ stage, what, ...(a === undefined ? {} : { a: side(a) }), ...(b === undefined ? {} : { b: side(b) }) }];
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
