/** The stages of a recipe, as far as what they measure depends on the caption. */
import type { ModelFolder } from '../../models/model-folder.ts';
import type { CleanStage, OperatorUse, Stage } from '../../recipe/recipe.ts';
import { measuringUses, modelOf, type MeasuringUse } from '../measure/measurement.ts';
import { modelFault } from '../missing-models.ts';
import type { ModelShelf } from '../model-shelf.ts';

/** A stage of the recipe with its mappers and those of its filters that look at text. */
export interface TextStage {
  readonly name: string;
  /** As the recipe has it; null for a stage that measures nothing. */
  readonly kind: Stage['kind'];
  /** What measures, spares nothing and decides nothing; null for a stage without operators. */
  readonly measured: CleanStage | null;
  readonly uses: readonly MeasuringUse[];
}

/** The models that text stages ask, and what is the matter with the others. */
export interface AskedModels {
  readonly folders: ReadonlyMap<string, ModelFolder>;
  readonly missing: readonly string[];
}

/** Finds the models that stages ask about captions. */
export async function modelsAbout(stages: readonly Stage[], shelf: ModelShelf): Promise<AskedModels> {
  const references = stages.flatMap((stage) => (isClean(stage) ? stage.process.filter(readsText).map(modelOf) : []));
  const folders = new Map<string, ModelFolder>();
  const missing: string[] = [];
  for (const reference of new Set(references.filter((found) => found !== null))) {
    const found = await shelf.read(reference).catch((error: unknown) => modelFault(error));
    if (typeof found === 'string') missing.push(found);
    else folders.set(reference, found);
  }
  return { folders, missing };
}

/** The stages, without the operators whose model is not among these. */
export function textStages(stages: readonly Stage[], { folders }: AskedModels): TextStage[] {
  return stages.map((stage) => {
    const { name, kind } = stage;
    if (!isClean(stage)) return { name, kind, measured: null, uses: [] };
    const can = (use: OperatorUse): boolean => {
      const model = modelOf(use);
      return readsText(use) && (model === null || folders.has(model));
    };
    const process = stage.process.filter((use) => use.operator.kind === 'mapper' || can(use));
    const measured: CleanStage = { ...stage, kind: 'measure', process };
    return { name, kind, measured, uses: measuringUses(measured) };
  });
}

function readsText({ operator }: OperatorUse): boolean {
  if (operator.kind !== 'filter' || operator.readsFields === true) return false;
  return operator.measureText !== undefined || operator.askModel?.about === 'chunk';
}

function isClean(stage: Stage): stage is CleanStage {
  return stage.kind === 'clean' || stage.kind === 'measure';
}
