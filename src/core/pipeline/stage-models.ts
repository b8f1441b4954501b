import { availableParallelism } from 'node:os';
import type { ModelFolder } from '../models/model-folder.ts';
import { openScorer, type Scorer, type ScoreUse } from '../models/scorer.ts';
import type { ModelQuestion } from '../operators/operator.ts';
import type { CleanStage, OperatorUse } from '../recipe/recipe.ts';
import { modelOf, type MeasuringUse, type ModelHashes } from './measure/measurement.ts';
import { modelUses } from './measure/model-steps.ts';
import { modelsOf, type ModelShelf } from './model-shelf.ts';

/** The models that a clean stage asks, found and checked. */
export interface StageModels {
  readonly hashOf: ModelHashes;
  /** In the order of the recipe, each once. */
  readonly hashes: readonly string[];
  /** Opens them for what the stage measures; null where it asks none. */
  open(uses: readonly MeasuringUse[]): Promise<Scorer | null>;
}

/**
 * Finds and checks the models of a stage.
 * @throws ProductError `model` where one is missing or wrong
 */
export async function stageModels(stage: CleanStage, shelf: ModelShelf): Promise<StageModels> {
  const folders = new Map<string, ModelFolder>();
  for (const reference of modelsOf(stage)) folders.set(reference, await shelf.read(reference));
  const folderOf = (reference: string): ModelFolder => folders.get(reference)!;
  return {
    hashOf: (reference) => folderOf(reference).sha256,
    hashes: [...folders.values()].map(({ sha256 }) => sha256),
    open: async (uses) => {
      const asked = modelUses(uses).map(({ use, question }) => scoreUse(use, question, folderOf(modelOf(use)!)));
      return asked.length === 0 ? null : openScorer(asked, { threads: availableParallelism() });
    },
  };
}

/** An operator's model with what it is asked, as a scorer is opened for it. */
export function scoreUse({ parameters }: OperatorUse, { task }: ModelQuestion<unknown>, model: ModelFolder): ScoreUse {
  const flips = {
    horizontal: parameters['horizontal_flip'] === true,
    vertical: parameters['vertical_flip'] === true,
  };
  return { task, model, flips };
}
