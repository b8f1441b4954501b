import { filterValue } from '../../../src/protocol/filter-fields.ts';
import type { GridRow } from '../../../src/protocol/grid.ts';
import type { PanelHost } from '../../shared/panel.ts';

/** Samples by their rows, as the grid has them. */
export class Samples {
  readonly #host: PanelHost;
  #all: number | null = null;

  constructor(host: PanelHost) {
    this.#host = host;
  }

  /** The result that has all samples. Asked for early: it makes what a selection needs, too. */
  async everything(): Promise<number> {
    this.#all ??= (await this.#host.ask('grid/open', { filter: '', orderBy: null })).result;
    return this.#all;
  }

  /** The dataset has changed. */
  forget(): void {
    this.#all = null;
  }

  /** The sample of a row. */
  async of(row: number, scores: readonly string[], signal?: AbortSignal): Promise<GridRow> {
    const ask = { result: await this.everything(), from: row, count: 1, scores };
    try {
      return (await this.#host.ask('grid/rows', ask, signal))[0]!;
    } catch (error) {
      // The engine may have forgotten the result.
      this.forget();
      throw error;
    }
  }

  /** Opens a sample in the grid. */
  open({ id }: Pick<GridRow, 'id'>): void {
    const filter = `id:${filterValue(id)}`;
    void this.#host.ask('show-samples', { filter }).catch(() => undefined);
  }
}
