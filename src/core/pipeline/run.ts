/** A run of a recipe: what is not up to date is done, stage by stage; the rest is taken as it is. */
import { exitCodes, ProductError } from '../../protocol/errors.ts';
import type { RunReport, StageReport } from '../../protocol/records.ts';
import type { Stage } from '../recipe/recipe.ts';
import { collect } from '../store/collect.ts';
import { acquireRunLock } from '../store/run-lock.ts';
import { closeKilledRuns, finishRun, startRun } from '../store/state/runs.ts';
import { lastDoneStage } from '../store/state/stages.ts';
import { advance, startOfFlow, type Flow } from './flow.ts';
import { imported } from './imported.ts';
import { ErrorBudget } from './error-budget.ts';
import { manualTags, rememberTags, type TagsThen } from './people/manual-tags.ts';
import { editedPart } from './edited-part.ts';
import { demoProfile, ModelShelf } from './model-shelf.ts';
import { previewRows } from './preview.ts';
import type { RunEvent } from '../../protocol/runs.ts';
import { failureText, RunJournal } from './run-journal.ts';
import { exitOf, runStage } from './run-stage.ts';
import { profileOf } from './stages/synthesize/open-endpoint.ts';
import type { RunMachines, StageOfRun } from './stages/stage-of-run.ts';
import { chosenStages, type StageChoice } from './stage-choice.ts';
import { refuseWrongConditions } from './synthesize-problems.ts';
import { validRecipe, type Session } from './session.ts';

/** What a run may be told. */
export interface RunOptions extends StageChoice {
  /** A preview on so many samples, outside all views. */
  readonly sample?: number;
  /** Chosen stages are decided again even if they are up to date. */
  readonly force?: boolean;
}

/**
 * Runs a recipe.
 * @throws ProductError `usage` (recipe), `locked` (another run), `model` (missing or wrong), `unusable` (no samples, error budget), `disk`,
 * `damaged`, `cancelled` when the signal aborts; whatever was measured until then is kept
 */
export async function* runRecipe(
  session: Session,
  options: RunOptions,
  machines: RunMachines,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, RunReport> {
  const { recipe, loaded } = validRecipe(session);
  const chosen = chosenStages(recipe, options);
  const shelf = new ModelShelf(session, machines.models);
  await shelf.checkAll(chosen.all);
  for (const stage of chosen.all) checkProfile(session, machines, stage);
  const lock = await acquireRunLock(session.layout);
  try {
    closeKilledRuns(session.state);
    const dataset = await imported(session, { hash: true });
    if (dataset.part.rows === 0) throw noSamples(session.file);
    await refuseWrongConditions(session, dataset, chosen.all);
    const tags = await rememberTags(session);
    const edited = await editedPart(session, (await startOfFlow(session, dataset, null)).chain);
    let flow = await startOfFlow(session, dataset, edited);
    const preview = options.sample !== undefined;
    if (options.sample !== undefined) flow = previewRows(flow, dataset, options.sample, recipe.seed);
    const run = startRun(session.state, loaded.text);
    const samples = Math.min(dataset.part.rows, options.sample ?? Infinity);
    const budget = new ErrorBudget(recipe.errorBudget, samples);
    const journal = beginJournal(session, run);
    const reports: StageReport[] = [];
    const stages = runStages(
      { session, dataset, recipe, run, edited, preview, budget, machines, shelf, text: loaded.text },
      chosen,
      { samples, flow, tags, force: options.force === true },
      AbortSignal.any([signal, journal.stop]),
      reports,
    );
    try {
      yield* journal.follow(stages);
    } catch (error) {
      const failure = endedBadly(session, run, reports, error);
      journal.close(exitCodeOf(failure), failureText(failure));
      throw failure;
    }
    const report: RunReport = { run, stages: reports, exit: Math.max(0, ...reports.map(exitOf)) };
    finishRun(session.state, run, { state: 'done', exit: report.exit, report: report as never });
    journal.close(report.exit, null);
    collect(session.layout, session.state, lock);
    return report;
  } finally {
    lock.release();
  }
}

function beginJournal(session: Session, run: number): RunJournal {
  try {
    return new RunJournal(session.layout, run);
  } catch (error) {
    throw endedBadly(session, run, [], error);
  }
}

/** Runs the chosen stages one after another. @param reports gets the report of each that ended */
async function* runStages(
  common: Omit<StageOfRun, 'signal' | 'position' | 'stage' | 'flow' | 'force' | 'tags'>,
  chosen: ReturnType<typeof chosenStages>,
  start: { readonly samples: number; readonly flow: Flow; readonly tags: TagsThen; readonly force: boolean },
  signal: AbortSignal,
  reports: StageReport[],
): AsyncGenerator<RunEvent, void> {
  const { session, run } = common;
  const { samples } = start;
  let { flow } = start;
  const names = chosen.all.map(({ name }) => name);
  yield { type: 'run', run, samples, stages: names, preview: common.preview };
  for (const [position, stage] of chosen.all.entries()) {
    signal.throwIfAborted();
    yield { type: 'stage', stage: stage.name, samples };
    const force = start.force && chosen.named.has(stage.name);
    const place = { stage, position, flow, force, tags: await manualTags(session, flow.chain, start.tags) };
    const completed = yield* runStage({ ...common, ...place, signal });
    reports.push(completed.report);
    yield { type: 'stage-done', stage: stage.name, report: completed.report };
    flow = await advance(session, flow, completed);
  }
}

/**
 * A stage that has never been done is going to ask: its profile must be there before any work. One that has may have all
 * its answers, and needs none.
 */
function checkProfile(session: Session, machines: RunMachines, stage: Stage): void {
  if (stage.kind !== 'synthesize' || stage.profile === demoProfile) return;
  if (lastDoneStage(session.state, stage.name) === undefined) profileOf(machines, stage);
}

/** Writes down how a run ended, and makes an aborted one a cancellation that says how to go on. */
function endedBadly(session: Session, run: number, stages: readonly StageReport[], error: unknown): unknown {
  const cancelled = error instanceof Error && error.name === 'AbortError';
  const failure = cancelled
    ? new ProductError('cancelled', 'The run was cancelled.', {
        safe: 'Everything measured so far is kept, and so is every answer that came.',
        next: 'better-synth run goes on where it stopped.',
        cause: error,
      })
    : error;
  const exit = exitCodeOf(failure);
  try {
    finishRun(session.state, run, {
      state: cancelled ? 'cancelled' : 'failed',
      exit,
      report: { run, stages, exit } as never,
    });
  } catch {
    // On a full disk even this fails; the next run closes the record.
  }
  return failure;
}

function exitCodeOf(failure: unknown): number {
  return failure instanceof ProductError ? failure.exitCode : exitCodes.bug;
}

function noSamples(file: string): ProductError {
  return new ProductError('unusable', `${file} holds no samples.`, {
    where: file,
    next: 'Put one JSON object on each line.',
  });
}
