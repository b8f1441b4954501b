import type { Memento, Uri, ViewColumn } from 'vscode';
import type { KeptView } from '../../protocol/views.ts';

/** The group of editors that a page is in: there is one page on a file in each. */
type Column = ViewColumn | undefined;

/**
 * Where the person is in each open grid. The editor keeps this for its pages too, but stores it only now and then, and a
 * window that is reloaded before then has lost it. Two editors on one file are two views.
 */
export class ViewMemory {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  of(uri: Uri, column: Column): KeptView | null {
    return this.#memento.get<KeptView>(keyOf(uri, column)) ?? null;
  }

  async remember(uri: Uri, column: Column, view: KeptView): Promise<void> {
    await this.#memento.update(keyOf(uri, column), view);
  }

  /** A grid that was closed begins anew. */
  async forget(uri: Uri, column: Column): Promise<void> {
    await this.#memento.update(keyOf(uri, column), undefined);
  }
}

function keyOf(uri: Uri, column: Column): string {
  return `view ${column ?? 0} of ${uri.toString()}`;
}
