import * as vscode from 'vscode';
import { showFailure } from '../failures.ts';
import { exists } from '../find-datasets.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { setContext } from '../set-context.ts';
import { registerRunCommands } from './commands.ts';
import { notifyEnd } from './notify.ts';
import { RunTaskProvider } from './provider.ts';
import { verdictOf } from './run-outcome.ts';
import { RunShower } from './run-shower.ts';
import { RunTasks, taskType } from './run-tasks.ts';
import { statusItem } from './status-item.ts';

/** Registers runs: their tasks, commands and status-bar item. Runs that went on while the editor was away are shown again. */
export function registerTasks(product: Product): vscode.Disposable {
  const tasks = new RunTasks(product, ({ dataset, n, outcome }) => {
    const verdict = verdictOf(outcome);
    if (verdict === 'done' || verdict === 'some-failed') setContext('betterSynth.hasResult', true);
    void notifyEnd(dataset, n, outcome).catch((error: unknown) => showFailure(product.log, error));
  });
  const shower = new RunShower(product, tasks);
  const { runs } = product;
  return vscode.Disposable.from(
    shower,
    statusItem(runs),
    registerRunCommands(product, runs, shower),
    vscode.tasks.registerTaskProvider(taskType, new RunTaskProvider(product, tasks)),
    attaching(product, shower),
  );
}

/** Attaches, once for each dataset, to the run that goes on when it comes into the window. */
function attaching(product: Product, shower: RunShower): vscode.Disposable {
  const looked = new Set<string>();
  const look = (): void => {
    if (!vscode.workspace.isTrusted) return;
    const fresh = product.datasets.all.filter(({ uri, file }) => file === null && !looked.has(uri.toString()));
    for (const dataset of fresh) {
      looked.add(dataset.uri.toString());
      void attach(product, shower, dataset).catch((error: unknown) => product.log.warn(String(error)));
    }
  };
  look();
  return vscode.Disposable.from(product.datasets.onDidChange(look), vscode.workspace.onDidGrantWorkspaceTrust(look));
}

async function attach({ engines }: Product, shower: RunShower, dataset: DatasetFolder): Promise<void> {
  // Where nothing ever ran no engine has to be started to know it.
  if (!(await exists(vscode.Uri.joinPath(dataset.uri, '.better-synth', 'state', 'run-owner.json')))) return;
  const active = await engines.of(dataset).ask('runs/active', null);
  if (active !== null) await shower.attach(dataset, active.n);
}
