import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { ProductError } from '../../protocol/errors.ts';
import type { LabAsk } from '../../protocol/lab.ts';
import type { Engine } from '../product.ts';
import { assertTrusted } from '../trust.ts';
import { isWithin } from './is-within.ts';

/**
 * Puts thresholds into the recipe, or into the config that the stage names: an edit of the editor's own documents, which
 * Undo takes back, and then saved.
 * @throws ProductError where one of the files has changes that are not saved, or cannot be written
 */
export async function writeThresholds(engine: Pick<Engine, 'dataset' | 'ask'>, ask: LabAsk): Promise<null> {
  assertTrusted();
  const files = await engine.ask('lab/texts', ask);
  const documents: vscode.TextDocument[] = [];
  const edit = new vscode.WorkspaceEdit();
  for (const { path, before, after } of files) {
    assertWithin(dirname(engine.dataset.recipe.fsPath), path);
    if (before === after) continue;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
    assertSaved(document, before);
    edit.replace(document.uri, ...changeBetween(document, after));
    documents.push(document);
  }
  if (documents.length === 0) return null;
  const applied = await vscode.workspace.applyEdit(edit);
  for (const document of documents) if (!applied || !(await document.save())) throw unwritten(document);
  return null;
}

/** The engine names files beside the recipe alone: whatever it says, no other is touched. */
function assertWithin(folder: string, path: string): void {
  if (isWithin(folder, path)) return;
  throw new ProductError('refused', vscode.l10n.t('{0} lies outside of the dataset folder.', path), {
    safe: vscode.l10n.t('Nothing was written.'),
  });
}

function assertSaved(document: vscode.TextDocument, before: string): void {
  const isSame = document.getText() === before.replace(/^\uFEFF/u, '');
  if (!document.isDirty && isSame) return;
  const name = vscode.workspace.asRelativePath(document.uri);
  throw new ProductError(
    'refused',
    document.isDirty
      ? vscode.l10n.t('{0} has changes that are not saved.', name)
      : vscode.l10n.t('{0} was changed just now.', name),
    {
      where: document.uri.fsPath,
      safe: vscode.l10n.t('Nothing was written.'),
      next: document.isDirty
        ? vscode.l10n.t('Save it or undo the changes, then write the thresholds again.')
        : vscode.l10n.t('Write the thresholds again.'),
    },
  );
}

/** The part of a document that differs, and what stands there then: remarks and cursors elsewhere stay. */
function changeBetween(document: vscode.TextDocument, changed: string): [vscode.Range, string] {
  const now = document.getText();
  const after = changed.replace(/^\uFEFF/u, '');
  const most = Math.min(now.length, after.length);
  let from = 0;
  while (from < most && now[from] === after[from]) from++;
  let tail = 0;
  while (tail < most - from && now.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const range = new vscode.Range(document.positionAt(from), document.positionAt(now.length - tail));
  return [range, after.slice(from, after.length - tail)];
}

function unwritten({ uri }: vscode.TextDocument): ProductError {
  return new ProductError('disk', vscode.l10n.t('{0} could not be saved.', vscode.workspace.asRelativePath(uri)), {
    where: uri.fsPath,
    next: vscode.l10n.t('Save it in its editor, or undo the change there.'),
  });
}
