import * as vscode from 'vscode';
import type { CommandId } from './contributions/commands.ts';
import type { DatasetFolder, Datasets } from './product.ts';

const createSample: CommandId = 'betterSynth.dataset.createSample';

/** The only dataset, that of the active editor, or what the user picks. Says where there is none. */
export async function pickDataset(datasets: Datasets): Promise<DatasetFolder | undefined> {
  const { all } = datasets;
  if (all.length === 0) return void (await sayThereIsNone());
  if (all.length === 1) return all[0];
  const active = activeFile();
  const own = active === undefined ? undefined : datasets.of(active);
  return own ?? (await choose(all));
}

function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  return undefined;
}

async function choose(all: readonly DatasetFolder[]): Promise<DatasetFolder | undefined> {
  const items = all.map((dataset) => ({
    label: dataset.name,
    description: placeText(dataset),
    dataset,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which dataset?') });
  return picked?.dataset;
}

/** Where it lies, as far as its name does not say it. */
function placeText({ uri, file, name }: DatasetFolder): string {
  const place = vscode.workspace.asRelativePath(file ?? uri);
  return place === name ? '' : place;
}

async function sayThereIsNone(): Promise<void> {
  const create = vscode.l10n.t('Create Sample Dataset');
  const open = vscode.l10n.t('Open Folder');
  const text = vscode.l10n.t('There is no dataset in this window: no folder with a better-synth.yaml.');
  const answer = await vscode.window.showInformationMessage(text, create, open);
  if (answer === create) await vscode.commands.executeCommand(createSample);
  if (answer === open) await vscode.commands.executeCommand('vscode.openFolder');
}
