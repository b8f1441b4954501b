import * as vscode from 'vscode';
import type { DatasetFolder } from '../product.ts';
import { outcomeText, verdictOf, type Outcome } from './run-outcome.ts';

/**
 * Tells of a run that ended behind the user's back, or that failed. One that the user cancelled is no news.
 * @param n null where it ended before it had a number
 * @param watched whether the user looks at its terminal
 */
export async function notifyEnd(
  dataset: DatasetFolder,
  n: number | null,
  outcome: Outcome,
  watched: boolean,
): Promise<void> {
  const verdict = verdictOf(outcome);
  if (verdict === 'cancelled' || (watched && verdict !== 'failed')) return;
  const name = n === null ? vscode.l10n.t('The run') : vscode.l10n.t('Run {0}', n);
  const text = `${dataset.name}: ${name}: ${outcomeText(outcome, vscode.l10n.t)}`;
  const folder = dataset.uri.toString();
  if (verdict === 'failed') {
    const show = vscode.l10n.t('Show Log');
    if ((await vscode.window.showErrorMessage(text, show)) === show)
      await vscode.commands.executeCommand('betterSynth.run.show', { folder });
    return;
  }
  const open = vscode.l10n.t('Open Report');
  const tell = verdict === 'done' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  if ((await tell(text, open)) === open)
    await vscode.commands.executeCommand('betterSynth.run.openReport', { folder, ...(n === null ? {} : { n }) });
}
