import * as vscode from 'vscode';
import { exists } from '../find-datasets.ts';
import type { Product } from '../product.ts';
import { assertTrusted } from '../trust.ts';
import { registerCommand } from './register-command.ts';
import { runCommand } from './run-command.ts';

const usualName = 'better-synth-sample';

/** *Create Sample Dataset*: a folder with pictures, captions and a recipe, with faults planted in it. */
export function registerCreateSample(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.dataset.createSample', async () => {
    assertTrusted();
    const parent = await askForFolder();
    if (parent === undefined) return;
    const folder = await freeFolder(parent);
    const title = vscode.l10n.t('Creating a sample dataset…');
    await runCommand(title, ['init', folder.fsPath, '--demo'], parent.fsPath);
    await show(product, folder);
  });
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const [start] = vscode.workspace.workspaceFolders ?? [];
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('Where to put the sample dataset'),
    openLabel: vscode.l10n.t('Create Here'),
    ...(start === undefined ? {} : { defaultUri: start.uri }),
  });
  return picked?.[0];
}

/** An empty folder itself; else a folder of its own in it. */
async function freeFolder(parent: vscode.Uri): Promise<vscode.Uri> {
  if ((await vscode.workspace.fs.readDirectory(parent)).length === 0) return parent;
  for (let number = 1; ; number++) {
    const folder = vscode.Uri.joinPath(parent, number === 1 ? usualName : `${usualName}-${number}`);
    if (!(await exists(folder))) return folder;
  }
}

/** In the window, where it can be seen there; else opened as a folder. */
async function show({ datasets }: Product, folder: vscode.Uri): Promise<void> {
  await datasets.look();
  if (datasets.all.some(({ uri }) => uri.toString() === folder.toString())) {
    await vscode.commands.executeCommand('betterSynth.datasets.focus');
    return;
  }
  if (vscode.workspace.workspaceFolders === undefined) {
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceReuseWindow: true });
    return;
  }
  const here = vscode.l10n.t('Open Here');
  const other = vscode.l10n.t('Open in New Window');
  const text = vscode.l10n.t('The sample dataset lies in {0}.', folder.fsPath);
  const answer = await vscode.window.showInformationMessage(text, here, other);
  if (answer === undefined) return;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: answer === other });
}
