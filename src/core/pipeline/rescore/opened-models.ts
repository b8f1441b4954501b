import { availableParallelism } from 'node:os';
import { openScorer, type Scorer } from '../../models/scorer.ts';
import { createDecoderPool, type DecoderPool } from '../../models/decoder-pool.ts';
import { modelOf } from '../measure/measurement.ts';
import { modelUses } from '../measure/model-steps.ts';
import { scoreUse } from '../stage-models.ts';
import type { AskedModels, TextStage } from './text-stages.ts';

/** Models of all stages, opened together so that a picture goes through a tower once; with who decodes pictures. */
export interface OpenedModels {
  readonly pool: DecoderPool;
  /** A stage's part of them; null where it asks none. */
  readonly scorerOf: (stage: TextStage) => Scorer | null;
  close(): Promise<void>;
}

/** @throws ProductError (model) where a model does not fit its task, or a file of it is wrong */
export async function openModels(
  stages: readonly TextStage[],
  { folders }: AskedModels,
  decoder: string,
): Promise<OpenedModels> {
  const asked = stages.map(({ uses }) => modelUses(uses));
  const all = asked.flat().map(({ use, question }) => scoreUse(use, question, folders.get(modelOf(use)!)!));
  const scorer = await openScorer(all, { threads: availableParallelism() });
  const pool = createDecoderPool({ entry: decoder, size: 1 });
  return {
    pool,
    scorerOf: (stage) => {
      const place = stages.indexOf(stage);
      if (asked[place]!.length === 0) return null;
      const first = asked.slice(0, place).flat().length;
      return {
        ...scorer,
        inputOf: (use) => scorer.inputOf(first + use),
        score: (use, items) => scorer.score(first + use, items),
      };
    },
    close: async () => {
      await pool.close();
      await scorer.close();
    },
  };
}
