import type { Disposable } from 'vscode';
import type { Product } from '../product.ts';
import { registerCommand } from './register-command.ts';

/** *Restart Engine*: also after it was given up. */
export function registerEngineRestart(product: Product): Disposable {
  return registerCommand(product, 'betterSynth.engine.restart', () => product.engines.restart());
}
