import type { CaptionScore, Failure, SampleInFull } from '../../../src/protocol/engine.ts';
import { failureOf } from '../../shared/host.ts';
import { Latest, pause } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import type { GridHost } from './wire.ts';

/** The focus must rest on a sample for so many milliseconds before it is looked up. */
const resting = 120;

/** The sample that the panel shows. */
export class ShownSample extends Observable {
  id: string | null = null;
  full: SampleInFull | null = null;
  /** Scores of its present caption with the bounds of the recipe: empty where they cannot be had. */
  bounds: readonly CaptionScore[] = [];
  failure: Failure | null = null;
  readonly #host: GridHost;
  readonly #latest = new Latest();
  #scores: readonly string[] = [];

  constructor(host: GridHost) {
    super();
    this.#host = host;
  }

  /** Shows another sample, or none. */
  show(id: string | null, scores: readonly string[]): void {
    if (id === this.id) return;
    this.id = id;
    this.#scores = scores;
    this.refresh();
  }

  /** Asks again; what is known of the same sample stays until then. */
  refresh(): void {
    const { id } = this;
    if (this.full !== null && this.full.row.id !== id) {
      this.full = null;
      this.bounds = [];
    }
    this.failure = null;
    this.changed();
    if (id === null) this.#latest.stop();
    else void this.#ask(id, this.#latest.begin());
  }

  async #ask(id: string, signal: AbortSignal): Promise<void> {
    try {
      await pause(resting, signal);
      this.full = await this.#host.ask('sample', { id, scores: this.#scores }, signal);
      this.changed();
      await this.#askBounds(this.full, signal);
    } catch (error) {
      this.failure = failureOf(error);
    }
    if (!signal.aborted) this.changed();
  }

  async #askBounds({ row }: SampleInFull, signal: AbortSignal): Promise<void> {
    if (row.caption === null) return;
    try {
      const scored = await this.#host.ask('captions/score', { id: row.id, caption: row.caption }, signal);
      this.bounds = scored.scores;
    } catch {
      // Without them the history shows its scores alone.
    }
  }
}
