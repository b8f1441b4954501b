import * as vscode from 'vscode';
import type { CommandId } from '../contributions/commands.ts';
import { showFailure } from '../failures.ts';
import type { Product } from '../product.ts';

/** What commands may be told, by trees, links and other commands. */
export interface CommandArguments {
  /** A dataset folder's Uri as text. */
  readonly folder?: string;
  readonly stage?: string;
  /** A run's number. */
  readonly n?: number;
  /** A recipe's Uri as text, and a 1-based place in it. */
  readonly uri?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Registers a command that answers even where it fails. */
export function registerCommand(
  { log }: Product,
  id: CommandId,
  work: (given: CommandArguments) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (given: unknown) => {
    try {
      await work(argumentsOf(given));
    } catch (error) {
      await showFailure(log, error);
    }
  });
}

/** What is understood of an argument: anybody may execute a command. */
function argumentsOf(given: unknown): CommandArguments {
  if (given instanceof vscode.Uri) return { uri: given.toString() };
  if (typeof given !== 'object' || given === null) return {};
  const texts = (['folder', 'stage', 'uri'] as const).map((name) => [name, fieldOf(given, name, 'string')]);
  const numbers = (['n', 'line', 'column'] as const).map((name) => [name, fieldOf(given, name, 'number')]);
  return Object.fromEntries([...texts, ...numbers].filter(([, value]) => value !== undefined)) as CommandArguments;
}

function fieldOf(given: object, name: string, type: 'string' | 'number'): unknown {
  const value = (given as Record<string, unknown>)[name];
  return typeof value === type ? value : undefined;
}
