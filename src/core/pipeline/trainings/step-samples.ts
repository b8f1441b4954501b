/** Which samples the steps of a training saw, as rows of the dataset that is shown. */
import { ProductError } from '../../../protocol/errors.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { partOf } from '../completed.ts';
import { findRun } from '../../store/state/runs.ts';
import { partsOfStage, stagesOfRun, type StageResult } from '../../store/state/stages.ts';
import { toStagePart } from '../find-completed.ts';
import type { PartRole, StagePart } from '../stages/stage-context.ts';
import { flowAfter, resultOf } from '../compare/result-of.ts';
import type { Flow } from '../flow.ts';
import { imported } from '../imported.ts';
import type { Session } from '../session.ts';

/** Samples by row, with a loss each; those with the largest loss first. */
export interface SeenSamples {
  readonly rows: Int32Array;
  readonly losses: Float64Array;
  /** Samples that the flow of now has no more. */
  readonly gone: number;
}

/** What a training recorded, and what there was when it began. */
export interface RecordedTraining {
  readonly flow: Flow;
  /** `step, row, loss` of its part, as SQL; of one that has not ended all losses are NaN, and steps to come are there. */
  readonly seen: string;
  readonly ended: boolean;
}

/**
 * What a training recorded, at its end or before its first step; null: nothing yet.
 * @throws ProductError `usage` where its parts, or the dataset of then, are gone
 */
export async function recordedTraining(session: Session, n: number, stage: string): Promise<RecordedTraining | null> {
  const results = stagesOfRun(session.state, n);
  const own = results.find((result) => result.stage === stage);
  if (own === undefined) return null;
  return own.state === 'done' ? endedTraining(session, n, stage) : begunTraining(session, own, results);
}

async function endedTraining(session: Session, n: number, stage: string): Promise<RecordedTraining | null> {
  const { flow } = await resultOf(session, await imported(session), `${n}-${stage}`);
  const own = flow.completed.find(({ name }) => name === stage);
  const part = own === undefined ? undefined : partOf(own, 'training');
  return part === undefined ? null : { flow, seen: await session.store.source([part.part]), ended: true };
}

/** One that goes on, or was stopped: its plan says what its steps see. */
async function begunTraining(
  session: Session,
  own: StageResult,
  results: readonly StageResult[],
): Promise<RecordedTraining | null> {
  const parts = (role: PartRole): StagePart | null =>
    partsOfStage(session.state, own.run, own.stage, role).map(toStagePart).at(-1) ?? null;
  const plan = parts('segment-training');
  const run = findRun(session.state, own.run);
  if (plan === null || run === undefined) return null;
  const dataset = await imported(session);
  const isThere = session.store.isThere(plan.part) && (plan.meta as { dataset: string }).dataset === dataset.sha256;
  if (!isThere)
    throw new ProductError('usage', `What stage "${own.stage}" of run ${own.run} recorded is no longer there.`);
  const before = results.filter(({ position, state }) => position < own.position && state === 'done');
  const flow = await flowAfter(session, dataset, run, before, parts('edited'));
  return { flow, seen: await session.store.source([plan.part]), ended: false };
}

/**
 * The samples that were seen where a condition holds; of several times the largest loss.
 * @param where SQL over `step`, `row` and `loss`
 */
export async function samplesSeen(
  session: Session,
  { flow, seen }: RecordedTraining,
  where: string,
): Promise<SeenSamples> {
  // Created samples have the numbers of their own flow: samples are the same by their ids.
  const batch = await selectRows(
    session.duck,
    `SELECT coalesce(now.row, -1)::INTEGER AS row, p.loss
     FROM (SELECT row, max(loss)::DOUBLE AS loss FROM ${seen} WHERE ${where} GROUP BY row) p
     JOIN ${flow.chain.samples} o ON o.row = p.row LEFT JOIN sample_rows now ON now.id = o.id
     ORDER BY p.loss DESC NULLS LAST, now.row`,
  );
  const rows = column(batch, 'row', 'int');
  const losses = column(batch, 'loss', 'double');
  const there = [...rows.keys()].filter((i) => rows[i]! >= 0);
  return {
    rows: Int32Array.from(there, (i) => rows[i]!),
    losses: Float64Array.from(there, (i) => losses[i]!),
    gone: rows.length - there.length,
  };
}
