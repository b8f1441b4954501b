import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CancellationToken } from 'vscode';
import { assertTrusted } from '../trust.ts';
import { cliProgram, nodeProgram, processOptions } from './programs.ts';

/** What a finished command said. */
export interface CliResult {
  /** An exit code of the command line; null: killed. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** More than this of a stream is not kept. */
const most = 4_000_000;

/**
 * Runs a short command of the command line to its end.
 * @param args as after `better-synth`
 * @param options.variables names of environment variables that it may have besides the usual
 * @throws ProductError `refused` in Restricted Mode; Error where the process does not start
 */
export async function runCli(
  args: readonly string[],
  { folder, token, variables = [] }: { folder: string; token?: CancellationToken; variables?: readonly string[] },
): Promise<CliResult> {
  assertTrusted();
  const child = spawn(nodeProgram().path, [cliProgram, ...args], {
    ...processOptions(folder, variables),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      if (output[stream].length < most) output[stream] += text;
    });
  }
  const cancel = token?.onCancellationRequested(() => child.kill('SIGINT'));
  try {
    const [exit] = (await once(child, 'close')) as [number | null];
    return { exit, ...output };
  } finally {
    cancel?.dispose();
  }
}
