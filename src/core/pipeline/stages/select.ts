/** The stage `select`: which samples are taken, and how often. */
import { isLowerBetter } from '../../operators/index.ts';
import type { SelectStage } from '../../recipe/recipe.ts';
import { selectRows as chooseRows } from '../../select/select-rows.ts';
import { ProductError } from '../../../protocol/errors.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { presentRows } from '../chain.ts';
import { partOf, statisticByRow, type CompletedStage } from '../completed.ts';
import { states } from '../decide/decide.ts';
import type { Session } from '../session.ts';
import { decisionsPart } from './decisions-part.ts';
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
  const entering = await selectRows(context.duck, `SELECT row FROM (${presentRows(context.chain, [])})`);
  const rows = column(entering, 'row', 'int');
  const { cluster, distance } = await clustersOf(stage, session, completed, rows);
  const by: Float64Array[] = [];
  for (const key of stage.by) by.push(await scoresOf(stage, session, completed, key, rows));
  const manual = Int8Array.from(rows, (row) => context.tags.get(row) ?? 0);
  const { strategy, at, budget, fill } = stage;
  const { times, notes } = chooseRows({
    strategy,
    by: stage.by.map((key, i) => ({ key, values: by[i]!, lowerIsBetter: isLowerBetter(key) })),
    at,
    budget,
    fill,
    seed: context.seed,
    cluster,
    distance,
    manual,
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
      return manual[i]! < 0 ? 'tagged drop' : 'not selected';
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

/** Cluster and distance of each row; without a cluster stage all are one cluster, which `dynamic-increase` cannot use. */
async function clustersOf(
  stage: SelectStage,
  session: Session,
  completed: readonly CompletedStage[],
  rows: Int32Array,
) {
  const clusters = completed.filter(({ kind }) => kind === 'cluster').at(-1);
  const part = clusters === undefined ? undefined : partOf(clusters, 'clusters');
  if (part === undefined && stage.strategy === 'dynamic-increase') {
    throw new ProductError('usage', 'select: dynamic-increase needs clusters.', {
      where: `stage ${stage.name}`,
      next: 'Put a cluster stage before it.',
    });
  }
  const cluster = new Int32Array(rows.length);
  const distance = new Float64Array(rows.length).fill(part === undefined ? 0 : NaN);
  if (part === undefined) return { cluster, distance };
  const stored = await session.store.readColumns([part.part], ['row', 'cluster', 'distance']);
  const places = new Map(Array.from(column(stored, 'row', 'int'), (row, i) => [row, i]));
  rows.forEach((row, i) => {
    const place = places.get(row);
    if (place === undefined) throw new Error(`row ${row} has no cluster`);
    cluster[i] = column(stored, 'cluster', 'int')[place]!;
    distance[i] = column(stored, 'distance', 'double')[place]!;
  });
  return { cluster, distance };
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
