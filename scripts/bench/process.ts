/** Processes that are measured. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const usageHook = join(import.meta.dirname, 'report-usage.cjs');

/** How long something took. */
export interface Took {
  /** From its start to its end. */
  readonly seconds: number;
  /** Of processor time, all threads and no children: what other programs on the machine hardly change. */
  readonly cpuSeconds: number;
}

/** What a process took, and what it printed. */
export interface Measured extends Took {
  /** Peak of resident memory; 1 MB = 2^20 bytes. */
  readonly megabytes: number;
  readonly stdout: string;
}

/** Runs a Node program to its end. @throws Error when it fails */
export function measureProcess(scratch: string, args: readonly string[]): Measured {
  const usage = join(scratch, 'usage.json');
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', usageHook, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 29,
    env: { ...process.env, BENCH_USAGE: usage },
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.slice(-2000)}`);
  return {
    seconds,
    stdout,
    ...(JSON.parse(readFileSync(usage, 'utf8')) as Pick<Measured, 'cpuSeconds' | 'megabytes'>),
  };
}

/** Runs the built command line. */
export function measureCommand(scratch: string, args: readonly string[]): Measured {
  return measureProcess(scratch, [join(root, 'dist/cli.js'), ...args]);
}

/** Runs one of the session programs of `sessions.ts`; the answer is what it printed, and its memory. */
export function measureSession(scratch: string, name: string, folder: string): { times: Took[]; megabytes: number } {
  const { stdout, megabytes } = measureProcess(scratch, [join(import.meta.dirname, 'sessions.ts'), name, folder]);
  return { times: JSON.parse(stdout) as Took[], megabytes };
}
