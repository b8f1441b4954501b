import type { TellsApart } from '../../../protocol/records.ts';
import type { Scorer } from '../../models/scorer.ts';
import type { CleanStage, OperatorUse } from '../../recipe/recipe.ts';
import { column } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import { selectRows } from '../../store/rows.ts';
import { partsOfRole } from '../../store/state/stages.ts';
import type { MeasuringUse, ModelHashes } from '../measure/measurement.ts';
import { modelUses, type ModelUse } from '../measure/model-steps.ts';
import type { PictureDesk } from '../measure/picture-desk.ts';
import type { Session } from '../session.ts';
import type { StageContext } from '../stages/stage-context.ts';
import { tellApart, type Trial } from './tell-apart.ts';

/** A finding as it is stored beside the scores: for what was measured, not for who measured it. */
export interface StoredTrial extends TellsApart {
  readonly scoreKey: string;
}

/** What a stage that has measured hands over. */
export interface MeasuredStage {
  readonly stage: CleanStage;
  readonly uses: readonly MeasuringUse[];
  readonly scorer: Scorer;
  readonly desk: PictureDesk;
  readonly hashOf: ModelHashes;
  readonly session: Session;
  readonly context: StageContext;
}

/**
 * Tries a stage's image–text models on the rows that they scored. A model that was tried before is tried again only
 * after as many new questions as that trial had pairs: other thresholds, or a few new captions, cost no trial.
 */
export async function tryAfterStage(of: MeasuredStage, scores: Part): Promise<StoredTrial[]> {
  const asked = new Map(of.scorer.counts.map(({ model, texts, pairs }) => [model, texts + pairs]));
  const trials: StoredTrial[] = [];
  for (const [index, use] of modelUses(of.uses).entries()) {
    if (use.question.about !== 'chunk') continue;
    const { scoreKey, label, model } = use.measurement;
    const earlier = earlierTrial(of.session, scoreKey);
    const holds = earlier !== undefined && (asked.get(model!) ?? 0) < earlier.pairs;
    const { auc, pairs } = holds ? earlier : await tryUse(of, use, index, scores);
    if (auc !== null) trials.push({ operator: label, model: model!, auc, pairs, scoreKey });
  }
  return trials;
}

async function tryUse(of: MeasuredStage, { use, measurement }: ModelUse, index: number, scores: Part): Promise<Trial> {
  const { stage, scorer, desk, hashOf, context } = of;
  const { duck, store, chain, seed, signal } = context;
  const source = await store.source([scores]);
  const { name } = measurement.columns[0]!;
  const scored = await selectRows(duck, `SELECT row FROM ${source} WHERE len(${name}) > 0 ORDER BY row`);
  const mappers = mappersBefore(stage, use);
  const tools = { duck, chain, desk, scorer, index, hashOf, seed, signal };
  return tellApart({ stage, mappers, use }, column(scored, 'row', 'int'), tools);
}

/** The mappers of a stage that stand before one of its operators. */
export function mappersBefore({ process }: CleanStage, use: OperatorUse): OperatorUse[] {
  return process.slice(0, process.indexOf(use)).filter(({ operator }) => operator.kind === 'mapper');
}

function earlierTrial({ state }: Session, scoreKey: string): StoredTrial | undefined {
  const metas = partsOfRole(state, 'scores').map(({ meta }) => meta as unknown as { tellsApart?: StoredTrial[] });
  return metas.flatMap(({ tellsApart }) => tellsApart ?? []).find((trial) => trial.scoreKey === scoreKey);
}
