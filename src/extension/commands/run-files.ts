import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { ProductError } from '../../protocol/errors.ts';
import type { RunSummary } from '../../protocol/runs.ts';
import type { Product } from '../product.ts';
import { countsText } from '../counts-text.ts';
import { reportsOf } from '../tree/run-nodes.ts';
import { datasetOf } from './dataset-of.ts';
import { revealCommand } from './export.ts';
import { registerCommand, type CommandArguments } from './register-command.ts';

/** *Open Report*, *Open Log* and *Open Folder* of a run. */
export function registerRunFiles(product: Product): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(product, 'betterSynth.run.openReport', async (given) => {
      const run = await runOf(product, given);
      if (run !== undefined) await openReport(run.summary, given.stage);
    }),
    registerCommand(product, 'betterSynth.run.openLog', async (given) => {
      const run = await runOf(product, given);
      if (run !== undefined) await openFile(join(run.folder, 'events.jsonl'));
    }),
    registerCommand(product, 'betterSynth.run.openFolder', async (given) => {
      const run = await runOf(product, given);
      if (run !== undefined) await vscode.commands.executeCommand(revealCommand(), vscode.Uri.file(run.folder));
    }),
  );
}

/** Opens the report of a stage of a run: the named one, the only one, or the one that the user picks. */
async function openReport(run: RunSummary, stage: string | undefined): Promise<void> {
  const reports = reportsOf(run);
  const named = reports.find((report) => report.stage === stage) ?? (reports.length === 1 ? reports[0] : undefined);
  if (named !== undefined) return openFile(named.path);
  if (reports.length === 0) throw notThere();
  const items = reports.map((report) => {
    const counts = run.stages.find(({ name }) => name === report.stage);
    const detail = counts === undefined ? '' : countsText(counts, vscode.l10n.t);
    return { label: report.stage, detail, path: report.path };
  });
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('The report of which stage?') });
  if (picked !== undefined) await openFile(picked.path);
}

/** The run that is named, or the last. */
async function runOf(
  product: Product,
  given: CommandArguments,
): Promise<{ summary: RunSummary; folder: string } | undefined> {
  const dataset = await datasetOf(product, given);
  if (dataset === undefined) return undefined;
  const runs = await product.engines.of(dataset).ask('runs/list', null);
  const summary = given.n === undefined ? runs[0] : runs.find(({ n }) => n === given.n);
  if (summary === undefined) throw notThere();
  const folder = folderOf(summary) ?? join(dataset.uri.fsPath, '.better-synth', 'runs', String(summary.n));
  return { summary, folder };
}

/** The folder of a run itself; those of its stages lie beside it. */
function folderOf({ n, folders }: RunSummary): string | null {
  const [first] = folders;
  return first === undefined ? null : join(dirname(first.path), String(n));
}

async function openFile(path: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path));
}

function notThere(): ProductError {
  return new ProductError('usage', vscode.l10n.t('There is no such file of this run (any more).'), {
    next: vscode.l10n.t('The report is written when the run ends.'),
  });
}
