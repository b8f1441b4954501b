import { z } from 'zod';
import type { RecipeContext } from './recipe-context.ts';
import { checkOrder } from './order.ts';
import { insideFolder } from './inside.ts';
import type { Recipe, Stage } from './recipe.ts';
import { describeNode, type MapNode, type Node } from './source.ts';
import { readStage } from './stages.ts';
import { refuseUnsafe } from './unsafe.ts';
import { readObject } from './validate.ts';

/** Stages that one recipe may have. */
const mostStages = 100;

/** The top level of a recipe; `stages` is read by hand, for the sake of its places. */
export const recipeSchema = z.strictObject({
  version: z.literal(1).default(1).describe('version of this format'),
  dataset: z.string().min(1).default('data.jsonl').describe('the dataset, a JSONL file in the folder of the recipe'),
  seed: z.int().min(0).default(0).describe('seed of everything drawn at random'),
  error_budget: z
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe('a run stops when more than this share, and more than 10 samples, failed'),
  stages: z.unknown().optional().describe('the stages, in the order in which they run'),
});

/** Reads a recipe of stages. What has errors is reported and left out; null when nothing is left. */
export function readRecipe(map: MapNode, context: RecipeContext): Recipe | null {
  const { report } = context;
  refuseUnsafe(map, report);
  const start = { start: map.start, end: map.start };
  const top = readObject(recipeSchema, map, report, 'the recipe', start);
  const dataset = map.entries.get('dataset')?.value;
  const named = dataset?.kind === 'scalar' && typeof dataset.value === 'string' ? dataset.value : 'data.jsonl';
  const path = insideFolder(named);
  if (path === null) {
    report.error('path-outside', 'dataset: a file inside the folder of the recipe is expected.', dataset ?? start);
  }
  const list = map.entries.get('stages')?.value;
  const stages = readStages(list, map, context);
  if (top === null || path === null) return null;
  const recipe = { dataset: path, seed: top.seed, errorBudget: top.error_budget, stages };
  if (report.errors === 0) checkOrder(recipe, context);
  return recipe;
}

function readStages(list: Node | undefined, map: MapNode, context: RecipeContext): readonly Stage[] {
  const { report } = context;
  if (list === undefined) {
    const remedy = 'A recipe has "stages:", a Data-Juicer config has "process:".';
    report.error('missing', `"stages" is missing. ${remedy}`, { start: map.start, end: map.start });
    return [];
  }
  if (list.kind !== 'list' || list.items.length === 0 || list.items.length > mostStages) {
    const found = list.kind === 'list' ? `a list of ${list.items.length}` : describeNode(list);
    report.error('wrong-type', `stages: expected a list of 1 to ${mostStages} stages, found ${found}.`, list);
    return [];
  }
  const names = new Set<string>();
  return list.items.flatMap((item) => readStage(item, names, context) ?? []);
}
