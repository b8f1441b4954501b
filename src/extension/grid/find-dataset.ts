import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { protocolVersion, type Answer, type Failure } from '../../protocol/engine.ts';
import { datasetAt, exists, recipeName } from '../find-datasets.ts';
import type { DatasetFolder, Engine, Product } from '../product.ts';
import { failureOf } from '../../protocol/failure.ts';
import { plainlyNamed, usualName } from './plainly-named.ts';

/** What the engine says of its dataset; starts it. @throws FailureError why there is none */
export function opened(engine: Engine): Promise<Answer<'open'>> {
  return engine.ask('open', { version: protocolVersion, folder: '', file: null, restricted: true });
}

/** Why an engine is not there, or null where it is. */
export async function whyNot(engine: Engine): Promise<Failure | null> {
  return opened(engine).then(() => null, failureOf);
}

/**
 * The dataset file of a folder. The engine is started for what comes then, and waited for only where the recipe does not
 * name the file plainly.
 * @throws FailureError
 */
export async function fileOf(product: Product, dataset: DatasetFolder): Promise<vscode.Uri> {
  if (dataset.file !== null) return dataset.file;
  const answer = opened(product.engines.of(dataset));
  answer.catch(() => undefined);
  const name = plainlyNamed(await textOf(dataset.recipe));
  const named = name === null ? null : vscode.Uri.joinPath(dataset.uri, name);
  if (named !== null && existsSync(named.fsPath)) return named;
  return vscode.Uri.joinPath(dataset.uri, (await answer).file);
}

/**
 * What a JSONL is opened as: the dataset of its folder's recipe, or, where no recipe names it, a file that is only shown.
 * It is among the product's datasets until the registration is disposed of.
 */
export async function findDataset(
  product: Product,
  uri: vscode.Uri,
): Promise<{ dataset: DatasetFolder; registration: vscode.Disposable }> {
  const folder = vscode.Uri.joinPath(uri, '..');
  const around = await folderAround(product, uri, folder);
  if (around !== null) {
    const registration = product.datasets.add(around);
    if (await isDatasetOf(product, around, uri)) return { dataset: around, registration };
    registration.dispose();
  }
  const name = nameOf(uri);
  const dataset = { uri: folder, name, recipe: vscode.Uri.joinPath(folder, recipeName), file: uri };
  return { dataset, registration: product.datasets.add(dataset) };
}

/** The last part of a path. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The nearest folder with a recipe, up to the workspace folder. The workspace may not be searched yet. */
async function folderAround(product: Product, uri: vscode.Uri, folder: vscode.Uri): Promise<DatasetFolder | null> {
  const known = product.datasets.of(folder);
  if (known !== undefined) return known;
  const root = vscode.workspace.getWorkspaceFolder(folder)?.uri ?? folder;
  let at = folder;
  while (at.path.startsWith(root.path) && at.path !== '/') {
    if (await exists(vscode.Uri.joinPath(at, recipeName))) return datasetAt(at);
    at = vscode.Uri.joinPath(at, '..');
  }
  return nameOf(uri) === usualName ? datasetAt(folder) : null;
}

async function textOf(file: vscode.Uri): Promise<string | null> {
  return readFile(file.fsPath, 'utf8').catch(() => null);
}

async function isDatasetOf(product: Product, dataset: DatasetFolder, uri: vscode.Uri): Promise<boolean> {
  const named = await fileOf(product, dataset).catch(() => vscode.Uri.joinPath(dataset.uri, usualName));
  return named.toString() === uri.toString();
}
