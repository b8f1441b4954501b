import type { ComparableStage } from '../../../protocol/compare.ts';
import { ProductError } from '../../../protocol/errors.ts';
import type { Import } from '../../store/state/registry.ts';
import { findRun, lastRuns, type Run } from '../../store/state/runs.ts';
import { stagesOfRun, type StageResult as StoredStage } from '../../store/state/stages.ts';
import { partOf } from '../completed.ts';
import { partsAreThere, toCompleted } from '../find-completed.ts';
import { advance, startOfFlow, type Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import type { StagePart } from '../stages/stage-context.ts';

/** What a stage of a run left. */
export interface StageResult {
  readonly run: Run;
  readonly stage: string;
  readonly flow: Flow;
}

/** So many runs back is looked for what can be compared. */
const mostRuns = 50;

/** The stages of runs that were no previews, the newest first; those whose parts are gone are told as such. */
export function comparableStages(session: Session, dataset: Import): ComparableStage[] {
  return lastRuns(session.state, mostRuns).flatMap(({ n, startedAt }) => {
    const done = stagesOfRun(session.state, n).filter(({ state, preview }) => state === 'done' && !preview);
    let there = true;
    const stages = done.map((result): ComparableStage => {
      const completed = toCompleted(session, result);
      there &&= completed.stored.dataset === dataset.sha256 && partsAreThere(session, completed);
      const { name, kind, kept, created } = completed.report;
      return { name: `${n}-${name}`, run: n, stage: name, kind, kept: kept + created, at: startedAt, there };
    });
    return stages.reverse();
  });
}

/** The result of a name, `n` or `n-stage`. @throws ProductError `usage` when there is no such result */
export async function resultOf(session: Session, dataset: Import, name: string): Promise<StageResult> {
  const match = /^(\d+)(?:-(.+))?$/.exec(name);
  const run = match === null ? undefined : findRun(session.state, Number(match[1]));
  if (run === undefined)
    throw new ProductError('usage', `There is no run "${name}".`, {
      next: 'Runs are named n or n-stage; better-synth status --json lists them.',
    });
  const results = stagesOfRun(session.state, run.n).filter(({ state }) => state === 'done');
  const wanted = match![2] ?? results.at(-1)?.stage;
  const place = results.findIndex(({ stage }) => stage === wanted);
  if (wanted === undefined || place === -1) {
    throw new ProductError('usage', `Run ${run.n} completed no stage${wanted === undefined ? '' : ` "${wanted}"`}.`);
  }
  const flow = await flowAfter(session, dataset, run, results.slice(0, place + 1));
  return { run, stage: wanted, flow };
}

/**
 * What stages of a run left, one after the other.
 * @param edited captions that people wrote before its first stage, where no stage is completed
 * @throws ProductError `usage` where their parts, or the dataset of then, are gone
 */
export async function flowAfter(
  session: Session,
  dataset: Import,
  { n }: Run,
  results: readonly StoredStage[],
  edited: StagePart | null = null,
): Promise<Flow> {
  const completed = results.map((result) => toCompleted(session, result));
  const gone = completed.find((stage) => stage.stored.dataset !== dataset.sha256 || !partsAreThere(session, stage));
  if (gone !== undefined) {
    throw new ProductError(
      'usage',
      `What stage "${gone.name}" of run ${n} left is no longer there, or speaks of an earlier dataset file.`,
      { next: 'The parts of the last 10 runs are kept; run the recipe again.' },
    );
  }
  const [first] = completed;
  let flow = await startOfFlow(session, dataset, first === undefined ? edited : (partOf(first, 'edited') ?? null));
  for (const stage of completed) flow = await advance(session, flow, stage);
  return flow;
}
