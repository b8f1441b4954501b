/** The built program in a process of its own, as a user runs it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Json, RunReport } from '../../src/protocol/records.ts';

/** The built program; another one may be named, to test an installed package. */
export const program = process.env['BETTER_SYNTH'] ?? fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** How a program ended. */
export interface Ended {
  /** The exit code; -1 when a signal killed it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as the one JSON document that it should be. */
  readonly json: <T>() => T;
  /** That document, of a command that failed. */
  readonly error: () => Failure;
}

/** What `--json` says of a failure. */
export interface Failure {
  readonly kind: string;
  readonly code: number;
  readonly message: string;
  readonly where?: string;
  readonly safe?: string;
  readonly next?: string;
}

/** A row of a query's answer. */
export type Row = Record<string, Json>;

/** A row of the view `decisions`. */
export interface Decision {
  readonly stage: string;
  readonly id: string;
  readonly outcome: string;
  readonly operator: string | null;
  readonly reason: string | null;
}

/** A program on its way. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the program; `input` is what it reads from stdin. */
export function start(
  args: readonly string[],
  { input, ...options }: { readonly cwd?: string; readonly input?: string } = {},
): Started {
  const child = spawn(process.execPath, [program, ...args], { ...options, stdio: 'pipe' });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const stdout = read(child.stdout);
  const stderr = read(child.stderr);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(endOf(code ?? -1, stdout(), stderr())));
  });
  return { child, ended };
}

/** Runs the program to its end. */
export function cli(...args: string[]): Promise<Ended> {
  return start(args).ended;
}

/** Runs a recipe, to its end. @throws Error when there is no report, because the run failed as a whole */
export async function run(folder: string, ...args: string[]): Promise<{ code: number; report: RunReport }> {
  const { code, json, stderr } = await cli('run', folder, ...args, '--json');
  const report = json<RunReport | { error: Failure }>();
  if ('error' in report) throw new Error(`exit ${code}: ${stderr}`);
  return { code, report };
}

/** Runs a query; its rows. @throws Error when the query fails */
export async function rowsOf<T = Row>(folder: string, sql: string): Promise<T[]> {
  const { code, json, stderr } = await cli('query', folder, sql, '--json');
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return json<T[]>();
}

function endOf(code: number, stdout: string, stderr: string): Ended {
  const json = <T>(): T => {
    try {
      return JSON.parse(stdout) as T;
    } catch {
      throw new Error(`stdout is not one JSON document: ${JSON.stringify(stdout)}\nexit ${code}, stderr: ${stderr}`);
    }
  };
  return { code, stdout, stderr, json, error: () => json<{ error: Failure }>().error };
}

function read(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
