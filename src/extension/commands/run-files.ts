import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { ProductError } from '../../protocol/errors.ts';
import type { RunSummary } from '../../protocol/runs.ts';
import type { Product } from '../product.ts';
import { reportOf } from '../tree/run-nodes.ts';
import { datasetOf } from './dataset-of.ts';
import { revealCommand } from './export.ts';
import { registerCommand, type CommandArguments } from './register-command.ts';

/** *Open Report*, *Open Log* and *Open Folder* of a run. */
export function registerRunFiles(product: Product): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(product, 'betterSynth.run.openReport', async (given) => {
      const run = await runOf(product, given);
      if (run !== undefined) await openFile(run.report);
    }),
    registerCommand(product, 'betterSynth.run.openLog', async (given) => {
      const run = await runOf(product, given);
      if (run !== undefined) await openFile(run.log);
    }),
    registerCommand(product, 'betterSynth.run.openFolder', async (given) => {
      const run = await runOf(product, given);
      if (run !== undefined) await vscode.commands.executeCommand(revealCommand(), vscode.Uri.file(run.folder));
    }),
  );
}

interface RunFiles {
  readonly folder: string;
  readonly report: string | null;
  /** What the run told, an event a line. */
  readonly log: string;
}

/** The run that is named, or the last. */
async function runOf(product: Product, given: CommandArguments): Promise<RunFiles | undefined> {
  const dataset = await datasetOf(product, given);
  if (dataset === undefined) return undefined;
  const runs = await product.engines.of(dataset).ask('runs/list', null);
  const run = given.n === undefined ? runs[0] : runs.find(({ n }) => n === given.n);
  if (run === undefined) throw notThere();
  const folder = folderOf(run) ?? join(dataset.uri.fsPath, '.better-synth', 'runs', String(run.n));
  return { folder, report: reportOf(run), log: join(folder, 'events.jsonl') };
}

/** The folder of a run itself; those of its stages lie beside it. */
function folderOf({ n, folders }: RunSummary): string | null {
  const [first] = folders;
  return first === undefined ? null : join(dirname(first.path), String(n));
}

async function openFile(path: string | null): Promise<void> {
  if (path === null) throw notThere();
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path));
}

function notThere(): ProductError {
  return new ProductError('usage', vscode.l10n.t('There is no such file of this run (any more).'), {
    next: vscode.l10n.t('The report is written when the run ends.'),
  });
}
