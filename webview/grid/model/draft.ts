import type { Failure, ScoredCaption } from '../../../src/protocol/engine.ts';
import type { GridRow } from '../../../src/protocol/grid.ts';
import { failureOf } from '../../shared/host.ts';
import { Latest, pause } from '../../shared/latest.ts';
import { Observable } from '../../shared/observable.ts';
import type { Rows } from './rows.ts';
import type { ViewState } from './view-state.ts';
import type { GridHost } from './wire.ts';

/** Scores are asked for once nothing was typed for so many milliseconds. */
const typing = 150;

/** A caption that is being written. */
export interface Writing {
  readonly id: string;
  /** The caption that stood there when the writing began. */
  readonly seen: string;
  /** The caption that the sample was born with. */
  readonly born: string;
  readonly text: string;
  /** Where the person writes. */
  readonly where: 'card' | 'panel';
}

/** The one caption that is being written: its scores as it goes, and how it is saved. */
export class Draft extends Observable {
  now: Writing | null = null;
  /** What the engine says of the caption as it stood. */
  first: ScoredCaption | null = null;
  /** What it says of the text as it is now; null while it is asked. */
  scored: ScoredCaption | null = null;
  scoring = false;
  /** What was typed for a caption that is just being opened; null: none is. */
  early: string | null = null;
  failure: Failure | null = null;
  /** The caption that somebody else wrote meanwhile. */
  theirs: string | null = null;
  readonly #host: GridHost;
  readonly #rows: Rows;
  readonly #view: ViewState;
  readonly #scores = new Latest();
  #saving: Promise<boolean> | null = null;
  /** Which caption is opened, and for the how-manieth time one is. */
  #opening: string | null = null;
  #turn = 0;

  constructor(host: GridHost, rows: Rows, view: ViewState) {
    super();
    this.#host = host;
    this.#rows = rows;
    this.#view = view;
  }

  get dirty(): boolean {
    return this.now !== null && this.now.text !== this.now.seen;
  }

  get saving(): boolean {
    return this.#saving !== null;
  }

  /** Opens a sample's caption; one that is being written is saved first. False: that could not be, and it stays open. */
  async begin(row: GridRow, where: 'card' | 'panel', text?: string, seen?: string): Promise<boolean> {
    if (this.now?.id === row.id && !this.saving) return true;
    if (this.early === null || this.#opening !== row.id) this.early = '';
    this.#opening = row.id;
    const turn = ++this.#turn;
    const free = !this.dirty || (await this.save());
    // Another one is opened meanwhile, or this one a second time: that goes on.
    if (turn !== this.#turn) return false;
    const { early } = this;
    this.early = null;
    if (!free) return false;
    const { caption, before } = this.#rows.at(this.#rows.placeOf(row.id)) ?? row;
    const stood = seen ?? caption ?? '';
    this.now = { id: row.id, seen: stood, born: before ?? stood, text: `${text ?? stood}${early}`, where };
    this.first = null;
    this.scored = null;
    this.failure = null;
    this.theirs = null;
    this.#note();
    void this.#score(0, this.now.text);
    return true;
  }

  write(text: string): void {
    if (this.now === null) return;
    this.now = { ...this.now, text };
    this.#note();
    void this.#score(typing, text);
  }

  /** Gives the text back and closes. */
  cancel(): void {
    this.#close();
  }

  /** False: it could not be saved, and stays open with the reason. */
  save(): Promise<boolean> {
    this.#saving ??= this.#save().finally(() => {
      this.#saving = null;
      this.changed();
    });
    return this.#saving;
  }

  /** Ends a conflict: mine is written over theirs, or theirs stays. */
  async choose(whose: 'mine' | 'theirs'): Promise<void> {
    const { now, theirs } = this;
    if (now === null || theirs === null || this.saving) return;
    this.theirs = null;
    this.#rows.patch(now.id, (row) => ({ ...row, caption: theirs }));
    if (whose === 'theirs') {
      this.#close();
      return;
    }
    this.now = { ...now, seen: theirs };
    await this.save();
  }

  async #save(): Promise<boolean> {
    const { now } = this;
    if (now === null) return false;
    if (!this.dirty) {
      this.#close();
      return true;
    }
    this.failure = null;
    this.changed();
    try {
      await this.#host.ask('edit', [{ id: now.id, caption: now.text, seen: now.seen }]);
      this.#rows.patch(now.id, (row) => ({
        ...row,
        caption: now.text,
        before: now.text === now.born ? null : now.born,
        edited: now.text !== now.born,
        pending: true,
      }));
    } catch (error) {
      this.#refused(failureOf(error));
    }
    if (this.failure === null && this.theirs === null) this.#close();
    return this.now === null;
  }

  #refused(failure: Failure | null): void {
    if (failure?.kind === 'conflict') this.theirs = failure.details.safe ?? '';
    else this.failure = failure;
  }

  #close(): void {
    this.#scores.stop();
    this.now = null;
    this.failure = null;
    this.theirs = null;
    this.#note();
  }

  #note(): void {
    const { now } = this;
    this.#view.note({ draft: now === null ? null : { id: now.id, seen: now.seen, text: now.text } });
    this.changed();
  }

  async #score(wait: number, caption: string): Promise<void> {
    const { now } = this;
    if (now === null) return;
    const signal = this.#scores.begin();
    this.scoring = true;
    try {
      await pause(wait, signal);
      if (this.first === null && caption !== now.seen) this.first = await this.#ask(now.id, now.seen, signal);
      this.scored = await this.#ask(now.id, caption, signal);
      if (caption === now.seen) this.first ??= this.scored;
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) return;
      this.scored = { scores: [], tokens: null, missing: failure.message };
    }
    this.scoring = false;
    this.changed();
  }

  #ask(id: string, caption: string, signal: AbortSignal): Promise<ScoredCaption> {
    return this.#host.ask('captions/score', { id, caption }, signal);
  }
}
