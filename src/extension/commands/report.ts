import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { chosenLogs } from '../panels/choose-log.ts';
import type { Product } from '../product.ts';
import { assertTrusted } from '../trust.ts';
import { datasetOf } from './dataset-of.ts';
import { registerCommand } from './register-command.ts';
import { runCommand } from './run-command.ts';

/** *Write Report*: one HTML file about the recipe run last, with evaluations of the logs that were opened, in the dataset's own folder; it can be opened at once. */
export function registerReport(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.report.write', async (given) => {
    const dataset = await datasetOf(product, given);
    if (dataset === undefined) return;
    assertTrusted();
    const folder = dataset.uri.fsPath;
    const title = vscode.l10n.t('Writing a report of {0}', dataset.name);
    const logs = chosenLogs({ dataset }, product.context.workspaceState).filter((log) => existsSync(log));
    const named = logs.length === 0 ? [] : ['--log', ...logs];
    const { path } = await runCommand<{ path: string }>(title, ['report', folder, ...named], folder);
    const file = vscode.Uri.file(path);
    const open = vscode.l10n.t('Open in Browser');
    const save = vscode.l10n.t('Save As…');
    const text = vscode.l10n.t('The report is one HTML file without scripts: {0}', path);
    const answer = await vscode.window.showInformationMessage(text, open, save);
    if (answer === open) await vscode.env.openExternal(file);
    if (answer === save) await saveCopy(file, dataset.uri);
  });
}

async function saveCopy(file: vscode.Uri, folder: vscode.Uri): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, 'report.html'),
    filters: { HTML: ['html'] },
  });
  if (target !== undefined) await vscode.workspace.fs.copy(file, target, { overwrite: true });
}
