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
 * Tries a stage's image–text models on the rows that they scored. A model that was asked nothing in this run is not
 * asked now either where an earlier run has tried it: other thresholds cost no model call.
 */
export async function tryAfterStage(of: MeasuredStage, scores: Part): Promise<StoredTrial[]> {
  const busy = new Set(of.scorer.counts.filter(({ texts, pairs }) => texts + pairs > 0).map(({ model }) => model));
  const trials: StoredTrial[] = [];
  for (const [index, use] of modelUses(of.uses).entries()) {
    if (use.question.about !== 'chunk') continue;
    const { scoreKey, label, model } = use.measurement;
    const known = busy.has(model!) ? undefined : earlierTrial(of.session, scoreKey);
    const { auc, pairs } = known ?? (await tryUse(of, use, index, scores));
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
