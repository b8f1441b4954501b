import * as vscode from 'vscode';
import { registerCommand } from '../commands/register-command.ts';
import type { ViewId } from '../contributions/views.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { datasetsTree } from './datasets-tree.ts';
import type { NodeTree } from './node-tree.ts';
import { recipesTree } from './recipes-tree.ts';
import { runsTree } from './runs-tree.ts';
import type { TreeNode } from './tree-node.ts';

/** Registers the three trees of the sidebar; they ask again whenever an engine tells that something has changed. */
export function registerTrees(product: Product): vscode.Disposable {
  const active = product.runs;
  const trees = { datasets: datasetsTree(product), recipes: recipesTree(product), runs: runsTree(product, active) };
  const views = {
    datasets: view('betterSynth.datasets', trees.datasets),
    recipes: view('betterSynth.recipes', trees.recipes),
    runs: view('betterSynth.runs', trees.runs),
  };
  const refreshAll = (): void => Object.values(trees).forEach((tree) => tree.refresh());
  const followed = new Map<string, vscode.Disposable>();
  const follow = (): void => {
    followAll(product, followed, (dataset) => followDataset(product, dataset, trees));
    refreshAll();
  };
  const showTrust = (): void => {
    const { isTrusted } = vscode.workspace;
    // An empty text takes it away; deleting the property would not be noticed.
    views.datasets.message = isTrusted ? '' : vscode.l10n.t('Restricted Mode: shown only, nothing runs.');
  };
  follow();
  showTrust();
  return vscode.Disposable.from(
    ...Object.values(views),
    ...Object.values(trees),
    registerCommand(product, 'betterSynth.dataset.refresh', async () => {
      await product.datasets.look();
      refreshAll();
    }),
    product.datasets.onDidChange(follow),
    vscode.workspace.onDidGrantWorkspaceTrust(showTrust),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (product.datasets.all.some(({ recipe }) => recipe.toString() === document.uri.toString())) {
        trees.recipes.refresh();
      }
    }),
    active.onDidChange(() => {
      trees.runs.refresh();
      views.runs.badge = badgeOf(active.all.length);
    }),
    new vscode.Disposable(() => {
      for (const subscription of followed.values()) subscription.dispose();
    }),
  );
}

function view(id: ViewId, tree: NodeTree): vscode.TreeView<TreeNode> {
  return vscode.window.createTreeView(id, { treeDataProvider: tree, showCollapseAll: true });
}

function badgeOf(running: number): vscode.ViewBadge | undefined {
  return running === 0 ? undefined : { value: running, tooltip: vscode.l10n.t('{0} running', running) };
}

/** Follows the datasets that are there now, and no others. */
function followAll(
  { datasets }: Product,
  followed: Map<string, vscode.Disposable>,
  followOne: (dataset: DatasetFolder) => vscode.Disposable,
): void {
  const keyOf = ({ uri, file }: DatasetFolder): string => (file ?? uri).toString();
  const there = new Map(datasets.all.map((dataset) => [keyOf(dataset), dataset]));
  for (const [key, subscription] of followed) {
    if (there.has(key)) continue;
    subscription.dispose();
    followed.delete(key);
  }
  for (const [key, dataset] of there) if (!followed.has(key)) followed.set(key, followOne(dataset));
}

function followDataset(
  product: Product,
  dataset: DatasetFolder,
  trees: { readonly datasets: NodeTree; readonly recipes: NodeTree; readonly runs: NodeTree },
): vscode.Disposable {
  const engine = product.engines.of(dataset);
  return vscode.Disposable.from(
    engine.on('changed', ({ what }) => {
      trees.datasets.refresh();
      // An edit or a tag makes results stale.
      trees.recipes.refresh();
      if (what.includes('results')) trees.runs.refresh();
    }),
    engine.on('run', ({ event }) => {
      if (event.type === 'progress') return;
      trees.datasets.refresh();
      trees.runs.refresh();
    }),
    engine.onDidChangeState((state) => {
      if (state === 'gone') Object.values(trees).forEach((tree) => tree.refresh());
      // Somebody else may have started it.
      if (state === 'running') trees.datasets.refresh();
    }),
  );
}
