import * as vscode from 'vscode';
import type { ActiveRuns, DatasetFolder, Product } from '../product.ts';
import { NodeTree, orFailure } from './node-tree.ts';
import { runNodes } from './run-nodes.ts';
import type { TreeNode } from './tree-node.ts';

/** The tree of runs, the newest first; by dataset where there are several. */
export function runsTree({ datasets, engines }: Product, active: ActiveRuns): NodeTree {
  return new NodeTree(datasets.found, async () => {
    const own = datasets.all.filter(({ file }) => file === null);
    const [only] = own;
    if (only !== undefined && own.length === 1) return runsOf(only);
    return own.map((dataset) => ({
      ...{ id: dataset.uri.toString(), kind: 'runs', label: dataset.name, icon: { name: 'database' } },
      children: async () => orNone(dataset, await runsOf(dataset)),
    }));
  });

  function runsOf(dataset: DatasetFolder): Promise<readonly TreeNode[]> {
    const engine = engines.of(dataset);
    const folder = dataset.uri.toString();
    return orFailure(
      folder,
      () => engine.state === 'gone',
      async () => {
        const runs = await engine.ask('runs/list', null);
        const now = active.all.find(({ dataset: other }) => other.uri.toString() === folder)?.progress ?? null;
        return runNodes(runs, now, { folder, clock, t: vscode.l10n.t });
      },
    );
  }
}

/** Of several datasets one may have no run yet: a line without children would look broken. */
function orNone({ uri }: DatasetFolder, nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.length > 0
    ? nodes
    : [{ id: `no run ${uri.toString()}`, kind: 'none', label: vscode.l10n.t('no run yet') }];
}

function clock(iso: string): string {
  const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return new Date(iso).toLocaleString(vscode.env.language, options);
}
