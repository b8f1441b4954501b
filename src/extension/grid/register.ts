import * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { registerGridCommands } from './commands.ts';
import { registerDifferences } from './difference.ts';
import { viewType, type GridProvider } from './provider.ts';

/** Registers the custom editor for datasets, its commands, and the documents that show differences of captions. */
export function registerGrid(product: Product, provider: GridProvider): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(viewType, provider, {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { enableFindWidget: false },
    }),
    registerGridCommands(product, provider),
    registerDifferences(),
  );
}
