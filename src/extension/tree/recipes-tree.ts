import * as vscode from 'vscode';
import { exists } from '../find-datasets.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { NodeTree, orFailure } from './node-tree.ts';
import { recipeNodes } from './recipe-nodes.ts';
import type { TreeNode } from './tree-node.ts';

/** The tree of recipes: stages, operators and thresholds as written, with what they did last. */
export function recipesTree({ datasets, engines }: Product): NodeTree {
  return new NodeTree(async () => {
    const there = await Promise.all(datasets.all.map((dataset) => exists(dataset.recipe)));
    const withRecipe = datasets.all.filter(({ file }, index) => file === null && there[index]);
    return withRecipe.map((dataset) => root(dataset, withRecipe.length === 1));
  });

  function root(dataset: DatasetFolder, open: boolean): TreeNode {
    const { uri, recipe, name } = dataset;
    const place = { folder: uri.toString(), uri: recipe.toString() };
    const children = (): Promise<readonly TreeNode[]> =>
      orFailure(
        place.folder,
        () => engines.of(dataset).state === 'gone',
        async () => {
          const ask = { path: recipe.fsPath, text: await textOf(recipe) };
          return recipeNodes(await engines.of(dataset).ask('recipe/outline', ask), place, vscode.l10n.t);
        },
      );
    return {
      ...{ id: place.uri, kind: 'recipe', label: name, description: recipe.path.split('/').at(-1)! },
      ...{ tooltip: recipe.fsPath, icon: { name: 'notebook' }, open, children },
      ...{ ...place, line: 1, column: 1, click: 'betterSynth.recipe.goTo' },
    };
  }
}

/** A recipe as its editor has it, or as it lies on the disk. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
