import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { PanelMethods } from '../../protocol/panels.ts';
import type { Engine } from '../product.ts';

/**
 * Shows the line of a stage, or of an operator of it, in the recipe; without a stage that of its first error. The recipe's
 * beginning where they are gone.
 */
export async function goToRecipe(
  { dataset, ask }: Pick<Engine, 'dataset' | 'ask'>,
  { stage, operator }: PanelMethods['go-to-recipe']['ask'],
): Promise<null> {
  const path = dataset.recipe.fsPath;
  const recipe = { path, text: await readFile(path, 'utf8') };
  const place = stage === null ? await errorIn(ask, recipe) : await stageIn(ask, recipe, stage, operator);
  const { line = 1, column = 1 } = place ?? {};
  const at = new vscode.Position(line - 1, column - 1);
  const options = { selection: new vscode.Range(at, at), viewColumn: vscode.ViewColumn.Beside };
  await vscode.window.showTextDocument(dataset.recipe, options);
  return null;
}

interface RecipeFile {
  readonly path: string;
  readonly text: string;
}
type Place = { readonly line?: number; readonly column?: number } | undefined;

async function errorIn(ask: Engine['ask'], recipe: RecipeFile): Promise<Place> {
  const problems = await ask('recipe/check', recipe);
  return problems.find(({ severity, file }) => severity === 'error' && file === basename(recipe.path));
}

async function stageIn(ask: Engine['ask'], recipe: RecipeFile, name: string, operator: string | null): Promise<Place> {
  const { stages } = await ask('recipe/outline', recipe);
  const stage = stages.find((found) => found.name === name);
  return stage?.operators.find(({ label }) => label === operator) ?? stage;
}
