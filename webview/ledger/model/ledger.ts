import type { Overview, SampleInFull } from '../../../src/protocol/engine.ts';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { failureOf } from '../../shared/host.ts';
import { Latest } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import { concernsResults, Panel } from '../../shared/panel.ts';
import { t } from '../../shared/words.ts';

/** What is kept of the page. */
export interface KeptLedger {
  /** The sample whose way is shown; empty: none. */
  readonly id: string;
  /** Whether the funnel shows each operator, or stages alone. */
  readonly operators: boolean;
}

/** All that the page knows. */
export class LedgerModel extends Observable {
  readonly panel = new Panel<KeptLedger>({ id: '', operators: true });
  ledger: Ledger | null = null;
  overview: Overview | null = null;
  sample: SampleInFull | null = null;
  /** Why there is no such sample. */
  missing: string | null = null;
  readonly #question = new Latest();
  readonly #lookup = new Latest();

  /** Asks for everything that the page begins with. */
  begin(): void {
    this.panel.begin({
      ask: (changed) => (concernsResults(changed) ? this.#ask() : this.look(this.panel.kept.id)),
      take: ({ id }) => {
        if (id !== undefined) this.panel.keep({ id });
      },
    });
  }

  /** Shows the way of a sample; of an empty id none. */
  async look(id: string): Promise<void> {
    const { panel } = this;
    const signal = this.#lookup.begin();
    panel.keep({ id });
    this.missing = null;
    try {
      this.sample = id === '' ? null : await panel.host.ask('sample', { id, scores: [] }, signal);
      if (!panel.start.restricted) panel.thumbnails.want('sample', this.sample?.row.images ?? []);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) return;
      this.sample = null;
      this.missing = failure.kind === 'usage' ? failure.message : t('This cannot be told now: {0}', failure.message);
    }
    this.changed();
  }

  /** Opens the grid beside this page on what a filter finds. */
  show(filter: string): void {
    void this.panel.run(async () => {
      await this.panel.host.ask('show-samples', { filter });
    });
  }

  async #ask(): Promise<void> {
    const { host, kept } = this.panel;
    const signal = this.#question.begin();
    this.ledger = await host.ask('ledger/open', null, signal);
    this.changed();
    if (kept.id !== '') await this.look(kept.id);
    this.overview = await host.ask('overview', null, signal);
    this.changed();
  }
}
