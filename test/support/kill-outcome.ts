/** What is in a dataset folder after its runs, in a form that can be compared. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from './cli.ts';
import { output } from './kill-dataset.ts';
import { eventsOf } from './kill-run.ts';

/** What people see in the end. */
export interface Outcome {
  /** The rows of each view as JSON, sorted. */
  readonly views: Readonly<Record<string, readonly string[]>>;
  /** The bytes of the exported file; null where there is none. */
  readonly exported: string | null;
}

const views = [
  ...['samples', 'texts', 'decisions', 'scores', 'measurements', 'clusters', 'selected', 'tags'].map((name) => [
    name,
    name,
  ]),
  ['edits', '(SELECT id, caption FROM edits)'],
] as const;

/** All views, the times of edits left out, and the exported file. */
export async function outcomeOf(folder: string): Promise<Outcome> {
  const lists = views.map(([name, source]) => `(SELECT list(v) FROM ${source} v) AS ${name}`);
  const [row] = await rowsOf<Record<string, object[] | null>>(folder, `SELECT ${lists.join(', ')}`);
  const sorted = Object.entries(row!).map(([name, rows]): [string, string[]] => [
    name,
    (rows ?? []).map((value) => JSON.stringify(value)).sort(),
  ]);
  const file = join(folder, output);
  return { views: Object.fromEntries(sorted), exported: existsSync(file) ? readFileSync(file, 'latin1') : null };
}

/** How many pictures the runs of a folder looked at, by run; pictures whose scores are remembered are not looked at. */
export function looksByRun(folder: string): Map<number, number> {
  return new Map(eventsOf(folder, 'pictures').map(({ run, looked }) => [run, looked]));
}

/** How many pictures all runs of a folder looked at. */
export function looksOf(folder: string): number {
  return [...looksByRun(folder).values()].reduce((sum, looked) => sum + looked, 0);
}
