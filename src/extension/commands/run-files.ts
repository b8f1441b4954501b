import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { ProductError } from '../../protocol/errors.ts';
import type { RunSummary } from '../../protocol/runs.ts';
import { exists } from '../find-datasets.ts';
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
      if (run !== undefined) await openFile(await firstThere(run.logs));
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
  /** What may be there to read, the most telling first. */
  readonly logs: readonly string[];
}

/** The run that is named, or the last. */
async function runOf(product: Product, given: CommandArguments): Promise<RunFiles | undefined> {
  const dataset = await datasetOf(product, given);
  if (dataset === undefined) return undefined;
  const runs = await product.engines.of(dataset).ask('runs/list', null);
  const run = given.n === undefined ? runs[0] : runs.find(({ n }) => n === given.n);
  if (run === undefined) throw notThere();
  const folder = folderOf(run) ?? join(dataset.uri.fsPath, '.better-synth', 'runs', String(run.n));
  return { folder, report: reportOf(run), logs: ['output.log', 'events.jsonl'].map((name) => join(folder, name)) };
}

/** The folder of a run itself; those of its stages lie beside it. */
function folderOf({ n, folders }: RunSummary): string | null {
  const [first] = folders;
  return first === undefined ? null : join(dirname(first.path), String(n));
}

async function firstThere(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await exists(vscode.Uri.file(path))) return path;
  return null;
}

async function openFile(path: string | null): Promise<void> {
  if (path === null) throw notThere();
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path));
}

function notThere(): ProductError {
  return new ProductError('usage', vscode.l10n.t('There is no such file of this run (any more).'), {
    next: vscode.l10n.t('Files of the last 10 runs are kept.'),
  });
}
