import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { DatasetFolder, Product } from '../product.ts';
import { ProductError } from '../../protocol/errors.ts';
import { RefusalTerminal } from './refusal-terminal.ts';
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
    if (onlyLooks(request))
      task.presentationOptions = { ...task.presentationOptions, reveal: vscode.TaskRevealKind.Always };
    return task;
  }

  /** A task that shows a run which goes on already. */
  ofRun(dataset: DatasetFolder, n: number): vscode.Task {
    return this.#task(dataset, vscode.l10n.t('Attached: run {0}', n), { run: n }, { n });
  }

  /** The task of an entry of tasks.json. One that cannot be run says why when it is started. */
  ofEntry({ definition, scope = vscode.TaskScope.Workspace, name }: vscode.Task): vscode.Task {
    const execution = this.#executionOf(definition, scope);
    return decorated(new vscode.Task(definition, scope, name, taskType, execution, [`$${taskType}`]));
  }

  #executionOf(definition: vscode.TaskDefinition, scope: vscode.Task['scope']): vscode.CustomExecution {
    const dataset = this.#datasetOf(definition, scope);
    if (dataset === undefined) return refusing(noDataset(definition));
    const asked = requestOf(definition);
    if ('wrong' in asked) return refusing(wrongValues(asked.wrong));
    const n: unknown = definition['run'];
    return this.#execution(dataset, typeof n === 'number' ? { n } : asked);
  }

  /** An entry of a workspace file may mean any of its folders. */
  #datasetOf({ folder }: vscode.TaskDefinition, scope: vscode.Task['scope']): DatasetFolder | undefined {
    const folders = typeof scope === 'object' ? [scope] : (vscode.workspace.workspaceFolders ?? []);
    const places = folders.map(({ uri }) => (typeof folder === 'string' ? placeOf(uri, folder) : uri));
    const own = this.#product.datasets.all.filter(({ file }) => file === null);
    return own.find(({ uri }) => places.some((place) => isSame(uri, place)));
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
    // The terminal of a dry run or a preview is in view, and says it all.
    const ended: EndListener = 'request' in shown && onlyLooks(shown.request) ? () => undefined : this.#ended;
    return new vscode.CustomExecution(() => Promise.resolve(new RunTerminal(this.#product, dataset, shown, ended)));
  }
}

function refusing(why: ProductError): vscode.CustomExecution {
  return new vscode.CustomExecution(() => Promise.resolve(new RefusalTerminal(why)));
}

function noDataset({ folder }: vscode.TaskDefinition): ProductError {
  const { t } = vscode.l10n;
  const message =
    typeof folder === 'string'
      ? t('The folder “{0}” of this task is no dataset: it has no better-synth.yaml.', folder)
      : t('This task names no folder, and the workspace folder itself has no better-synth.yaml.');
  return new ProductError('usage', message, {
    safe: t('Nothing was started or written.'),
    next: t('In tasks.json write the dataset’s folder, from the workspace folder on, as “folder”.'),
  });
}

function wrongValues(names: readonly string[]): ProductError {
  const { t } = vscode.l10n;
  return new ProductError('usage', t('This task has a wrong value of {0}.', names.join(', ')), {
    safe: t('Nothing was started or written.'),
    next: t('In tasks.json, stages are names, sample is a whole number from 1 on, force and dryRun are true or false.'),
  });
}

function decorated(task: vscode.Task): vscode.Task {
  task.group = vscode.TaskGroup.Build;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, panel: vscode.TaskPanelKind.Dedicated };
  return task;
}

function onlyLooks({ dryRun, sample }: RunRequest): boolean {
  return dryRun === true || sample !== undefined;
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
