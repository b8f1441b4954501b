import { availableParallelism } from 'node:os';
import { PathResolver } from '../../dataset/resolve-path.ts';
import { openMatMul } from '../../models/matmul.ts';
import type { ClusterStage } from '../../recipe/recipe.ts';
import { areAllAsSeen, arePicturesSame, pictureFinder, seenPictures, StoredPictureBook } from '../pictures.ts';
import { runCluster } from './cluster.ts';
import { openModelEmbedder } from './open-model-embedder.ts';
import { keyOf, plain, type PreparedStage } from './prepared-stage.ts';
import type { StageContext, StageRun } from './stage-context.ts';
import type { StageOfRun } from './stage-of-run.ts';

/** Makes a cluster stage ready. @throws ProductError `model` where its model is missing or wrong */
export async function prepareCluster(of: StageOfRun, stage: ClusterStage): Promise<PreparedStage> {
  const { session, flow, machines } = of;
  const model = stage.model === 'tf-idf' ? null : await of.shelf.read(stage.model);
  const looks = stage.of === 'image';
  const find = pictureFinder(await PathResolver.of(session.folder));
  const book = looks ? await StoredPictureBook.load(session) : new StoredPictureBook();
  const pictures = { duck: session.duck, chain: flow.chain, find, book };
  const threads = availableParallelism();

  async function* run(context: StageContext): StageRun {
    const { product, close } = await openMatMul(threads);
    const tools = looks ? { find, book, decoder: machines.decoder } : null;
    try {
      const openModel = model && (() => openModelEmbedder(stage, model, session, tools, threads));
      return yield* runCluster(stage, context, product, openModel);
    } finally {
      await close();
    }
  }

  const key = keyOf(of, stage, model === null ? [] : [model.sha256]);
  if (!looks) return { ...plain, key, run };
  return {
    key,
    isCurrent: async (stored) => stored.pictures === null || (await arePicturesSame(pictures, stored.pictures)),
    mayTakeUp: () => areAllAsSeen(pictures, book),
    run,
    pictures: () => seenPictures(pictures),
    close: () => Promise.resolve(),
  };
}
