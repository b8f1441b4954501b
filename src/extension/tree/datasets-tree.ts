import * as vscode from 'vscode';
import type { DatasetFolder, Product } from '../product.ts';
import { datasetDescription, datasetNodes } from './dataset-nodes.ts';
import { NodeTree, orFailure } from './node-tree.ts';
import type { TreeNode } from './tree-node.ts';

/**
 * The tree of datasets: what is in each, and what became of it. Of several, each is asked when it is opened, or has an engine
 * already.
 */
export function datasetsTree({ datasets, engines }: Product): NodeTree {
  /** What stands behind the names, as far as it is known. */
  const descriptions = new Map<string, string>();
  const tree = new NodeTree(datasets.found, async () => {
    const [only] = datasets.all;
    if (only !== undefined && datasets.all.length === 1) {
      const children = await inside(only);
      return [{ ...closed(only), open: true, children }];
    }
    for (const dataset of datasets.all) if (engines.of(dataset).state === 'running') void inside(dataset);
    return datasets.all.map(closed);
  });
  return tree;

  function closed(dataset: DatasetFolder): TreeNode {
    const { uri, file, name } = dataset;
    const place = file ?? uri;
    const description = descriptions.get(place.toString());
    return {
      ...{ id: `dataset ${place.toString()}`, kind: file === null ? 'dataset' : 'file', label: name },
      ...{ folder: uri.toString(), tooltip: place.fsPath, icon: { name: file === null ? 'database' : 'file' } },
      ...(description === undefined ? {} : { description }),
      children: () => inside(dataset),
    };
  }

  function inside(dataset: DatasetFolder): Promise<readonly TreeNode[]> {
    const engine = engines.of(dataset);
    const folder = dataset.uri.toString();
    return orFailure(
      folder,
      () => engine.state === 'gone',
      async () => {
        const overview = await engine.ask('overview', null);
        describe(dataset, datasetDescription(overview, vscode.l10n.t));
        return datasetNodes(overview, folder, vscode.l10n.t);
      },
    );
  }

  /** Of several datasets the lines are shown before their descriptions are known. */
  function describe({ uri, file }: DatasetFolder, description: string): void {
    const key = (file ?? uri).toString();
    if (descriptions.get(key) === description) return;
    descriptions.set(key, description);
    if (datasets.all.length > 1) tree.refresh();
  }
}
