/** The extension: puts its parts together. */
import * as vscode from 'vscode';
import { registerCommands } from './commands/register.ts';
import { WorkspaceDatasets } from './datasets.ts';
import { EngineRegistry } from './engine/engine-registry.ts';
import { GridProvider } from './grid/provider.ts';
import { registerGrid } from './grid/register.ts';
import { registerPanels } from './panels/register.ts';
import { compiledFolder } from './processes/compiled-folder.ts';
import type { Product } from './product.ts';
import { registerRecipes } from './recipe/register.ts';
import { ToldRuns } from './tasks/active-runs.ts';
import { registerTasks } from './tasks/register.ts';
import { registerTrees } from './tree/register.ts';

let engines: EngineRegistry | null = null;

/** Called by the editor once. Starts no process: engines start with the first question. */
export function activate(context: vscode.ExtensionContext): void {
  const begun = performance.now();
  const log = vscode.window.createOutputChannel('Better Synth', { log: true });
  const datasets = new WorkspaceDatasets();
  const compiled = vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath;
  const { version } = context.extension.packageJSON as { version: string };
  engines = new EngineRegistry(log, datasets, (node) => compiledFolder(compiled, `${version} ${node}`));
  const runs = new ToldRuns(datasets, engines);
  const product: Product = { context, log, datasets, engines, runs };
  const grids = new GridProvider(product);
  context.subscriptions.push(
    log,
    datasets,
    runs,
    registerTrees(product),
    registerCommands(product),
    registerGrid(product, grids),
    registerPanels(product, grids),
    registerRecipes(product),
    registerTasks(product),
  );
  log.info(`activated in ${(performance.now() - begun).toFixed(1)} ms`);
}

/** Called by the editor before it goes: engines finish what they write. */
export async function deactivate(): Promise<void> {
  await engines?.close();
}
