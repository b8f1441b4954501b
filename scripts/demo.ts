/**
 * `npm run demo`: draws the sample dataset into demo-run/, runs the recipe on it with the built command line, and
 * holds the result against the truth. A second time everything is cached.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { evaluate, type Truth } from '../src/core/sampleset/index.ts';
import { table } from '../src/cli/table.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'demo-run');
const program = join(root, 'dist/cli.js');
const exitSomeFailed = 3;

function betterSynth(args: readonly string[], capture: boolean): { status: number; stdout: string } {
  const stdio = capture ? (['ignore', 'pipe', 'inherit'] as const) : (['ignore', 'inherit', 'inherit'] as const);
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], {
    stdio: [...stdio],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status: status ?? 1, stdout };
}

if (!existsSync(join(folder, 'data.jsonl'))) {
  const { status } = betterSynth(['init', folder, '--demo'], false);
  if (status !== 0) process.exit(status);
}
const run = betterSynth(['run', folder], false);
if (run.status !== 0 && run.status !== exitSomeFailed) process.exit(run.status);

const sql = `SELECT s.id, s.caption, d.outcome FROM samples s JOIN decisions d USING (id) WHERE d.stage = 'clean'`;
const rows = JSON.parse(betterSynth(['query', folder, sql, '--format', 'json'], true).stdout) as {
  id: string;
  caption: string | null;
  outcome: 'kept' | 'dropped' | 'failed';
}[];
const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;
const outcomes = new Map(
  rows.map(({ id, caption, outcome }) => [id, { outcome, ...(caption === null ? {} : { caption }) }]),
);
const kinds = evaluate(truth, outcomes);
console.log('\nWhat was planted, and what became of it in the stage clean:');
console.log(
  table(
    ['kind', 'expected', 'planted', 'dropped', 'kept', 'failed', 'mended', 'right'],
    kinds.map((row) => [
      row.kind,
      row.needs === 'model' ? `${row.expect} (needs a model)` : row.expect,
      ...[row.planted, row.dropped, row.kept, row.failed, row.mended],
      `${Math.round(100 * row.right)} %`,
    ]),
  ),
);
console.log(`\nResult: ${join(folder, 'better-synth-out.jsonl')}\nRecipe: ${join(folder, 'better-synth.yaml')}`);
if (run.status === exitSomeFailed)
  console.log('Some samples failed, as planted: files that are missing or no pictures, lines that are no JSON.');
