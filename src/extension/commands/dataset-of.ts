import * as vscode from 'vscode';
import type { DatasetFolder, Product } from '../product.ts';
import type { CommandArguments } from './register-command.ts';

/** The dataset that a command is about: the named one, that of a named file, or the one that the user picks. */
export async function datasetOf(
  { datasets }: Product,
  { folder, uri }: CommandArguments,
): Promise<DatasetFolder | undefined> {
  const named = datasets.all.find((dataset) => dataset.file === null && dataset.uri.toString() === folder);
  const around = uri === undefined ? undefined : datasets.of(vscode.Uri.parse(uri));
  return named ?? around ?? (await datasets.pick());
}
