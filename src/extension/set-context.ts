import { commands } from 'vscode';
import type { ContextKey } from './contributions/context-keys.ts';

/** Sets a key that menus, key bindings and welcome views ask for. */
export function setContext(key: ContextKey, value: boolean): void {
  void commands.executeCommand('setContext', key, value);
}
