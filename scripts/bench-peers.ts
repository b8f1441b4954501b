/**
 * `npm run bench:peers -- --python P [--pictures N]`: the same six operators of one Data-Juicer config, by Data-Juicer and
 * by us, in turns in one run: absolute figures hold for one machine at one time, ratios a little longer.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../src/cli/table.ts';
import type { RunReport } from '../src/protocol/records.ts';
import { median } from './bench/figures.ts';
import { writePictures } from './bench/pictures.ts';
import { measureCommand } from './bench/process.ts';

const rounds = 3;
const root = resolve(import.meta.dirname, '..');
const config = join(root, 'test/fixtures/bench/peers.yaml');
const { values: options } = parseArgs({
  options: {
    python: { type: 'string', default: join(root, '.venv/bin/python') },
    pictures: { type: 'string', default: '1000' },
  },
});

if (!existsSync(options.python)) {
  console.log(`There is no ${options.python}. A comparison needs a Python with py-data-juicer 1.6.1:
npm run test:parity makes one in .venv, or name another: npm run bench:peers -- --python /path/to/python`);
  process.exit(0);
}
const build = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
if (build.status !== 0) process.exit(1);
const scratch = mkdtempSync(join(tmpdir(), 'better-synth-peers-'));
try {
  const folder = join(scratch, 'dataset');
  mkdirSync(folder);
  const count = Number(options.pictures);
  const bytes = await writePictures(folder, count, 1);
  console.error(`${count} pictures, ${(bytes / 1e6).toFixed(0)} MB, ${availableParallelism()} processes each`);
  const ours: Taken[] = [];
  const theirs: Taken[] = [];
  for (let round = 0; round < rounds; round++) {
    theirs.push(byDataJuicer(folder));
    ours.push(byUs(folder));
  }
  show(count, ours, theirs);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** What a run took. */
interface Taken {
  /** From reading the dataset to its end, without loading the program. */
  readonly work: number;
  /** The whole process. */
  readonly process: number;
  readonly kept: number;
}

function byUs(folder: string): Taken {
  rmSync(join(folder, '.better-synth'), { recursive: true, force: true });
  const { seconds, stdout } = measureCommand(scratch, ['run', folder, '--recipe', config, '--json']);
  const { stages } = JSON.parse(stdout) as RunReport;
  return { work: stages[0]!.seconds, process: seconds, kept: stages[0]!.kept };
}

function byDataJuicer(folder: string): Taken {
  rmSync(join(folder, 'peer'), { recursive: true, force: true });
  const started = performance.now();
  const program = join(root, 'python/bench/run_data_juicer.py');
  const { status, stdout, stderr } = spawnSync(
    options.python,
    [program, config, folder, String(availableParallelism())],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`Data-Juicer failed: ${stderr.slice(-2000)}`);
  const { seconds, kept } = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as { seconds: number; kept: number };
  return { work: seconds, process: (performance.now() - started) / 1000, kept };
}

function show(count: number, ours: readonly Taken[], theirs: readonly Taken[]): void {
  const row = (name: string, read: (taken: Taken) => number, unit: (value: number) => string): string[] => {
    const [we, they] = [ours, theirs].map((all) => median(all.map(read)));
    return [name, unit(they!), unit(we!), `${(they! / we!).toFixed(1)} ×`];
  };
  const seconds = (value: number): string => `${value.toFixed(1)} s`;
  const version = /^py-data-juicer==(.*)$/m.exec(
    readFileSync(join(root, 'python/parity/requirements.txt'), 'utf8'),
  )?.[1];
  console.log(
    table(
      [`${count} pictures, median of ${rounds}`, `Data-Juicer ${version ?? ''}`, 'Better Synth', 'faster'],
      [
        row('the work', ({ work }) => work, seconds),
        row('the whole process', ({ process }) => process, seconds),
        ['samples kept', String(theirs[0]!.kept), String(ours[0]!.kept), ''],
      ],
    ),
  );
}
