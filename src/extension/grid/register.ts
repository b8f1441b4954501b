import * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { registerGridCommands } from './commands.ts';
import { registerDifferences } from './difference.ts';
import { GridProvider, viewType } from './provider.ts';

/** Registers the custom editor for datasets, its commands, and the documents that show differences of captions. */
export function registerGrid(product: Product): vscode.Disposable {
  const provider = new GridProvider(product);
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(viewType, provider, {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { enableFindWidget: false },
    }),
    registerGridCommands(product, provider),
    registerDifferences(),
  );
}
