import type * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { outlineOf } from './outline.ts';
import { previewSamples } from './run-request.ts';
import type { RunTasks } from './run-tasks.ts';

/** Offers a task for each stage of each dataset, one for its whole recipe, and a preview of it. */
export class RunTaskProvider implements vscode.TaskProvider {
  readonly #product: Product;
  readonly #tasks: RunTasks;

  constructor(product: Product, tasks: RunTasks) {
    this.#product = product;
    this.#tasks = tasks;
  }

  async provideTasks(): Promise<vscode.Task[]> {
    const { datasets, engines } = this.#product;
    const own = datasets.all.filter(({ file }) => file === null);
    const tasks = own.map(async (dataset) => {
      const outline = await outlineOf(engines.of(dataset)).catch(() => null);
      const stages = outline?.stages.map(({ name }) => this.#tasks.ofRequest(dataset, { stage: name })) ?? [];
      const all = this.#tasks.ofRequest(dataset, {});
      return [all, ...stages, this.#tasks.ofRequest(dataset, { sample: previewSamples })];
    });
    return (await Promise.all(tasks)).flat();
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    return this.#tasks.ofEntry(task);
  }
}
