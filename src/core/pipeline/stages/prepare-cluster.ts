import { availableParallelism } from 'node:os';
import { openMatMul } from '../../models/matmul.ts';
import type { ClusterStage } from '../../recipe/recipe.ts';
import { runCluster } from './cluster.ts';
import { openModelEmbedder } from './open-model-embedder.ts';
import { keyOf, picturesOf, plain, type PreparedStage } from './prepared-stage.ts';
import type { StageContext, StageRun } from './stage-context.ts';
import type { StageOfRun } from './stage-of-run.ts';

/** Makes a cluster stage ready. @throws ProductError `model` where its model is missing or wrong */
export async function prepareCluster(of: StageOfRun, stage: ClusterStage): Promise<PreparedStage> {
  const { session, machines } = of;
  const model = stage.model === 'tf-idf' ? null : await of.shelf.read(stage.model);
  const looks = stage.of === 'image';
  const pictures = await picturesOf(of, looks);
  const threads = availableParallelism();

  async function* run(context: StageContext): StageRun {
    const { product, close } = await openMatMul(threads);
    const tools = looks ? { find: pictures.find, book: await pictures.book(), decoder: machines.decoder } : null;
    try {
      const openModel = model && (() => openModelEmbedder(stage, model, session, tools, threads));
      return yield* runCluster(stage, context, product, openModel);
    } finally {
      await close();
    }
  }

  const key = keyOf(of, stage, model === null ? [] : [model.sha256]);
  return { ...plain, ...pictures.checks, key, run };
}
