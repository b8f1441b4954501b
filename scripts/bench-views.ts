/**
 * `npm run bench:views [-- --json] [-- --only rows|points]`: how fast the panels follow a person, in Chromium on the built
 * bundles with a real engine, on generated data in a temporary folder. Always exits 0, as `npm run bench` does.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../src/base/random.ts';
import type { LabSetting } from '../src/protocol/lab.ts';
import { PanelPages } from '../test/webview/support/panel.ts';
import { printFigures, type Figure } from './bench/figures.ts';
import { measureCommand } from './bench/process.ts';
import { dragThresholds, labAgainstRun } from './bench/views/lab.ts';
import { moveMap } from './bench/views/map.ts';
import { writePoints } from './bench/views/points.ts';
import { writeRows } from './bench/views/rows.ts';
import { brushScores } from './bench/views/scores.ts';

const rows = 400_000;
const points = 1_000_000;
const seed = 1;
const times = 60;
const frames = 120;

/** Other thresholds than those of the generated recipe: some let more in, some less. */
const changed: readonly LabSetting[] = [
  { operator: 'text_length_filter', parameter: 'min_len', value: 55 },
  { operator: 'character_repetition_filter', parameter: 'max_ratio', value: 0.05 },
  { operator: 'image_shape_filter', parameter: 'min_width', value: 180 },
  { operator: 'words_num_filter', parameter: 'min_num', value: { percentile: 10 } },
];

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'better-synth-views-'));
const figures: Figure[] = [];
const loadBefore = loadavg()[0]!;

const build = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
if (build.status !== 0) process.exit(1);
const pages = await PanelPages.begin();
try {
  if (options.only !== 'points') await benchRows(newFolder('rows'));
  if (options.only !== 'rows') await benchPoints(newFolder('points'));
} finally {
  await pages.end();
  rmSync(scratch, { recursive: true, force: true });
}
printFigures(figures, loadBefore, options.json === true);

/** 400,000 samples with twelve scores: the lab and the scores. */
async function benchRows(folder: string): Promise<void> {
  await writeRows(folder, rows, seed);
  run(folder);
  add('lab: a threshold is dragged, counts and both strips', 300, await dragThresholds(pages, folder, random(), times));
  add('scores: brush, all histograms and grid', 100, await brushScores(pages, folder, random(), times));
  const { kept, differing } = await labAgainstRun(folder, newFolder('fresh'), changed, run);
  const name = `lab: kept otherwise than by a fresh run (${kept.toLocaleString('en')} samples)`;
  figures.push({ name, unit: 'samples', goal: 0, measured: [differing] });
}

/** A map of a million points. */
async function benchPoints(folder: string): Promise<void> {
  await writePoints(folder, points, seed);
  const { panning, zooming, lassos } = await moveMap(pages, folder, random(), frames);
  add('map: a frame while panning', 50, panning);
  add('map: a frame while zooming', 50, zooming);
  add('map: the first lasso', null, lassos.slice(0, 1));
  add('map: lasso to samples and grid', 300, lassos.slice(1));
}

function add(name: string, goal: number | null, measured: readonly number[]): void {
  figures.push({ name, unit: 'ms', goal, measured, ...(goal === null ? {} : { percentile: 95 }) });
}

function run(folder: string): void {
  measureCommand(scratch, ['run', folder, '--json']);
}

function random(): Random {
  return new Random(seed);
}

function newFolder(name: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  return folder;
}
