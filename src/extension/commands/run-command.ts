import * as vscode from 'vscode';
import { ProductError, type FailureKind } from '../../protocol/errors.ts';
import { runCli } from '../processes/run-cli.ts';

interface Told {
  readonly error?: { kind: FailureKind; message: string; where?: string; safe?: string; next?: string };
}

/**
 * Runs a short command of the command line under a notification with Cancel, and gives the document that it printed.
 * @param title what the notification says
 * @param args as after `better-synth`, without `--json`
 * @throws ProductError as the command line had it
 */
export async function runCommand<T>(title: string, args: readonly string[], folder: string): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const { exit, stdout, stderr } = await vscode.window.withProgress(options, (_, token) =>
    runCli([...args, '--json'], { folder, token }),
  );
  const told = parsed(stdout) as (T & Told) | null;
  if (told === null || told.error !== undefined || exit === null) {
    const { kind = 'bug', message = stderr, ...details } = told?.error ?? {};
    throw new ProductError(exit === null ? 'cancelled' : kind, message, details);
  }
  return told;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
