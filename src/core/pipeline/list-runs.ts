/** The runs of a dataset, as people look back on them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunReport, StageReport } from '../../protocol/records.ts';
import type { FollowedEvent, RunSummary } from '../../protocol/runs.ts';
import { lastRuns, type Run } from '../store/state/runs.ts';
import { activeRun } from './active-run.ts';
import { eventsOfRun } from './run-events.ts';
import type { Session } from './session.ts';

/** The newest runs, newest first. A run whose process is gone counts as failed, without an exit code. */
export async function listRuns({ layout, state }: Session, limit: number): Promise<RunSummary[]> {
  const active = activeRun(layout, state)?.n;
  const folders = await foldersByRun(layout.runs);
  const runs = lastRuns(state, limit);
  return runs.map((run) => {
    const events = eventsOfRun(layout, run.n);
    const killed = run.state === 'running' && run.n !== active;
    return {
      n: run.n,
      state: killed ? 'failed' : run.state,
      exit: run.exit,
      startedAt: run.startedAt,
      endedAt: run.endedAt ?? (killed ? (events.at(-1)?.at ?? run.startedAt) : null),
      preview: events.some((event) => event.type === 'run' && event.preview === true),
      pid: run.pid,
      stages: stagesOf(run, events),
      folders: folders.get(run.n) ?? [],
    };
  });
}

/** As reported at its end; of a run that goes on, or was killed, as far as it told. */
function stagesOf({ report }: Run, events: readonly FollowedEvent[]): readonly StageReport[] {
  if (report !== null) return (report as unknown as RunReport).stages;
  return events.flatMap((event) => (event.type === 'stage-done' ? [event.report] : []));
}

/** The folders `<n>-<stage>`, by run. */
async function foldersByRun(runs: string): Promise<Map<number, RunSummary['folders'][number][]>> {
  const found = new Map<number, RunSummary['folders'][number][]>();
  const names = await readdir(runs).catch(() => []);
  for (const name of names.sort()) {
    const [, n, stage] = /^(\d+)-(.+)$/.exec(name) ?? [];
    if (n === undefined || stage === undefined) continue;
    const path = join(runs, name);
    const files = (await readdir(path).catch(() => [])).sort();
    const known = found.get(Number(n)) ?? [];
    found.set(Number(n), [...known, { stage, path, files }]);
  }
  return found;
}
