import * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { registerCommand } from './register-command.ts';

/** How long the status bar says it, in milliseconds. */
const shown = 5000;

/** *Restart Engine*: also after it was given up. */
export function registerEngineRestart(product: Product): vscode.Disposable {
  return registerCommand(product, 'betterSynth.engine.restart', async () => {
    await product.engines.restart();
    vscode.window.setStatusBarMessage(vscode.l10n.t('The engine has been started anew.'), shown);
  });
}
