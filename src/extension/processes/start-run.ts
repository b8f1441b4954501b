import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { assertTrusted } from '../trust.ts';
import { cliProgram, nodeProgram, processOptions } from './programs.ts';

/** A run that was started here. */
export interface StartedRun {
  readonly pid: number;
  /** Settles with its exit code, null where a signal killed it, as long as this process lives to see it. */
  readonly ended: Promise<number | null>;
}

/**
 * Starts the command line so that it outlives the editor.
 * @param folder the dataset folder, where it is started
 * @param args as after `better-synth`: `['run', folder, …]`
 * @param logFile gets all of stdout and stderr, behind what it holds
 * @param variables names of environment variables that it may have besides the usual
 * @throws ProductError `refused` in Restricted Mode; Error where the process does not start
 */
export async function startRun(
  folder: string,
  args: readonly string[],
  logFile: string,
  variables: readonly string[],
): Promise<StartedRun> {
  assertTrusted();
  await mkdir(dirname(logFile), { recursive: true });
  const log = await open(logFile, 'a', 0o600);
  try {
    const child = spawn(nodeProgram().path, [cliProgram, ...args], {
      ...processOptions(folder, variables),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await once(child, 'spawn');
    child.unref();
    return { pid: child.pid!, ended };
  } finally {
    await log.close();
  }
}
