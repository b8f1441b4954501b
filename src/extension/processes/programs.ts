import { join } from 'node:path';
import * as vscode from 'vscode';
import { childEnvironment } from './environment.ts';

/** The built command line. */
export const cliProgram = join(import.meta.dirname, 'cli.js');
/** The built engine. */
export const engineProgram = join(import.meta.dirname, 'engine.js');

/**
 * The Node that runs our programs: the user's own setting, or the editor's. Only what stands in the user's settings
 * counts: a workspace must not choose a program.
 */
export function nodeProgram(): { readonly path: string; readonly chosen: boolean } {
  const set =
    vscode.workspace.getConfiguration('betterSynth').inspect<string>('engine.node')?.globalValue?.trim() ?? '';
  return set === '' ? { path: process.execPath, chosen: false } : { path: set, chosen: true };
}

/** How all our processes are started. @param variables of the environment that this one may have besides the usual */
export function processOptions(
  folder: string,
  variables: readonly string[] = [],
): {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly windowsHide: true;
} {
  return { cwd: folder, env: childEnvironment(process.env, process.platform, variables), windowsHide: true };
}
