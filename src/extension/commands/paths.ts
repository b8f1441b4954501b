import * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { datasetOf } from './dataset-of.ts';
import { revealCommand } from './export.ts';
import { registerCommand } from './register-command.ts';

/** *Copy Path* and *Reveal in Explorer* of a dataset folder. */
export function registerPaths(product: Product): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(product, 'betterSynth.dataset.copyPath', async (given) => {
      const dataset = await datasetOf(product, given);
      if (dataset !== undefined) await vscode.env.clipboard.writeText(dataset.uri.fsPath);
    }),
    registerCommand(product, 'betterSynth.dataset.reveal', async (given) => {
      const dataset = await datasetOf(product, given);
      if (dataset !== undefined) await vscode.commands.executeCommand(revealCommand(), dataset.uri);
    }),
  );
}
