import * as vscode from 'vscode';
import { assertEdited } from '../assert-edited.ts';
import type { DatasetFolder, Engine, Product } from '../product.ts';
import { assertTrusted } from '../trust.ts';
import { fileOf, nameOf } from './find-dataset.ts';

/** Writes the dataset with its edits as a new file, and says so. @throws what the engine answers; then there is no such file */
export async function writeEdits(engine: Engine, destination: vscode.Uri): Promise<void> {
  assertTrusted();
  const { samples, edits } = await engine.ask('edits/write', { path: destination.fsPath });
  const text = vscode.l10n.t(
    '{0} lines, {1} with an edited caption, were written to {2}.',
    samples,
    edits,
    nameOf(destination),
  );
  void vscode.window.showInformationMessage(text);
}

/** Asks where, and writes there. */
export async function writeEditsOf(product: Product, dataset: DatasetFolder): Promise<void> {
  assertTrusted();
  await assertEdited(product.engines.of(dataset));
  const file = await fileOf(product, dataset);
  const destination = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(file, '..', nameOf(file).replace(/(\.jsonl)?$/i, '.edited.jsonl')),
    filters: { JSONL: ['jsonl'] },
    title: vscode.l10n.t('Write Edits to a New File'),
  });
  if (destination !== undefined) await writeEdits(product.engines.of(dataset), destination);
}
