/** The built command line, as the scripts of the demo use it. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { exitCodes } from '../../src/protocol/errors.ts';
import type { Outcome, RunReport } from '../../src/protocol/records.ts';
import type { Outcomes } from './evaluate.ts';

/** The folder of the project. */
export const root = resolve(import.meta.dirname, '../..');

const program = join(root, 'dist/cli.js');

/** How a command is started. */
export interface Start {
  /** Whether its table and remarks are shown, rather than its JSON document handed back. */
  readonly shown?: boolean;
  /** A command that starts it, such as `taskset`, with arguments. */
  readonly through?: readonly string[];
}

/**
 * Runs a command of the product to its end. Some failed samples (exit 3) are no failure: they are planted.
 * Ends this process with the command's exit code when it fails.
 */
export function betterSynth(args: readonly string[], { shown = false, through = [] }: Start = {}): Answer {
  const [first, ...rest] = [...through, process.execPath, program, ...args, ...(shown ? [] : ['--json'])];
  const { status, stdout, stderr, error } = spawnSync(first!, rest, {
    stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== exitCodes.done && status !== exitCodes.someFailed) {
    console.error(error?.message ?? stderr);
    process.exit(status ?? exitCodes.bug);
  }
  return { status, json: <T>() => JSON.parse(stdout) as T };
}

/** How a command ended. */
export interface Answer {
  readonly status: number;
  /** Its JSON document, where it was not shown. */
  readonly json: <T>() => T;
}

/** Runs a dataset's recipe, or the one that `args` name, and says what it did. */
export function runReport(folder: string, { args = [], ...start }: Start & { args?: string[] } = {}): RunReport {
  return betterSynth(['run', folder, ...args], start).json<RunReport>();
}

/** Whether a run has remarked something about a sample, such as that its text looks like mojibake. */
export function isFlagged(folder: string, id: string): boolean {
  const { stages } = betterSynth(['show', folder, id]).json<{ stages: { flags: string[] }[] }>();
  return stages.some(({ flags }) => flags.length > 0);
}

/** Rows of a query. */
export function rowsOf<T>(folder: string, sql: string): T[] {
  return betterSynth(['query', folder, sql]).json<T[]>();
}

/** What became of each sample before `select`, which drops by number and not by fault. */
export const outcomesSql = `
  SELECT id, any_value(caption) AS caption, coalesce(any_value(outcome) FILTER (outcome <> 'kept'), 'kept') AS outcome
  FROM samples JOIN decisions USING (id) WHERE stage NOT IN ('select', 'train', 'export') AND origin = 'source' GROUP BY id`;

/** What became of each sample before `select`. */
export function outcomesOf(folder: string): Outcomes {
  const rows = rowsOf<{ id: string; caption: string | null; outcome: Outcome }>(folder, outcomesSql);
  return new Map(rows.map(({ id, caption, outcome }) => [id, { outcome, caption }]));
}
