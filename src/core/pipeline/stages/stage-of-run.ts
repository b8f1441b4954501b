import type { EndpointSettings } from '../../endpoint/endpoint.ts';
import type { Recipe, Stage } from '../../recipe/recipe.ts';
import type { Import } from '../../store/state/registry.ts';
import type { ErrorBudget } from '../error-budget.ts';
import type { Flow } from '../flow.ts';
import type { ModelHome, ModelShelf } from '../model-shelf.ts';
import type { Session } from '../session.ts';
import type { StagePart } from './stage-context.ts';

/** What a run needs from its host: programs that it starts, and where models lie. */
export interface RunMachines {
  /** The decoder process's entry. */
  readonly decoder: string;
  readonly models: ModelHome;
  /** The user's captioning endpoint of that name. @throws ProductError `usage` where there is none */
  readonly endpoint: (profile: string) => EndpointSettings;
}

/** A stage at its place in a run. */
export interface StageOfRun {
  readonly session: Session;
  readonly dataset: Import;
  readonly recipe: Recipe;
  /** The recipe's text as run. */
  readonly text: string;
  readonly run: number;
  readonly stage: Stage;
  readonly position: number;
  readonly flow: Flow;
  readonly edited: StagePart | null;
  readonly tags: ReadonlyMap<number, 1 | -1>;
  readonly preview: boolean;
  readonly force: boolean;
  readonly budget: ErrorBudget;
  readonly machines: RunMachines;
  readonly shelf: ModelShelf;
  readonly signal: AbortSignal;
}
