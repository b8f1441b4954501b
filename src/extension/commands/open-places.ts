import * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { registerCommand } from './register-command.ts';

/** *Show Log*, *Open Walkthrough* and *Open Settings*: places of the editor itself. */
export function registerOpenPlaces(product: Product): vscode.Disposable {
  const { id } = product.context.extension;
  const open = async (command: string, ...args: unknown[]): Promise<void> => {
    await vscode.commands.executeCommand(command, ...args);
  };
  return vscode.Disposable.from(
    registerCommand(product, 'betterSynth.log.show', () => Promise.resolve(product.log.show())),
    registerCommand(product, 'betterSynth.walkthrough.open', async () => {
      await open('workbench.action.openWalkthrough', `${id}#start`, false);
      // The editor overlooks a context key that was set before it read the walkthrough.
      if (product.datasets.all.length > 0) await open('welcome.markStepComplete', `${id}#start#sample`);
    }),
    registerCommand(product, 'betterSynth.settings.open', () => open('workbench.action.openSettings', `@ext:${id}`)),
  );
}
