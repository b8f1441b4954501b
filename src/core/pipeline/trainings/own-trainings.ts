/** The trainings of a dataset's runs. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Training, TrainingState } from '../../../protocol/training.ts';
import { findRun, type Run } from '../../store/state/runs.ts';
import { allStages, type StageResult } from '../../store/state/stages.ts';
import { activeRun } from '../active-run.ts';
import type { Session } from '../session.ts';

/** A list has at most so many. */
const most = 200;

/** The trainings of runs that left a log, or go on; the newest first. */
export function ownTrainings(session: Pick<Session, 'state' | 'layout'>): Training[] {
  const active = activeRun(session.layout, session.state)?.n ?? null;
  return allStages(session.state, 'train')
    .flatMap((result) => trainingOf(session, result, active) ?? [])
    .slice(0, most);
}

/** The run and stage that a key is of; null: it is of none. */
export function runOfKey(key: string): { readonly n: number; readonly stage: string } | null {
  const match = /^run:(\d+):([a-z0-9-]+)$/.exec(key);
  return match === null ? null : { n: Number(match[1]), stage: match[2]! };
}

function trainingOf(
  { state, layout }: Pick<Session, 'state' | 'layout'>,
  result: StageResult,
  active: number | null,
): Training | null {
  const run = findRun(state, result.run);
  const path = join(layout.runs, `${result.run}-${result.stage}`, 'train.log');
  if (run === undefined) return null;
  const now = stateOf(result, run, active);
  // A stage that was taken over from an earlier run wrote no log of its own.
  if (now !== 'running' && statSync(path, { throwIfNoEntry: false }) === undefined) return null;
  const of = { n: result.run, stage: result.stage, preview: result.preview };
  return { key: `run:${of.n}:${of.stage}`, run: of, path, state: now, at: run.startedAt };
}

function stateOf({ state }: StageResult, run: Run, active: number | null): TrainingState {
  if (state === 'done') return 'done';
  if (run.n === active) return 'running';
  if (run.state === 'cancelled') return 'cancelled';
  return run.exit === null ? 'killed' : 'failed';
}
