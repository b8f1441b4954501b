import type { Memento, Uri } from 'vscode';
import type { KeptView } from '../../protocol/views.ts';

/**
 * Where the person is in each open grid. The editor keeps this for its pages too, but stores it only now and then, and a
 * window that is reloaded before then has lost it.
 */
export class ViewMemory {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  of(uri: Uri): KeptView | null {
    return this.#memento.get<KeptView>(keyOf(uri)) ?? null;
  }

  async remember(uri: Uri, view: KeptView): Promise<void> {
    await this.#memento.update(keyOf(uri), view);
  }

  /** A grid that was closed begins anew. */
  async forget(uri: Uri): Promise<void> {
    await this.#memento.update(keyOf(uri), undefined);
  }
}

function keyOf(uri: Uri): string {
  return `view of ${uri.toString()}`;
}
