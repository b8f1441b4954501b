/** Runs: numbered, each with its recipe as it was and what became of it. */
import type { Json } from '../../../protocol/records.ts';
import type { RunState } from '../../../protocol/runs.ts';
import type { Row, State } from './state.ts';

/** A run. */
export interface Run {
  readonly n: number;
  /** ISO times. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly pid: number;
  /** The recipe's text as run. */
  readonly recipe: string;
  readonly state: RunState;
  readonly exit: number | null;
  readonly report: Json;
}

/** Begins a run and numbers it; call it under the run lock. @throws ProductError `disk` or `locked`. */
export function startRun(state: State, recipe: string): number {
  return state.write(() =>
    state.change(
      `INSERT INTO runs (started_at, pid, recipe, state) VALUES (?, ?, ?, 'running')`,
      new Date().toISOString(),
      process.pid,
      recipe,
    ),
  );
}

/** Ends a run. @throws ProductError `disk` or `locked`. */
export function finishRun(
  state: State,
  n: number,
  end: { state: Exclude<RunState, 'running'>; exit: number; report: Json },
): void {
  state.write(() => {
    const sql = 'UPDATE runs SET ended_at = ?, state = ?, exit = ?, report = ? WHERE n = ?';
    state.change(sql, new Date().toISOString(), end.state, end.exit, JSON.stringify(end.report), n);
  });
}

/** Marks runs whose process was killed as failed; right only under the run lock, when nobody can be running. */
export function closeKilledRuns(state: State): void {
  if (state.one(`SELECT 1 FROM runs WHERE state = 'running'`) === undefined) return;
  state.write(() => {
    state.change(`UPDATE runs SET state = 'failed', ended_at = ? WHERE state = 'running'`, new Date().toISOString());
  });
}

/** A run by its number. */
export function findRun(state: State, n: number): Run | undefined {
  const row = state.one('SELECT * FROM runs WHERE n = ?', n);
  return row && toRun(row);
}

/** The newest runs, newest first. */
export function lastRuns(state: State, limit: number): Run[] {
  return state.all('SELECT * FROM runs ORDER BY n DESC LIMIT ?', limit).map(toRun);
}

function toRun(row: Row): Run {
  return {
    n: Number(row['n']),
    startedAt: String(row['started_at']),
    endedAt: row['ended_at'] === null ? null : String(row['ended_at']),
    pid: Number(row['pid']),
    recipe: String(row['recipe']),
    state: String(row['state']) as RunState,
    exit: row['exit'] === null ? null : Number(row['exit']),
    report: row['report'] === null ? null : (JSON.parse(String(row['report'])) as Json),
  };
}
