import * as vscode from 'vscode';
import { assertEdited } from '../assert-edited.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { setContext } from '../set-context.ts';
import { assertTrusted } from '../trust.ts';
import { datasetOf } from './dataset-of.ts';
import { mayExport, pickFormat, pickPictures, pickStage, type Format } from './export-choices.ts';
import { registerCommand } from './register-command.ts';
import { runCommand } from './run-command.ts';

interface Exported {
  readonly path: string;
  readonly records: number;
  readonly notes: readonly string[];
}

/** *Export*: the result of a stage as a file, or with its pictures as a folder or an archive. */
export function registerExport(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.dataset.export', async (given) => {
    assertTrusted();
    const dataset = await datasetOf(product, given);
    if (dataset === undefined) return;
    const stage = given.stage ?? (await pickStage(product, dataset));
    if (stage === undefined || !(await mayExport(product, dataset, stage))) return;
    const format = await pickFormat();
    const pictures = format === undefined ? undefined : await pickPictures();
    if (format === undefined || pictures === undefined) return;
    const path = await askForPath(dataset, `${dataset.name}-${stage}`, pictures.extension ?? format.extension);
    if (path === undefined) return;
    await exportTo(dataset, path, ['--stage', stage, '--format', format.name, ...pictures.options]);
  });
}

/** *Export Edits*: people's captions as JSON lines. */
export function registerExportEdits(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.dataset.exportEdits', async (given) => {
    assertTrusted();
    const dataset = await datasetOf(product, given);
    if (dataset === undefined) return;
    await assertEdited(product.engines.of(dataset));
    const path = await askForPath(dataset, `${dataset.name}-edits`, 'jsonl');
    if (path !== undefined) await exportTo(dataset, path, ['--format', 'edits']);
  });
}

async function askForPath(
  { uri }: DatasetFolder,
  name: string,
  extension: Format['extension'],
): Promise<vscode.Uri | undefined> {
  const file = extension === '' ? name : `${name}.${extension}`;
  return vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(uri, file),
    title: vscode.l10n.t('Export to'),
    ...(extension === '' ? {} : { filters: { [extension]: [extension] } }),
  });
}

/** The dialog has asked already whether a file that is there may be replaced. */
async function exportTo({ uri }: DatasetFolder, path: vscode.Uri, options: readonly string[]): Promise<void> {
  const args = ['export', uri.fsPath, '--output', path.fsPath, '--force', ...options];
  const { records, notes } = await runCommand<Exported>(vscode.l10n.t('Exporting…'), args, uri.fsPath);
  setContext('betterSynth.hasExport', true);
  const open = vscode.l10n.t('Open');
  const reveal = vscode.l10n.t('Reveal');
  const done =
    records === 1
      ? vscode.l10n.t('1 record in {0}', path.fsPath)
      : vscode.l10n.t('{0} records in {1}', records, path.fsPath);
  const isText = /\.(jsonl?|csv)$/.test(path.path);
  const actions = isText ? [open, reveal] : [reveal];
  const answer = await vscode.window.showInformationMessage([done, ...notes].join(' · '), ...actions);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', path);
  if (answer === reveal) await vscode.commands.executeCommand(revealCommand(), path);
}

/** The command that shows a file where it lies: in the desktop's own explorer, or in the editor's. */
export function revealCommand(): string {
  const elsewhere = vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined;
  return elsewhere ? 'revealInExplorer' : 'revealFileInOS';
}
