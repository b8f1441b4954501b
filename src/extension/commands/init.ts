import * as vscode from 'vscode';
import { exists, recipeName } from '../find-datasets.ts';
import type { Product } from '../product.ts';
import { assertTrusted } from '../trust.ts';
import { registerCommand } from './register-command.ts';
import { runCommand } from './run-command.ts';

/** *Write a Recipe*: a recipe to start from, in a folder that has none. */
export function registerInit(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.dataset.init', async ({ folder: named }) => {
    assertTrusted();
    const folder = named === undefined ? await pickFolder() : vscode.Uri.parse(named);
    if (folder === undefined) return;
    const preset = await pickPreset();
    if (preset === undefined) return;
    const title = vscode.l10n.t('Writing a recipe…');
    await runCommand(title, ['init', folder.fsPath, '--preset', preset], folder.fsPath);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, recipeName));
    await product.datasets.look();
  });
}

/** The only workspace folder without a recipe, or what the user picks; a dialog where no folder is open. */
async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const taken = await Promise.all(folders.map((uri) => exists(vscode.Uri.joinPath(uri, recipeName))));
  const [free] = folders.filter((_, index) => !taken[index]);
  if (free !== undefined && folders.length === 1) return free;
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('The folder with data.jsonl'),
    openLabel: vscode.l10n.t('Write a Recipe Here'),
    ...(free === undefined ? {} : { defaultUri: free }),
  });
  return picked?.[0];
}

async function pickPreset(): Promise<string | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Lite'),
      detail: vscode.l10n.t('Cleaning, clusters and a selection without any model: begin with this one.'),
      preset: 'lite',
    },
    {
      label: vscode.l10n.t('Demo'),
      detail: vscode.l10n.t('Also similarity of picture and caption, with the small models of the demo world.'),
      preset: 'demo',
    },
  ];
  const placeHolder = vscode.l10n.t('Which recipe? Each line of it can be changed later.');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.preset;
}
