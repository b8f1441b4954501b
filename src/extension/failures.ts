import * as vscode from 'vscode';
import type { Failure } from '../protocol/engine.ts';
import { failureOf } from '../protocol/failure.ts';
import { plainLines } from './plain-lines.ts';

/** A failure in one paragraph: what, where, what is safe, what to do next. */
export function failureText({ message, details }: Failure): string {
  const parts = [message, details.where, details.safe, details.next].filter((part) => part !== undefined);
  return plainLines(parts.join(' '));
}

/** Tells a failure of something that the user has started; a bug's stack goes to the log. Taking back a question is none. */
export async function showFailure(log: vscode.LogOutputChannel, error: unknown): Promise<void> {
  const failure = failureOf(error);
  if (failure.kind === 'cancelled') return;
  log.error(plainLines(error instanceof Error && failure.kind === 'bug' ? (error.stack ?? '') : failureText(failure)));
  const showLog = vscode.l10n.t('Show Log');
  const trust = vscode.l10n.t('Manage Trust');
  const actions = vscode.workspace.isTrusted ? [showLog] : [trust, showLog];
  const answer = await vscode.window.showErrorMessage(failureText(failure), ...actions);
  if (answer === showLog) log.show();
  if (answer === trust) await vscode.commands.executeCommand('workbench.trust.manage');
}
