import * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { datasetOf } from './dataset-of.ts';
import { registerCommand } from './register-command.ts';

/** *Show in Recipe*: the line of a stage or an operator. */
export function registerGoTo(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.recipe.goTo', async ({ uri, line = 1, column = 1 }) => {
    if (uri === undefined) return;
    const place = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(place, place) });
  });
}

/** *Open Recipe*. */
export function registerOpenRecipe(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.dataset.openRecipe', async (given) => {
    const dataset = await datasetOf(product, given);
    if (dataset !== undefined) await vscode.window.showTextDocument(dataset.recipe);
  });
}
