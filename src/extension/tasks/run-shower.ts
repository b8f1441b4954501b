import * as vscode from 'vscode';
import type { DatasetFolder, Product } from '../product.ts';
import { assertTrusted } from '../trust.ts';
import { saveRecipe } from './before-run.ts';
import type { RunRequest } from './run-request.ts';
import { placeOf, taskType, type RunTasks } from './run-tasks.ts';

/** Starts tasks of runs, and finds their terminals again. */
export class RunShower implements vscode.Disposable {
  readonly #product: Product;
  readonly #tasks: RunTasks;
  /** The name of the latest task of each dataset, by the folder. */
  readonly #latest = new Map<string, string>();
  /** Runs that are followed, or are just about to be: a user may ask for one that is being attached to. */
  readonly #attached = new Map<string, Promise<vscode.TaskExecution>>();
  readonly #listens: vscode.Disposable;

  constructor(product: Product, tasks: RunTasks) {
    this.#product = product;
    this.#tasks = tasks;
    this.#listens = vscode.Disposable.from(
      vscode.tasks.onDidStartTask(({ execution: { task } }) => this.#remember(task)),
      vscode.tasks.onDidEndTask(({ execution }) => void this.#forget(execution)),
    );
  }

  dispose(): void {
    this.#listens.dispose();
  }

  /** Runs what is asked for, as a task. */
  async start(dataset: DatasetFolder, request: RunRequest): Promise<void> {
    assertTrusted();
    await saveRecipe(dataset);
    await this.#execute(dataset, this.#tasks.ofRequest(dataset, request));
  }

  /** Shows the terminal of the run that goes on, attaching to it where there is none; else that of the last. */
  async show(dataset: DatasetFolder): Promise<void> {
    const terminal = this.#terminalOf(dataset);
    const active = await this.#product.engines.of(dataset).ask('runs/active', null);
    if (terminal !== undefined && (active === null || this.#runs(dataset))) return terminal.show();
    if (active !== null) return this.attach(dataset, active.n, true);
    void vscode.window.showInformationMessage(vscode.l10n.t('No run goes on in {0}.', dataset.name));
  }

  /** Follows a run that goes on already, in one terminal however often it is asked for. */
  async attach(dataset: DatasetFolder, n: number, reveal = false): Promise<void> {
    assertTrusted();
    const key = `${dataset.uri.toString()} ${n}`;
    const there = this.#attached.get(key);
    if (there === undefined) {
      const begun = this.#follow(dataset, n, reveal);
      this.#attached.set(key, begun);
      begun.catch(() => this.#attached.delete(key));
      await begun;
      return;
    }
    await there;
    if (reveal) this.#terminalOf(dataset)?.show();
  }

  async #follow(dataset: DatasetFolder, n: number, reveal: boolean): Promise<vscode.TaskExecution> {
    const task = this.#tasks.ofRun(dataset, n);
    if (reveal) task.presentationOptions = { ...task.presentationOptions, reveal: vscode.TaskRevealKind.Always };
    return this.#execute(dataset, task);
  }

  async #execute(dataset: DatasetFolder, task: vscode.Task): Promise<vscode.TaskExecution> {
    this.#latest.set(dataset.uri.toString(), task.name);
    return vscode.tasks.executeTask(task);
  }

  /** A run may go on without the task that followed it: it can be followed again. */
  async #forget(ended: vscode.TaskExecution): Promise<void> {
    for (const [key, begun] of this.#attached) {
      if ((await begun.catch(() => null)) === ended) this.#attached.delete(key);
    }
  }

  /** A task may also be started from the editor's own list. */
  #remember({ name, definition, source, scope }: vscode.Task): void {
    if (source !== taskType || typeof scope !== 'object') return;
    const folder: unknown = definition['folder'];
    const uri = typeof folder === 'string' ? placeOf(scope.uri, folder) : scope.uri;
    this.#latest.set(uri.toString(), name);
  }

  #runs(dataset: DatasetFolder): boolean {
    const name = this.#latest.get(dataset.uri.toString());
    return vscode.tasks.taskExecutions.some(({ task }) => task.source === taskType && task.name === name);
  }

  /** The editor names a task's terminal after the task, with words of its own around it. */
  #terminalOf(dataset: DatasetFolder): vscode.Terminal | undefined {
    const name = this.#latest.get(dataset.uri.toString());
    return name === undefined
      ? undefined
      : vscode.window.terminals.findLast((terminal) => terminal.name.includes(name));
  }
}
