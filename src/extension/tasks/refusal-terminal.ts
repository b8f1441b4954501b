import * as vscode from 'vscode';
import { exitCodes, type ProductError } from '../../protocol/errors.ts';
import { outcomeLines } from './run-outcome.ts';

/** The terminal of a task that cannot be run: it says why, and has failed. */
export class RefusalTerminal implements vscode.Pseudoterminal {
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  readonly #why: ProductError;

  constructor(why: ProductError) {
    this.#why = why;
  }

  open(): void {
    const { message, details } = this.#why;
    const outcome = { exit: exitCodes.usage, failure: { message, ...details } };
    for (const line of outcomeLines(outcome, vscode.l10n.t)) this.#written.fire(`${line}\r\n`);
    this.#closed.fire(exitCodes.usage);
  }

  close(): void {
    this.#written.dispose();
    this.#closed.dispose();
  }
}
