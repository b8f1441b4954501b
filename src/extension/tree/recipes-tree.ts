import * as vscode from 'vscode';
import { exists } from '../find-datasets.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { NodeTree, orFailure } from './node-tree.ts';
import { recipeNodes, type RecipePlace } from './recipe-nodes.ts';
import type { TreeNode } from './tree-node.ts';

/** The tree of recipes: stages, operators and thresholds as written, with what they did last. Of several, each is asked when it is opened. */
export function recipesTree({ datasets, engines }: Product): NodeTree {
  return new NodeTree(datasets.found, async () => {
    const there = await Promise.all(datasets.all.map((dataset) => exists(dataset.recipe)));
    const withRecipe = datasets.all.filter(({ file }, index) => file === null && there[index]);
    const [only] = withRecipe;
    if (only === undefined || withRecipe.length > 1) return withRecipe.map(closed);
    return [{ ...closed(only), open: true, children: await stagesOf(only) }];
  });

  function closed(dataset: DatasetFolder): TreeNode {
    const { recipe, name } = dataset;
    return {
      ...{ id: recipe.toString(), kind: 'recipe', label: name, description: recipe.path.split('/').at(-1)! },
      ...{ tooltip: recipe.fsPath, icon: { name: 'notebook' } },
      ...{ ...placeOf(dataset), line: 1, column: 1, click: 'betterSynth.recipe.goTo' },
      children: () => stagesOf(dataset),
    };
  }

  function stagesOf(dataset: DatasetFolder): Promise<readonly TreeNode[]> {
    const { recipe } = dataset;
    const engine = engines.of(dataset);
    return orFailure(
      dataset.uri.toString(),
      () => engine.state === 'gone',
      async () => {
        const ask = { path: recipe.fsPath, text: await textOf(recipe) };
        return recipeNodes(await engine.ask('recipe/outline', ask), placeOf(dataset), vscode.l10n.t);
      },
    );
  }
}

function placeOf({ uri, recipe }: DatasetFolder): RecipePlace {
  return { folder: uri.toString(), uri: recipe.toString() };
}

/** A recipe as its editor has it, or as it lies on the disk. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
