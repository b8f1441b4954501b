/** Runs of stages that ask tiny models, and what they leave. */
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { queryViews } from '../../../src/core/pipeline/query.ts';
import type { RunEvent } from '../../../src/protocol/runs.ts';
import { runRecipe } from '../../../src/core/pipeline/run.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import type { RunMachines } from '../../../src/core/pipeline/stages/stage-of-run.ts';
import type { Json, RunReport } from '../../../src/protocol/records.ts';
import { dataset, framed, type Dataset } from '../../support/dataset.ts';
import { folder as models } from '../models/model-fixtures.ts';
import { noEndpoints } from '../../support/no-endpoints.ts';

/** A dataset folder's tests find the tiny models here, beside the recipe. */
const shelf = 'models';

/** The decoder's entry, and homes of models that are empty: the tests name models by folder. */
export const machines: RunMachines = {
  decoder: resolve(import.meta.dirname, '../../../src/core/models/decoder.ts'),
  models: { demo: join(models, 'none'), cache: join(models, 'none') },
  endpoint: noEndpoints,
};

/** The test pictures, by the path under which samples list them. */
const pictures = Object.fromEntries(
  readdirSync(join(models, 'pictures')).map((name) => [
    `pictures/${name}`,
    readFileSync(join(models, 'pictures', name)),
  ]),
);

/** A sample of pictures, by their files' names, and a caption. */
export function sample(id: string, images: readonly string[], caption: string): object {
  return { id, images: images.map((name) => `pictures/${name}`), text: framed(caption) };
}

/** A dataset over the test pictures, with copies of some tiny models beside its recipe. */
export async function modelDataset(
  lines: readonly object[],
  recipe: string,
  copies: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<Dataset> {
  const data = await dataset({ lines, pictures, recipe, files });
  for (const name of copies) copyModel(data, name);
  return data;
}

/** Puts a copy of a tiny model beside the recipe. */
export function copyModel(data: Dataset, of: string, name = of): void {
  cpSync(join(models, of), data.path(`${shelf}/${name}`), { recursive: true });
}

/** How a recipe names a model that lies beside it. */
export function beside(name: string): string {
  return `./${shelf}/${name}`;
}

/** A recipe of one clean stage; operators are lines of YAML. */
export function cleanRecipe(process: readonly string[], { score = 'survivors', budget = 0.9 } = {}): string {
  const items = process.map((line) => `        - ${line}\n`).join('');
  return `version: 1\nerror_budget: ${budget}\nstages:\n  - name: clean\n    clean:\n      score: ${score}\n      process:\n${items}`;
}

/** Runs a folder's recipe. @param onEvent told all that the run tells; may abort it */
export async function runModels(
  folder: string,
  onEvent: (event: RunEvent, abort: AbortController) => void = () => undefined,
): Promise<RunReport> {
  return withSession(folder, undefined, async (session) => {
    const abort = new AbortController();
    const running = runRecipe(session, {}, machines, abort.signal);
    let step = await running.next();
    for (; step.done !== true; step = await running.next()) onEvent(step.value, abort);
    return step.value;
  });
}

/** A clean stage's operators that ask tiny models, as lines of YAML; the rest are further parameters. */
export const asking = {
  similarity: (rest = ''): string =>
    `image_text_similarity_filter: { hf_clip: ${beside('clip')}, min_score: -1${rest} }`,
  matching: (rest = ''): string => `image_text_matching_filter: { hf_blip: ${beside('blip')}${rest} }`,
  nsfw: (rest = ''): string => `image_nsfw_filter: { hf_nsfw_model: ${beside('nsfw')}, any_or_all: all${rest} }`,
  pair: (rest = ''): string => `image_pair_similarity_filter: { hf_clip: ${beside('clip')}, min_score: -1${rest} }`,
};

/** What each model was asked in a run's first stage, by the end of its name: pictures, texts, pairs. */
export function askedOf({ stages }: RunReport): Record<string, readonly [number, number, number]> {
  const models = stages[0]!.models ?? [];
  return Object.fromEntries(
    models.map(({ model, pictures, texts, pairs }) => [basename(model), [pictures, texts, pairs]]),
  );
}

/** What a query over the views answers. */
export async function query(folder: string, sql: string): Promise<Json[][]> {
  return withSession(folder, undefined, async (session) => {
    const rows: Json[][] = [];
    for await (const batch of (await queryViews(session, sql)).batches) rows.push(...batch);
    return rows;
  });
}
