import * as vscode from 'vscode';
import { ProductError } from '../../protocol/errors.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { countsText } from '../counts-text.ts';

/** How records are written. */
export interface Format {
  /** As the command line names it. */
  readonly name: string;
  /** Of a file; empty: a folder. */
  readonly extension: string;
}

/** One question follows another: the walkthrough takes the focus in between, as the key goes up that answered. */
const stays = { ignoreFocusOut: true };

/** Asks for the stage whose result is exported; the last that has one comes first. @throws ProductError where none has */
export async function pickStage({ engines }: Product, dataset: DatasetFolder): Promise<string | undefined> {
  const { stages, failure } = await engines.of(dataset).ask('overview', null);
  const items = stages
    .flatMap(({ name, kind, last }) =>
      last === null
        ? []
        : [{ label: name, description: kind === name ? '' : kind, detail: countsText(last, vscode.l10n.t) }],
    )
    .reverse();
  const [final, ...others] = items;
  if (final === undefined) {
    throw new ProductError('usage', failure?.message ?? vscode.l10n.t('There is no result yet.'), {
      next: vscode.l10n.t('Run the recipe first: Better Synth: Run All.'),
    });
  }
  const placeHolder = vscode.l10n.t('The result of which stage?');
  const marked = [{ ...final, description: vscode.l10n.t('the final result') }, ...others];
  return (await vscode.window.showQuickPick(marked, { ...stays, placeHolder }))?.label;
}

/** Whether a stage's result may be exported: one that is not up to date only if the user wants it so. */
export async function mayExport({ engines }: Product, dataset: DatasetFolder, stage: string): Promise<boolean> {
  const { stages } = await engines.of(dataset).ask('overview', null);
  const state = stages.find(({ name }) => name === stage)?.state;
  if (state !== 'stale' && state !== 'waiting') return true;
  const { t } = vscode.l10n;
  const run = t('Run All First');
  const all = t('Export All the Same');
  const text = t('The result of {0} is not up to date.', stage);
  const detail = t('What was written, tagged or set since the last run is not in it.');
  const answer = await vscode.window.showWarningMessage(text, { modal: true, detail }, run, all);
  if (answer === run)
    await vscode.commands.executeCommand('betterSynth.recipe.runAll', { folder: dataset.uri.toString() });
  return answer === all;
}

/** Asks how records are written. */
export async function pickFormat(): Promise<Format | undefined> {
  const { t } = vscode.l10n;
  const items = [
    {
      label: 'LLaVA',
      detail: t('Conversations of a question and a caption, as training scripts read them'),
      ...json('llava'),
    },
    { label: 'Data-Juicer', detail: t('JSON lines as the dataset’s own'), name: 'data-juicer', extension: 'jsonl' },
    { label: 'Parquet', detail: t('A table with all scores'), name: 'parquet', extension: 'parquet' },
    { label: 'CSV', detail: t('A table for spreadsheets'), name: 'csv', extension: 'csv' },
    { label: t('Clusters by picture'), detail: t('Picture → cluster and distance'), ...json('clusters-by-image') },
    { label: t('Clusters by cluster'), detail: t('Cluster → its samples'), ...json('clusters-by-cluster') },
  ];
  return vscode.window.showQuickPick(items, { ...stays, placeHolder: t('In which format?') });
}

/** Asks whether pictures come along. `extension` is that of what is written instead of a file of records; null: none. */
export async function pickPictures(): Promise<
  { readonly options: readonly string[]; readonly extension: string | null } | undefined
> {
  const { t } = vscode.l10n;
  const items = [
    { label: t('Records alone'), detail: t('Pictures are named by their paths'), options: [], extension: null },
    {
      label: t('With the pictures, in a folder'),
      detail: t('Records, copies of the pictures that they name, a list of hashes and a dataset card'),
      options: ['--with-images', 'copy'],
      extension: '',
    },
    {
      label: t('With the pictures, in an archive'),
      detail: t('The same in one .tar file'),
      options: ['--with-images', 'tar'],
      extension: 'tar',
    },
  ];
  return vscode.window.showQuickPick(items, { ...stays, placeHolder: t('With or without the pictures?') });
}

function json(name: string): Format {
  return { name, extension: 'json' };
}
