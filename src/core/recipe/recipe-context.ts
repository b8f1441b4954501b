import type { Operator } from '../operators/operator.ts';
import type { Places } from './places.ts';
import type { RecipeFiles } from './recipe.ts';
import type { Reporter } from './reporter.ts';

/** What reading a recipe needs besides its text. */
export interface RecipeContext {
  readonly report: Reporter;
  readonly places: Places;
  readonly table: ReadonlyMap<string, Operator>;
  readonly files: RecipeFiles;
}
