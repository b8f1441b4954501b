import * as vscode from 'vscode';
import type { DatasetFolder } from './product.ts';

/** The recipe's name in a dataset folder. */
export const recipeName = 'better-synth.yaml';

/** A folder of a workspace with more child folders than this is looked at no further: it is no folder of datasets. */
const mostChildren = 500;

/** The dataset of a folder. */
export function datasetAt(uri: vscode.Uri): DatasetFolder {
  const name = uri.path.split('/').findLast((part) => part !== '') ?? '/';
  return { uri, name, recipe: vscode.Uri.joinPath(uri, recipeName), file: null };
}

/** Workspace folders and their direct children that have a recipe, in the order of their names. */
export async function findDatasets(folders: readonly vscode.WorkspaceFolder[]): Promise<DatasetFolder[]> {
  const found = await Promise.all(folders.map(({ uri }) => datasetsIn(uri)));
  return found.flat();
}

/** Whether a workspace folder has the usual dataset file: a recipe could be written there. */
export async function anyHasJsonl(folders: readonly vscode.WorkspaceFolder[]): Promise<boolean> {
  const found = await Promise.all(folders.map(({ uri }) => exists(vscode.Uri.joinPath(uri, 'data.jsonl'))));
  return found.includes(true);
}

async function datasetsIn(folder: vscode.Uri): Promise<DatasetFolder[]> {
  const children = await childFolders(folder);
  const candidates = [folder, ...children];
  const there = await Promise.all(candidates.map((uri) => exists(vscode.Uri.joinPath(uri, recipeName))));
  return candidates.filter((_, index) => there[index]).map(datasetAt);
}

async function childFolders(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  const names = entries.filter(([name, type]) => (type & vscode.FileType.Directory) !== 0 && !name.startsWith('.'));
  const sorted = names.map(([name]) => name).sort();
  return sorted.slice(0, mostChildren).map((name) => vscode.Uri.joinPath(folder, name));
}

/** Whether something is there. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
