/** The stage `select`: which samples are taken, and how often. */
import { isLowerBetter } from '../../operators/index.ts';
import type { SelectStage } from '../../recipe/recipe.ts';
import { reasons } from '../../select/left-out.ts';
import type { ScoreColumn } from '../../select/question.ts';
import { selectRows as chooseRows } from '../../select/select-rows.ts';
import { ProductError } from '../../../protocol/errors.ts';
import { statisticByRow, type CompletedStage } from '../completed.ts';
import { states } from '../decide/decide.ts';
import type { Session } from '../session.ts';
import { decisionsPart } from './decisions-part.ts';
import { clustersOf, enteringRows } from './selectable-rows.ts';
import type { StageContext, StageResult, StageRun } from './stage-context.ts';

const selectedColumns = [
  { name: 'row', type: 'int' },
  { name: 'times', type: 'int' },
] as const;

/** Runs a select stage over what the stages before left. */
// eslint-disable-next-line require-yield -- choosing takes no time worth a progress line
export async function* runSelect(
  stage: SelectStage,
  context: StageContext,
  session: Session,
  completed: readonly CompletedStage[],
): StageRun {
  const { rows, picture, synthesized } = await enteringRows(context);
  const { cluster, distance } = await clustersOf(stage, context, completed, rows);
  const by: ScoreColumn[] = [];
  for (const key of stage.by) {
    const values = await scoresOf(stage, session, completed, key, rows);
    by.push({ key, values, lowerIsBetter: isLowerBetter(key) });
  }
  const manual = Int8Array.from(rows, (row) => context.tags.get(row) ?? 0);
  const { strategy, at, budget, fill, replaceLow, ratio, maxPerImage } = stage;
  const { times, why, notes } = chooseRows({
    ...{ strategy, at, budget, fill, replaceLow, ratio, maxPerImage },
    seed: context.seed,
    ...{ picture, synthesized, cluster, distance, by, manual },
  });
  const outcome = Uint8Array.from(times, (taken) => (taken > 0 ? states.kept : states.dropped));
  const decisions = await decisionsPart(context.store, rows, {
    outcome,
    by: Int16Array.from(times, (taken, i) =>
      manual[i] !== 0 && taken > 0 === manual[i]! > 0 ? 1 : taken > 0 ? -1 : 0,
    ),
    operators: [{ name: 'select' }, { name: 'manual' }],
    reason: (i) => {
      if (times[i]! > 0) return manual[i]! > 0 ? 'tagged keep' : null;
      if (manual[i]! < 0) return 'tagged drop';
      return reasons[why[i]!]!;
    },
  });
  const selected = await context.store.writePart('selected', selectedColumns, selection(rows, times));
  context.record.add([
    { role: 'decisions', part: decisions, meta: null },
    { role: 'selected', part: selected, meta: null },
  ]);
  return result(stage, outcome, notes);
}

function selection(rows: Int32Array, times: Int32Array) {
  const taken = [...times.keys()].filter((i) => times[i]! > 0);
  return {
    rows: taken.length,
    columns: { row: Int32Array.from(taken, (i) => rows[i]!), times: Int32Array.from(taken, (i) => times[i]!) },
  };
}

function result(stage: SelectStage, outcome: Uint8Array, notes: readonly string[]): StageResult {
  const kept = outcome.reduce((sum, state) => sum + (state === states.kept ? 1 : 0), 0);
  const counts = { in: outcome.length, kept, dropped: outcome.length - kept, failed: 0 };
  return {
    ...counts,
    operators: [{ name: 'select', ...counts, seconds: 0 }],
    notes: notes.map((note) => `${stage.strategy}: ${note}`),
  };
}

async function scoresOf(
  stage: SelectStage,
  session: Session,
  completed: readonly CompletedStage[],
  key: string,
  rows: Int32Array,
): Promise<Float64Array> {
  const values = await statisticByRow(session, completed, key);
  if (values === null) {
    throw new ProductError('usage', `select: no stage before "${stage.name}" measures ${key}.`, {
      where: `stage ${stage.name}`,
      next: 'Add the operator that measures it to a clean or measure stage before it.',
    });
  }
  return Float64Array.from(rows, (row) => values[row] ?? NaN);
}
