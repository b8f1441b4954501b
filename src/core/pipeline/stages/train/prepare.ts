import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openMatMul } from '../../../models/matmul.ts';
import type { TrainStage } from '../../../recipe/recipe.ts';
import { hashFile } from '../../../store/part-check.ts';
import { stagesWithKey } from '../../../store/state/stages.ts';
import { partOf } from '../../completed.ts';
import { lastOf } from '../../flow.ts';
import { openCaptionEmbedder } from '../embed-captions.ts';
import { keyOf, picturesOf, plain, type PreparedStage } from '../prepared-stage.ts';
import type { StageContext, StageRun } from '../stage-context.ts';
import type { StageOfRun } from '../stage-of-run.ts';
import { openFeatures, type TrainModels } from './features.ts';
import type { TrainingPlace } from './place.ts';
import { runTrain } from './run.ts';

/** Products of one step are small: one thread is as fast as many, and leaves the others alone. */
const productThreads = 1;

/** Makes a train stage ready. @throws ProductError `model` where one of its models is missing or wrong */
export async function prepareTrain(of: StageOfRun, stage: TrainStage): Promise<PreparedStage> {
  const { session, machines, preview } = of;
  const models: TrainModels = { vision: await of.shelf.read(stage.vision), text: await of.shelf.read(stage.text) };
  const { find, book, checks } = await picturesOf(of, true);
  const selection = lastOf(of.flow, 'select');
  const selected = (selection && partOf(selection, 'selected')?.part) ?? null;
  const key = keyOf(of, stage, [models.vision.sha256, models.text.sha256, selected?.sha256 ?? '']);
  const threads = availableParallelism();

  async function* run(context: StageContext): StageRun {
    const { product, close } = await openMatMul(productThreads);
    try {
      const captions = await openCaptionEmbedder({ pooling: 'mean', normalize: true }, models.text, threads, null);
      try {
        const tools = { find, book: await book(), decoder: machines.decoder };
        const open = () => openFeatures(models, captions, session, tools, threads);
        const places = placesOf(of, key);
        const home = session.folder;
        const rest = { models, product, captions, selected, places, home, key, preview, dataset: of.dataset.sha256 };
        return yield* runTrain(stage, context, { ...rest, openFeatures: open });
      } finally {
        await captions.close();
      }
    } finally {
      await close();
    }
  }

  return {
    ...plain,
    ...checks,
    key,
    run,
    isCurrent: async (stored) => (await isThere(session.folder, stored.output)) && checks.isCurrent(stored),
  };
}

/** This run's folder, and those of runs with the same fingerprint that did not end. */
function placesOf({ session, run, stage }: StageOfRun, key: string): Omit<TrainingPlace, 'digest'> {
  const folderOf = (number: number, name: string): string => join(session.layout.runs, `${number}-${name}`);
  const unfinished = stagesWithKey(session.state, key).filter(({ state }) => state === 'running');
  return {
    folder: folderOf(run, stage.name),
    workshop: session.layout.cache,
    folders: unfinished.map((result) => folderOf(result.run, result.stage)),
  };
}

/** Whether the projector that a training wrote still stands there. */
async function isThere(
  folder: string,
  output: { readonly path: string; readonly sha256: string } | null,
): Promise<boolean> {
  return output !== null && (await hashFile(join(folder, output.path))) === output.sha256;
}
