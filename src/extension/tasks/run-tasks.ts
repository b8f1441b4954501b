import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { DatasetFolder, Product } from '../product.ts';
import { requestOf, type RunRequest } from './run-request.ts';
import { RunTerminal, type EndListener, type Shown } from './run-terminal.ts';

/** The type of our tasks. */
export const taskType = 'better-synth';

/** The tasks of runs: made from requests, or from what stands in a tasks.json. */
export class RunTasks {
  readonly #product: Product;
  readonly #ended: EndListener;

  constructor(product: Product, ended: EndListener) {
    this.#product = product;
    this.#ended = ended;
  }

  /** A task that runs what is asked for. */
  ofRequest(dataset: DatasetFolder, request: RunRequest): vscode.Task {
    const task = this.#task(dataset, nameOf(request), request, { request });
    if (request.dryRun === true)
      task.presentationOptions = { ...task.presentationOptions, reveal: vscode.TaskRevealKind.Always };
    return task;
  }

  /** A task that shows a run which goes on already. */
  ofRun(dataset: DatasetFolder, n: number): vscode.Task {
    return this.#task(dataset, vscode.l10n.t('Attached: run {0}', n), { run: n }, { n });
  }

  /** The task of an entry of tasks.json; undefined where no dataset is there. */
  ofEntry(entry: vscode.Task): vscode.Task | undefined {
    const scope = entry.scope;
    const { definition } = entry;
    const inside = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    const named: unknown = definition['folder'];
    if (inside === undefined) return undefined;
    const uri = typeof named === 'string' ? placeOf(inside.uri, named) : inside.uri;
    const dataset = this.#product.datasets.all.find(({ uri: folder, file }) => file === null && isSame(folder, uri));
    if (dataset === undefined) return undefined;
    const execution = this.#execution(dataset, { request: requestOf(definition) });
    return decorated(new vscode.Task(definition, scope ?? inside, entry.name, taskType, execution, [`$${taskType}`]));
  }

  #task(dataset: DatasetFolder, name: string, definition: object, shown: Shown): vscode.Task {
    const scope = vscode.workspace.getWorkspaceFolder(dataset.uri);
    const path = scope === undefined ? dataset.uri.fsPath : vscode.workspace.asRelativePath(dataset.uri, false);
    const isWhole = scope !== undefined && isSame(scope.uri, dataset.uri);
    const full = { type: taskType, ...(isWhole ? {} : { folder: path }), ...definition };
    const label = isWhole ? name : `${dataset.name}: ${name}`;
    const execution = this.#execution(dataset, shown);
    const where = scope ?? vscode.TaskScope.Workspace;
    return decorated(new vscode.Task(full, where, label, taskType, execution, [`$${taskType}`]));
  }

  #execution(dataset: DatasetFolder, shown: Shown): vscode.CustomExecution {
    return new vscode.CustomExecution(() =>
      Promise.resolve(new RunTerminal(this.#product, dataset, shown, this.#ended)),
    );
  }
}

function decorated(task: vscode.Task): vscode.Task {
  task.group = vscode.TaskGroup.Build;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, panel: vscode.TaskPanelKind.Dedicated };
  return task;
}

function nameOf({ stage, from, to, sample, dryRun }: RunRequest): string {
  const what =
    stage ??
    (from === undefined && to === undefined ? vscode.l10n.t('all stages') : `${from ?? ''} … ${to ?? ''}`.trim());
  if (dryRun === true) return vscode.l10n.t('dry run of {0}', what);
  return sample === undefined ? what : vscode.l10n.t('preview of {0} on {1} samples', what, sample);
}

/** A task names a folder below its workspace folder, or by its absolute path. */
export function placeOf(inside: vscode.Uri, folder: string): vscode.Uri {
  return isAbsolute(folder) ? vscode.Uri.file(folder) : vscode.Uri.joinPath(inside, folder);
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.path.replace(/\/+$/, '') === b.path.replace(/\/+$/, '');
}
