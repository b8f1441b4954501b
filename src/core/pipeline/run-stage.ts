/** One stage of a run: taken as it is when it is up to date, else run and recorded. */
import { exitCodes } from '../../protocol/errors.ts';
import type { StageReport } from '../../protocol/records.ts';
import type { Stage } from '../recipe/recipe.ts';
import { RunFolder } from '../store/event-log.ts';
import {
  addStagePart,
  finishStage,
  forgetParts,
  partsOfStage,
  startStage,
  type StageStart,
} from '../store/state/stages.ts';
import type { CompletedStage } from './completed.ts';
import { findCompleted, toStagePart, type StoredReport } from './find-completed.ts';
import { digestOfRows } from './fingerprint.ts';
import { advance } from './flow.ts';
import type { RunEvent } from '../../protocol/runs.ts';
import type { Session } from './session.ts';
import { beginStage } from './stage-record.ts';
import { prepareStage } from './stages/prepare.ts';
import type { PreparedStage } from './stages/prepared-stage.ts';
import type { StageOfRun } from './stages/stage-of-run.ts';
import type { StageContext, StagePart, StageRecord, StageResult } from './stages/stage-context.ts';

/** Runs a stage, or takes over an equal one that is complete. */
export async function* runStage(of: StageOfRun): AsyncGenerator<RunEvent, CompletedStage> {
  const prepared = await prepareStage(of);
  const found = findCompleted(of.session, of.dataset, prepared.key, of.preview);
  if (found !== undefined && !of.force && (await prepared.isCurrent(found.stored))) {
    of.budget.add(failuresOf(of.stage, found.report), of.stage.name);
    return takeOver(of, { ...found, stored: { ...found.stored, pictures: await prepared.pictures() } });
  }
  return yield* runAnew(of, prepared);
}

/** An equal stage's result counts for this run, too. */
function takeOver(of: StageOfRun, found: CompletedStage & { stored: StoredReport }): CompletedStage {
  const { session, run, stage } = of;
  const report: StageReport = { ...found.report, name: stage.name, cached: true, seconds: 0 };
  session.state.write(() => {
    startStage(session.state, startOf(of, found.key));
    for (const part of found.parts) addStagePart(session.state, run, stage.name, part);
    finishStage(session.state, run, stage.name, { report: { ...found.stored, report } as never, exit: exitOf(report) });
  });
  return { ...found, name: stage.name, run, report };
}

async function* runAnew(of: StageOfRun, prepared: PreparedStage): AsyncGenerator<RunEvent, CompletedStage> {
  const { session, run, stage } = of;
  const started = performance.now();
  const record = await beginStage(session, startOf(of, prepared.key), () => prepared.mayTakeUp());
  if (of.edited !== null) record.add([of.edited]);
  const folder = await RunFolder.create(session.layout.runs, run, stage.name, of.text);
  let stored: StoredReport | null = null;
  try {
    const running = prepared.run(contextOf(of, record));
    let step = await running.next();
    for (; step.done !== true; step = await running.next()) {
      folder.event(step.value);
      yield step.value;
    }
    const report = reportOf(stage, step.value, (performance.now() - started) / 1000);
    const completed = {
      name: stage.name,
      kind: stage.kind,
      run,
      key: prepared.key,
      report,
      parts: lastingParts(session, run, stage.name),
    };
    const leaving = await leavingDigest(of, completed);
    stored = {
      report,
      leaving,
      dataset: of.dataset.sha256,
      pictures: await prepared.pictures(),
      output: step.value.output ?? null,
    };
    const end = { report: stored as never, exit: exitOf(report) };
    session.state.write(() => {
      forgetParts(session.state, run, stage.name, 'segment-%');
      finishStage(session.state, run, stage.name, end);
    });
    return { ...completed, leaving };
  } finally {
    await prepared.close();
    await folder.close(stored === null ? null : (stored.report as never));
  }
}

/** Digest of what leaves a stage; a stage that changes no row lets through what entered. */
async function leavingDigest(
  { session, flow }: StageOfRun,
  completed: Omit<CompletedStage, 'leaving'>,
): Promise<string> {
  if (!completed.parts.some(({ role }) => role === 'decisions' || role === 'texts' || role === 'created'))
    return flow.entering;
  const after = await advance(session, flow, { ...completed, leaving: '' });
  return digestOfRows(session.duck, after.chain);
}

/** A stage's parts without the segments that went into them. */
function lastingParts({ state }: Session, run: number, stage: string): StagePart[] {
  return partsOfStage(state, run, stage)
    .map(toStagePart)
    .filter(({ role }) => !role.startsWith('segment-'));
}

function startOf({ run, position, stage, preview }: StageOfRun, key: string): StageStart {
  return { run, position, stage: stage.name, kind: stage.kind, key, preview };
}

function contextOf(
  { session, recipe, signal, budget, flow, tags, force }: StageOfRun,
  record: StageRecord,
): StageContext {
  const { duck, store } = session;
  const now = (): number => performance.now() / 1000;
  const { chain, rows } = flow;
  return { duck, store, record, seed: recipe.seed, signal, budget, chain, rows, tags, now, force };
}

function reportOf(stage: Stage, result: StageResult, seconds: number): StageReport {
  const {
    in: entered,
    kept,
    dropped,
    failed,
    created,
    operators,
    notes,
    pictures,
    models,
    captions,
    tellsApart,
  } = result;
  const counts = { in: entered, kept, dropped, failed };
  return {
    name: stage.name,
    kind: stage.kind,
    ...counts,
    created: created ?? 0,
    seconds,
    cached: false,
    operators,
    ...(pictures === undefined ? {} : { pictures }),
    ...(models === undefined ? {} : { models }),
    ...(captions === undefined ? {} : { captions }),
    ...(tellsApart === undefined ? {} : { tellsApart }),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** How a stage's report ends the program: failed requests for captions count, even where their samples stay. */
export function exitOf(report: StageReport): number {
  return report.failed + unanswered(report) > 0 ? exitCodes.someFailed : exitCodes.done;
}

/** What counts for the error budget: where originals stay, failed requests besides failed samples. */
function failuresOf(stage: Stage, report: StageReport): number {
  return report.failed + (stage.kind === 'synthesize' && stage.keepOriginal ? unanswered(report) : 0);
}

function unanswered({ captions }: StageReport): number {
  return captions === undefined ? 0 : captions.samples - captions.answered;
}
