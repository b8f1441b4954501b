import type { Memento, Uri } from 'vscode';
import type { WantedEdit } from '../../protocol/engine.ts';
import { backupText, readBackupText, type KeptEdits } from './backup.ts';

/**
 * Unsaved edits of each document, kept at once. The editor's own backups come a second later, and are not found again
 * after a window that was killed before it had noted where they lie.
 */
export class UnsavedMemory {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Keeps what waits; what is not there any more is forgotten. */
  async remember(uri: Uri, changes: readonly { readonly edits: readonly WantedEdit[] }[]): Promise<void> {
    const text = changes.length === 0 ? undefined : backupText(changes);
    if (text !== this.#memento.get(keyOf(uri))) await this.#memento.update(keyOf(uri), text);
  }

  /** What was kept. @throws Error where it cannot be read */
  of(uri: Uri): KeptEdits {
    const text = this.#memento.get<string>(keyOf(uri));
    return text === undefined ? [] : readBackupText(text);
  }
}

function keyOf(uri: Uri): string {
  return `unsaved captions of ${uri.toString()}`;
}
