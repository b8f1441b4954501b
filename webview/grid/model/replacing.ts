import type { Failure, Replacement, ReplacementPreview } from '../../../src/protocol/engine.ts';
import { failureOf } from '../../shared/host.ts';
import { Latest, pause } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import type { GridHost } from './wire.ts';

/** The preview is asked for once nothing was typed for so many milliseconds. */
const typing = 200;

/** What is looked for, and what is put in its place. */
export type Wanted = Omit<Replacement, 'result'>;

/** Find and replace over the samples of the result. */
export class Replacing extends Observable {
  open = false;
  wanted: Wanted = { find: '', replace: '', pattern: false, matchCase: false };
  preview: ReplacementPreview | null = null;
  failure: Failure | null = null;
  busy = false;
  /** How many captions the last replacement changed, and how many it left to others. */
  done: { readonly count: number; readonly skipped: number } | null = null;
  readonly #host: GridHost;
  readonly #latest = new Latest();
  #result = -1;

  constructor(host: GridHost) {
    super();
    this.#host = host;
  }

  show(open: boolean): void {
    this.open = open;
    this.done = null;
    if (open) void this.#look(0);
    else this.#latest.stop();
    this.changed();
  }

  /** The samples are others now. */
  over(result: number): void {
    this.#result = result;
    if (this.open) void this.#look(typing);
  }

  want(change: Partial<Wanted>): void {
    this.wanted = { ...this.wanted, ...change };
    this.done = null;
    void this.#look(typing);
  }

  /** Replaces all at once: one step to take back. */
  async apply(): Promise<void> {
    if (this.busy || this.preview === null || this.preview.matches === 0) return;
    this.busy = true;
    this.failure = null;
    this.changed();
    try {
      const edited = await this.#host.ask('replace', { ...this.wanted, result: this.#result });
      this.done = { count: edited.count, skipped: edited.skipped.length };
      this.preview = null;
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.busy = false;
    this.changed();
  }

  async #look(wait: number): Promise<void> {
    const signal = this.#latest.begin();
    this.failure = null;
    if (this.wanted.find === '') this.preview = null;
    this.changed();
    if (this.wanted.find === '') return;
    try {
      await pause(wait, signal);
      this.preview = await this.#host.ask('captions/find', { ...this.wanted, result: this.#result }, signal);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) return;
      this.failure = failure;
    }
    this.changed();
  }
}
