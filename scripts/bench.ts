/**
 * `npm run bench [-- --json] [-- --only rows|pictures]`: the figures that the product promises, on generated data in a
 * temporary folder. Always exits 0: on a busy machine a missed figure says little, a table of them much.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunReport } from '../src/protocol/records.ts';
import { writeCaptions } from './bench/captions.ts';
import { printFigures, type Figure } from './bench/figures.ts';
import { writePictures } from './bench/pictures.ts';
import { measureCommand, measureSession, type Took } from './bench/process.ts';

const rows = 400_000;
const pictures = 5000;
const seed = 1;
const times = 5;
/** The goal for the peak memory of every process. */
const megabytes = 600;

/** Programs of `sessions.ts` about the grid and the scores, with their goals in milliseconds. */
const gridPrograms = [
  ['opening', 'grid: all samples', 50],
  ['filtering', 'grid: filter by score and outcome', 150],
  ['searching', 'grid: search in captions', 500],
  ['windows', 'grid: window of 100 rows', 50],
  ['brushing', 'scores: brush, all histograms and samples', 100],
  ['style', 'scores: style of all captions', 3000],
] as const;

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'better-synth-bench-'));
const figures: Figure[] = [];
const loadBefore = loadavg()[0]!;

try {
  const build = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (build.status !== 0) throw new Error('the command line cannot be built');
  if (options.only !== 'pictures') benchRows(newFolder('rows', 'text'));
  if (options.only !== 'rows') {
    for (const recipe of ['headers', 'pixels'] as const) await benchPictures(newFolder(recipe, recipe), recipe);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
printFigures(figures, loadBefore, options.json === true);

/** 400,000 captions: import, a clean stage of twelve operators, decisions, the grid. */
function benchRows(folder: string): void {
  const bytes = writeCaptions(join(folder, 'data.jsonl'), rows, seed);
  say(`${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(0)} MB`);
  const imports = repeat(times, () => {
    rmSync(join(folder, '.better-synth'), { recursive: true, force: true });
    return measureSession(scratch, 'importing', folder);
  });
  time(
    'import',
    's',
    3,
    imports.flatMap((one) => one.times),
  );
  memory('import', imports);
  const clean = measureCommand(scratch, ['run', folder, '--json']);
  time('clean stage, 12 operators, and its run', 's', null, [clean]);
  memory('clean stage', [clean]);
  const deciding = measureSession(scratch, 'deciding', folder);
  time('decide, 12 operators', 'ms', 300, deciding.times);
  memory('decide', [deciding]);
  const settings = ['--stage', 'clean', '--set', 'words_num_filter.min_num=7'];
  const decided = repeat(times, () => measureCommand(scratch, ['decide', folder, ...settings]));
  time('decide as a process', 's', 1, decided);
  memory('decide as a process', decided);
  for (const [program, name, goal] of gridPrograms) {
    const asked = measureSession(scratch, program, folder);
    time(name, 'ms', goal, asked.times);
    memory(name, [asked]);
  }
}

/** 5,000 JPEGs: how long, and how often each was decoded. */
async function benchPictures(folder: string, recipe: 'headers' | 'pixels'): Promise<void> {
  const bytes = await writePictures(folder, pictures, seed);
  say(`${pictures.toLocaleString('en')} pictures, ${(bytes / 1e6).toFixed(0)} MB, ${recipe}`);
  const ran = measureCommand(scratch, ['run', folder, '--json']);
  const { run, stages } = reportOf(ran.stdout);
  const { looked, decoded } = lastCount(join(folder, '.better-synth/runs', `${run}-clean`, 'events.jsonl'));
  add(`${recipe}: stage, on all processors`, 's', null, [stages[0]!.seconds]);
  add(`${recipe}: looked at`, 'pictures', pictures, [looked]);
  add(`${recipe}: decoded`, 'pictures', recipe === 'headers' ? 0 : pictures, [decoded]);
  memory(recipe, [ran]);
}

/** How many pictures a stage looked at and decoded, by its last event of progress. */
function lastCount(events: string): { looked: number; decoded: number } {
  const lines = readFileSync(events, 'utf8').trimEnd().split('\n');
  const counts = lines.map((line) => JSON.parse(line) as { looked?: number; decoded?: number });
  const { looked, decoded } = counts.findLast((event) => event.looked !== undefined)!;
  return { looked: looked!, decoded: decoded! };
}

function newFolder(name: string, recipe: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  copyFileSync(join(root, 'test/fixtures/bench', `${recipe}.yaml`), join(folder, 'better-synth.yaml'));
  return folder;
}

function add(name: string, unit: Figure['unit'], goal: number | null, measured: readonly number[]): void {
  figures.push({ name, unit, goal, measured });
}

function time(name: string, unit: 's' | 'ms', goal: number | null, took: readonly Took[]): void {
  const factor = unit === 'ms' ? 1000 : 1;
  const measured = took.map(({ seconds }) => seconds * factor);
  figures.push({ name, unit, goal, measured, cpu: took.map(({ cpuSeconds }) => cpuSeconds * factor) });
}

function memory(name: string, processes: readonly { readonly megabytes: number }[]): void {
  add(
    `${name}: peak memory`,
    'MB',
    megabytes,
    processes.map((one) => one.megabytes),
  );
}

function reportOf(stdout: string): RunReport {
  return JSON.parse(stdout) as RunReport;
}

function repeat<T>(n: number, act: () => T): T[] {
  return Array.from({ length: n }, act);
}

function say(text: string): void {
  console.error(text);
}
