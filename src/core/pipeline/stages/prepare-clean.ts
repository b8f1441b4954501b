import { open, type FileHandle } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fieldsOf } from '../../dataset/fields.ts';
import { recogniseTokens } from '../../dataset/tokens.ts';
import { createDecoderPool, type DecoderPool } from '../../models/decoder-pool.ts';
import type { Scorer } from '../../models/scorer.ts';
import { compile } from '../../operators/shared/pattern.ts';
import type { CleanStage } from '../../recipe/recipe.ts';
import { digestOfTags } from '../fingerprint.ts';
import { measuringUses } from '../measure/measurement.ts';
import { Measurer } from '../measure/measurer.ts';
import { modelUses } from '../measure/model-steps.ts';
import { pictureUses } from '../measure/picture-steps.ts';
import { openDesk, type StoredPictureBook } from '../pictures.ts';
import { rememberedScores } from '../remembered.ts';
import { tryAfterStage } from '../shuffled/after-stage.ts';
import { stageModels } from '../stage-models.ts';
import { runClean, type CleanTools } from './clean.ts';
import { keyOf, picturesOf, scoresOf, type PreparedStage } from './prepared-stage.ts';
import type { StageContext, StageRun } from './stage-context.ts';
import type { StageOfRun } from './stage-of-run.ts';

/** Makes a stage of operators ready. @throws ProductError `model` where a model that it asks is missing or wrong */
export async function prepareClean(of: StageOfRun, stage: CleanStage): Promise<PreparedStage> {
  const { session, flow, tags, machines } = of;
  const readsEarlier = stage.process.some(
    ({ operator }) => operator.kind === 'selector' || operator.kind === 'deduplicator',
  );
  const models = await stageModels(stage, of.shelf);
  const others = [digestOfTags(tags), ...(readsEarlier ? scoresOf(of) : []), ...models.hashes];
  const key = keyOf(of, stage, others);
  const uses = measuringUses(stage, models.hashOf);
  const looks = pictureUses(uses).length > 0 || modelUses(uses).length > 0;
  const pictures = await picturesOf(of, looks);
  let pool: DecoderPool | null = null;
  let source: FileHandle | null = null;
  let scorer: Scorer | null = null;

  async function* run(context: StageContext): StageRun {
    pool = looks ? createDecoderPool({ entry: machines.decoder, size: availableParallelism() }) : null;
    source = await open(session.file, 'r');
    const book = await pictures.book();
    const desk = openDesk({ find: pictures.find, book }, pool);
    const memory = await rememberedScores(
      session,
      uses.map(({ measurement }) => measurement),
    );
    scorer = await models.open(uses);
    const { hashOf } = models;
    const measurer = new Measurer(stage, {
      desk,
      memory,
      compile,
      recogniseTokens,
      fieldsOf,
      scorer,
      hashOf,
      tags: context.tags,
    });
    const onPicture = (note: StoredPictureBook['onSet']): void => void (book.onSet = note);
    const tryModels: CleanTools['tryModels'] = async (scores) =>
      scorer === null ? [] : tryAfterStage({ stage, uses, scorer, desk, hashOf, session, context }, scores);
    return yield* runClean(stage, context, { measurer, source, onPicture, tryModels, completed: flow.completed });
  }

  return {
    key,
    ...pictures.checks,
    run,
    close: async () => {
      await pool?.close();
      await source?.close();
      await scorer?.close();
    },
  };
}
