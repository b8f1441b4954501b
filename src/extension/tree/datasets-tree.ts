import * as vscode from 'vscode';
import type { DatasetFolder, Product } from '../product.ts';
import { datasetDescription, datasetNodes } from './dataset-nodes.ts';
import { NodeTree, orFailure } from './node-tree.ts';
import type { TreeNode } from './tree-node.ts';

/** The tree of datasets: what is in each, and what became of it. Of several, each is asked when it is opened. */
export function datasetsTree({ datasets, engines }: Product): NodeTree {
  return new NodeTree(datasets.found, async () => {
    const [only] = datasets.all;
    if (only === undefined || datasets.all.length > 1) return datasets.all.map(closed);
    const { description, children } = await inside(only);
    return [{ ...closed(only), open: true, children, ...(description === null ? {} : { description }) }];
  });

  function closed(dataset: DatasetFolder): TreeNode {
    const { uri, file, name } = dataset;
    const place = file ?? uri;
    return {
      ...{ id: `dataset ${place.toString()}`, kind: file === null ? 'dataset' : 'file', label: name },
      ...{ folder: uri.toString(), tooltip: place.fsPath, icon: { name: file === null ? 'database' : 'file' } },
      children: async () => (await inside(dataset)).children,
    };
  }

  async function inside(
    dataset: DatasetFolder,
  ): Promise<{ readonly description: string | null; readonly children: readonly TreeNode[] }> {
    const engine = engines.of(dataset);
    const folder = dataset.uri.toString();
    let description: string | null = null;
    const children = await orFailure(
      folder,
      () => engine.state === 'gone',
      async () => {
        const overview = await engine.ask('overview', null);
        description = datasetDescription(overview, vscode.l10n.t);
        return datasetNodes(overview, folder, vscode.l10n.t);
      },
    );
    return { description, children };
  }
}
