/** Runs of a train stage on a small dataset, with the demo's models, and what they leave. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RunEvent } from '../../../src/protocol/runs.ts';
import { runRecipe } from '../../../src/core/pipeline/run.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { column } from '../../../src/core/store/columns.ts';
import { partsOfRole } from '../../../src/core/store/state/stages.ts';
import type { RunReport, StageReport } from '../../../src/protocol/records.ts';
import { dataset, framed, type Dataset } from '../../support/dataset.ts';
import { noEndpoints } from '../../support/no-endpoints.ts';

const root = resolve(import.meta.dirname, '../../..');
const machines = {
  decoder: resolve(root, 'src/core/models/decoder.ts'),
  models: { demo: resolve(root, 'demo/models'), cache: resolve(root, 'none') },
  endpoint: noEndpoints,
};

/** A recipe with a train stage of some parameters, after other stages as lines of YAML. */
export function recipeOf(parameters: string, before: readonly string[] = []): string {
  const stages = [...before, `{ name: train, train: { runner: projector, batch: 4, ${parameters} } }`];
  return `version: 1\nerror_budget: 0.9\nseed: 7\nstages:\n${stages.map((stage) => `  - ${stage}\n`).join('')}`;
}

/** A stage that takes each sample twice. */
export const everyTwice = (samples: number): string =>
  `{ name: select, select: { strategy: top, by: num_words, at: ${samples}, budget: ${2 * samples}, fill: repeat } }`;

/** A stage that measures what {@link everyTwice} ranks by. */
export const words = '{ name: words, measure: { process: [words_num_filter: {}] } }';

const colours = ['red', 'green', 'blue', 'yellow', 'black', 'white', 'orange', 'grey', 'pink', 'brown'];

/** Samples of a picture and a caption; some pictures are no pictures. */
export async function trainable(count: number, recipe: string, broken: readonly number[] = []): Promise<Dataset> {
  const path = (i: number): string => `images/${i}.jpg`;
  const rows = Array.from({ length: count }, (_, i) => i);
  return dataset({
    recipe,
    lines: rows.map((i) => ({
      id: `s${i}`,
      images: [path(i)],
      text: framed(`a ${colours[i % 10]!} boat number ${i}`),
    })),
    pictures: Object.fromEntries(
      rows.map((i) => [
        path(i),
        broken.includes(i) ? new Uint8Array([1, 2, 3]) : { width: 40, height: 40, seed: i, level: 70 + 12 * (i % 10) },
      ]),
    ),
  });
}

/** Runs a folder's recipe. @param onEvent told all that the run tells; may abort it */
export async function runTrain(
  folder: string,
  onEvent: (event: RunEvent, abort: AbortController) => void = () => undefined,
  options: Parameters<typeof runRecipe>[1] = {},
): Promise<RunReport> {
  return withSession(folder, undefined, async (session) => {
    const abort = new AbortController();
    const running = runRecipe(session, options, machines, abort.signal);
    let step = await running.next();
    for (; step.done !== true; step = await running.next()) onEvent(step.value, abort);
    return step.value;
  });
}

/** The report of a run's train stage. */
export function trainReport(report: RunReport): StageReport {
  return report.stages.find(({ kind }) => kind === 'train')!;
}

/** The newest record of what a training saw. */
export async function seenBy(folder: string): Promise<{ step: number[]; row: number[]; loss: number[] }> {
  return withSession(folder, undefined, async ({ state, store }) => {
    const { part } = partsOfRole(state, 'training')[0]!;
    const batch = await store.readColumns([part], ['step', 'row', 'loss']);
    const [step, row] = [column(batch, 'step', 'int'), column(batch, 'row', 'int')];
    return { step: [...step], row: [...row], loss: [...column(batch, 'loss', 'double')] };
  });
}

/** A file of a run's train stage. */
export function fileOf(data: Dataset, run: number, name: string): string {
  return data.path(`.better-synth/runs/${run}-train/${name}`);
}

/** The hash of the projector that a run trained. */
export function projectorOf(data: Dataset, run: number): string {
  return createHash('sha256')
    .update(readFileSync(fileOf(data, run, 'projector.safetensors')))
    .digest('hex');
}

/** The lines of a run's log. */
export function logOf(data: Dataset, run: number): string[] {
  return readFileSync(fileOf(data, run, 'train.log'), 'utf8')
    .trimEnd()
    .split('\n');
}
