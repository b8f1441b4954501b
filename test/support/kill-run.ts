/** A run that is killed with all its processes at a chosen moment, and what tells how far it had come. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './cli.ts';
import { stages } from './kill-dataset.ts';

/** How far a run can have come, in order. Clean stages first measure, then decide. */
export const phases = [
  'start',
  'import',
  'words measured',
  'words decided',
  'pictures measured',
  'pictures decided',
  'cluster',
  'select',
  'export',
  'after',
] as const;

/** A moment to kill at: so many milliseconds after a phase, or a later one, has begun. */
export interface Moment {
  readonly phase: number;
  readonly wait: number;
}

/** How a watched run ended. */
export interface Watched {
  /** The exit code; null when it was killed. */
  readonly code: number | null;
  readonly stderr: string;
  /** The phase that it was in at its end. */
  readonly phase: number;
  /** When each phase was first seen, in milliseconds after the start; undefined where it was passed over. */
  readonly seen: readonly (number | undefined)[];
  readonly milliseconds: number;
}

/** An event of a stage, as its run wrote it down. */
export interface StageEvent {
  readonly run: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly done: number;
  readonly total: number;
  /** Pictures looked at so far by this run in this stage. */
  readonly looked: number;
}

const pollMilliseconds = 3;

/** Runs the recipe of a folder; kills the run's process group at a moment, where one is given. */
export async function watchRun(folder: string, kill?: Moment): Promise<Watched> {
  const before = { owner: ownerTime(folder), run: lastRun(folder) };
  const phase = (): number => phaseOf(folder, before);
  const began = performance.now();
  const child = spawn(process.execPath, [program, 'run', folder, '--json'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const seen: (number | undefined)[] = [0];
  let deadline = Infinity;
  while (child.exitCode === null && child.signalCode === null) {
    const now = phase();
    seen[now] ??= performance.now() - began;
    if (kill !== undefined && deadline === Infinity && now >= kill.phase) deadline = performance.now() + kill.wait;
    if (performance.now() >= deadline) {
      killGroup(child);
      break;
    }
    await sleep(Math.max(0, Math.min(pollMilliseconds, deadline - performance.now())));
  }
  const code = await ended;
  return { code, stderr, phase: phase(), seen, milliseconds: performance.now() - began };
}

/** The progress of a clean stage in all runs of a folder, in order. */
export function eventsOf(folder: string, stage: string): StageEvent[] {
  const runs = runFolders(folder).filter((name) => name.endsWith(`-${stage}`));
  return runs
    .flatMap((name) =>
      eventLines(join(folder, '.better-synth/runs', name)).map((event) => ({
        run: Number.parseInt(name, 10),
        at: Date.parse(event.at),
        done: event.done,
        total: event.total,
        looked: event.looked ?? 0,
      })),
    )
    .sort((a, b) => a.run - b.run || a.done - b.done);
}

function phaseOf(folder: string, before: { owner: number; run: number }): number {
  if (ownerTime(folder) === before.owner) return 0;
  const begun = runFolders(folder).filter((name) => Number.parseInt(name, 10) > before.run);
  const stage = stages.findLast((name) => begun.some((entry) => entry.endsWith(`-${name}`)));
  if (stage === undefined) return 1;
  const path = join(
    folder,
    '.better-synth/runs',
    begun.find((name) => name.endsWith(`-${stage}`))!,
  );
  const reported = existsSync(join(path, 'report.json'));
  if (stage === 'export') return phases.indexOf(reported ? 'after' : 'export');
  if (stage !== 'words' && stage !== 'pictures') return phases.indexOf(stage);
  const last = eventLines(path).at(-1);
  const measured = reported || (last !== undefined && last.done === last.total);
  return phases.indexOf(`${stage} ${measured ? 'decided' : 'measured'}`);
}

type Line = { readonly at: string; readonly done: number; readonly total: number; readonly looked?: number };

/** The whole lines: the last one may be in the making. */
function eventLines(path: string): Line[] {
  const file = join(path, 'events.jsonl');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

function runFolders(folder: string): string[] {
  const runs = join(folder, '.better-synth/runs');
  return existsSync(runs) ? readdirSync(runs) : [];
}

function lastRun(folder: string): number {
  return Math.max(0, ...runFolders(folder).map((name) => Number.parseInt(name, 10)));
}

/** Changes when a run has taken the lock. */
function ownerTime(folder: string): number {
  return statSync(join(folder, '.better-synth/state/run-owner.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
