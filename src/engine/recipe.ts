import { dirname } from 'node:path';
import type { EngineMethod, RecipeText } from '../protocol/engine.ts';
import type { Problem, StageReport } from '../protocol/records.ts';
import type { OutlinedStage, RecipeOutline } from '../protocol/recipe-language.ts';
import { modelNames, profileNames } from '../core/pipeline/known-names.ts';
import { missingModels } from '../core/pipeline/missing-models.ts';
import { lastReport } from '../core/pipeline/overview.ts';
import { parseAt, type LoadedRecipe } from '../core/pipeline/session.ts';
import type { EndpointSettings } from '../core/endpoint/endpoint.ts';
import { ProfileStore } from '../core/endpoint/profiles.ts';
import { missingProfiles } from '../core/pipeline/synthesize-problems.ts';
import { completionsAt } from '../core/recipe/language/complete.ts';
import { hoverAt } from '../core/recipe/language/hover.ts';
import { nothingKnown, type Knowledge } from '../core/recipe/language/knowledge.ts';
import { sayIn } from '../core/recipe/language/say.ts';
import { outlineOf } from '../core/recipe/language/outline.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';
import { overviewsOf, sessionOf } from './overview.ts';

/** Answers what an editor of recipes asks, with what is known of the dataset where one is open. */
export function recipeHandlers(opened: () => OpenDataset | null): Handlers<Extract<EngineMethod, `recipe/${string}`>> {
  return {
    'recipe/check': async ({ path, text }) => {
      const loaded = parseAt(path, text);
      return [...loaded.problems, ...(await problemsHere(opened(), loaded))];
    },
    'recipe/outline': async (recipe) => withRuns(outlineOf(recipe.text), opened()),
    'recipe/complete': async ({ line, column, ...recipe }) => {
      return completionsAt(recipe.text, { line, column }, await knowledge(opened(), recipe));
    },
    'recipe/hover': async ({ line, column, ...recipe }) => {
      return hoverAt(recipe.text, { line, column }, await knowledge(opened(), recipe));
    },
  };
}

/** What of a recipe is missing on this machine. Nothing is looked at in Restricted Mode. */
async function problemsHere(dataset: OpenDataset | null, loaded: LoadedRecipe): Promise<readonly Problem[]> {
  if (dataset === null || dataset.restricted) return [];
  const { models } = dataset.machines;
  // The engine's environment has no keys; a run's has.
  const endpoint = (name: string): EndpointSettings => ProfileStore.open(process.env).resolve(name, { withKey: false });
  const at = { folder: dirname(loaded.path), loaded };
  return [...(await missingModels(at, models)), ...missingProfiles(at, { endpoint })];
}

async function knowledge(dataset: OpenDataset | null, { text, language }: RecipeText): Promise<Knowledge> {
  const say = sayIn(language);
  if (dataset === null) return { ...nothingKnown, say };
  const { scores = [] } = (await overviewsOf(dataset).soon()) ?? {};
  const { stages } = outlineOf(text);
  const session = await sessionOf(dataset);
  return {
    scores,
    reports: session === null ? [] : stages.flatMap(({ name }) => lastReport(session, name)?.report ?? []),
    profiles: profileNames(process.env),
    models: modelNames(dataset.machines.models),
    say,
  };
}

/** An outline with what its stages did when they ran last. */
async function withRuns(outline: RecipeOutline, dataset: OpenDataset | null): Promise<RecipeOutline> {
  if (dataset === null || outline.stages.length === 0) return outline;
  const known = (await overviewsOf(dataset).soon())?.stages ?? [];
  const session = await sessionOf(dataset);
  if (session === null) return outline;
  const stages = outline.stages.map((stage) => {
    const last = lastReport(session, stage.name);
    const state = known.find(({ name }) => name === stage.name)?.state;
    return last === null ? stage : { ...stage, ...ofRun(stage, last, state === 'stale' || state === 'waiting') };
  });
  return { ...outline, stages };
}

function ofRun(
  { operators }: OutlinedStage,
  { run, report }: { readonly run: number; readonly report: StageReport },
  stale: boolean,
): Pick<OutlinedStage, 'last' | 'operators'> {
  const { in: entered, kept, dropped, failed, created } = report;
  const counts = (label: string): OutlinedStage['operators'][number]['last'] => {
    const found = report.operators.find(({ name }) => name === label);
    return found === undefined
      ? null
      : { in: found.in, kept: found.kept, dropped: found.dropped, failed: found.failed };
  };
  return {
    operators: operators.map((operator) => ({ ...operator, last: counts(operator.label) })),
    last: { in: entered, kept, dropped, failed, created, stale, run },
  };
}
