/** Embeddings that can be mapped: those of the cluster stages of the recipe that was run last. */
import { parseRecipe } from '../../recipe/parse.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import type { Part } from '../../store/part-check.ts';
import { readText, type Session } from '../session.ts';
import { partOf } from '../completed.ts';
import type { Flow } from '../flow.ts';
import { lastRealRun } from '../last-flow.ts';
import { dirname, join } from 'node:path';

/** The vectors and clusters of a stage. */
export interface Space {
  readonly stage: string;
  readonly of: 'text' | 'image';
  readonly model: string;
  readonly seed: number;
  readonly dimensions: number;
  /** `row, content, vector` in dataset order. */
  readonly vectors: Part;
  /** `row, cluster, distance` of the same rows. */
  readonly clusters: Part;
  /** Words by number of cluster. */
  readonly labels: readonly string[];
}

/** The recipe of the run that a flow is of; null where there was none, or it can no longer be read. */
export function recipeOfRun(session: Pick<Session, 'state' | 'folder' | 'loaded'>): Recipe | null {
  const run = lastRealRun(session);
  if (run === undefined) return null;
  const folder = session.loaded === null ? session.folder : dirname(session.loaded.path);
  return parseRecipe({ text: run.recipe, file: 'recipe.yaml' }, { read: (file) => readText(join(folder, file)) })
    .recipe;
}

/** All spaces of a flow, in the order of its stages. */
export function spacesOf(session: Pick<Session, 'state' | 'folder' | 'loaded'>, flow: Flow): Space[] {
  const recipe = recipeOfRun(session);
  return flow.completed.flatMap((stage) => {
    const vectors = partOf(stage, 'embeddings');
    const clusters = partOf(stage, 'clusters');
    const written = recipe?.stages.find(({ name }) => name === stage.name);
    if (recipe === null || vectors === undefined || clusters === undefined || written?.kind !== 'cluster') return [];
    const { dimensions } = vectors.meta as unknown as { dimensions: number };
    const { labels } = clusters.meta as unknown as { labels: string[] };
    const { of, model } = written;
    return [
      {
        ...{ stage: stage.name, of, model, seed: recipe.seed, dimensions, labels },
        ...{ vectors: vectors.part, clusters: clusters.part },
      },
    ];
  });
}
