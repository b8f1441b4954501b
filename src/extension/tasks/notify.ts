import * as vscode from 'vscode';
import type { DatasetFolder } from '../product.ts';
import { outcomeText, verdictOf, type Outcome } from './run-outcome.ts';

/**
 * Tells how a run ended, and offers what one does next. One that the user cancelled is no news.
 * @param n null where it ended before it had a number
 */
export async function notifyEnd(dataset: DatasetFolder, n: number | null, outcome: Outcome): Promise<void> {
  const verdict = verdictOf(outcome);
  if (verdict === 'cancelled') return;
  const name = n === null ? vscode.l10n.t('The run') : vscode.l10n.t('Run {0}', n);
  const text = `${dataset.name}: ${name}: ${outcomeText(outcome, vscode.l10n.t)}`;
  const folder = dataset.uri.toString();
  if (verdict === 'failed') {
    const show = vscode.l10n.t('Show Log');
    if ((await vscode.window.showErrorMessage(text, show)) === show)
      await vscode.commands.executeCommand('betterSynth.run.show', { folder });
    return;
  }
  const grid = vscode.l10n.t('Open Grid');
  const failed = vscode.l10n.t('Show Failed');
  const report = vscode.l10n.t('Open Report');
  const actions = verdict === 'some-failed' ? [grid, failed, report] : [grid, report];
  const answer = await vscode.window.showInformationMessage(text, ...actions);
  const open = (command: string, more: object): Thenable<unknown> =>
    vscode.commands.executeCommand(command, { folder, ...more });
  if (answer === grid) await open('betterSynth.dataset.open', {});
  if (answer === failed) await open('betterSynth.dataset.open', { filter: 'outcome:failed' });
  if (answer === report) await open('betterSynth.run.openReport', n === null ? {} : { n });
}
