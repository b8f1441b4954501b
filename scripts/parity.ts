/**
 * `npm run test:parity`: makes the parity tables anew by running the peers, compares them with the committed ones,
 * compares our operators with them, and passes datasets to and from Data-Juicer's converters. Needs a build, Python 3.11
 * and, the first time, the network.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const python = '.venv/bin/python';
const committed = 'test/fixtures/parity';
const converters = '.venv/llava-converters';
const made = mkdtempSync(join(tmpdir(), 'better-synth-parity-'));

try {
  if (!existsSync(python)) run('python3.11', ['-m', 'venv', '.venv']);
  // The environment may have been made for the demo's evaluation, which needs no Data-Juicer.
  if (spawnSync(python, ['-c', 'import importlib.util as u; exit(u.find_spec("data_juicer") is None)']).status !== 0) {
    run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', 'python/parity/requirements.txt']);
  }
  run(python, ['-B', '-W', 'ignore', 'python/parity/make_tables.py', made]);
  const same = compareTables();
  const test = spawnSync(process.execPath, ['--test', 'test/unit/parity/*.test.ts'], { stdio: 'inherit' });
  const accepted = exchangeWithConverters();
  process.exitCode = same && accepted ? (test.status ?? 1) : 1;
} finally {
  rmSync(made, { recursive: true });
}

function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (status === 0) return;
  console.error(error?.message ?? `${program} ${args.join(' ')} failed`);
  process.exit(1);
}

/** Whether Data-Juicer's converters to and from LLaVA take what we export. They come in a wheel of their own version. */
function exchangeWithConverters(): boolean {
  const folder = 'python/parity/llava';
  if (!existsSync(join(converters, 'tools'))) {
    run(python, ['-m', 'pip', 'install', '-q', '--no-deps', '-t', converters, '-r', `${folder}/requirements.txt`]);
  }
  const args = ['-B', `${folder}/accept.py`, converters, process.execPath, 'dist/cli.js'];
  return spawnSync(python, args, { stdio: 'inherit' }).status === 0;
}

/** Prints a line a table; false where one differs or is on one side alone. */
function compareTables(): boolean {
  const names = new Set([...filesOf(committed), ...filesOf(made)]);
  let same = true;
  for (const name of [...names].sort()) {
    const [before, now] = [committed, made].map((folder) => join(folder, name));
    const verdict = compareFiles(before!, now!);
    if (verdict !== 'as committed') same = false;
    if (verdict !== 'as committed' || name.endsWith('.json')) console.log(`${name.padEnd(44)} ${verdict}`);
  }
  console.log(`${names.size} files ${same ? 'as committed' : 'compared: some differ'}`);
  return same;
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function compareFiles(before: string, now: string): string {
  if (!existsSync(before)) return 'not committed';
  if (!existsSync(now)) return 'not made any more';
  const [old, anew] = [readFileSync(before), readFileSync(now)];
  if (old.equals(anew)) return 'as committed';
  const close = before.endsWith('.json') && isDeepStrictEqual(rounded(old), rounded(anew));
  return close ? 'as committed' : 'DIFFERS';
}

/** A table with 12 digits a number: the last bits of a sum depend on the processor. */
function rounded(table: Buffer): unknown {
  return JSON.parse(table.toString('utf8'), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(12)) : value,
  );
}
