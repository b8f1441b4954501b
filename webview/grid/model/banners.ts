import type { GridEvents } from '../../../src/protocol/views.ts';
import type { Failure } from '../../../src/protocol/engine.ts';
import { failureOf } from '../../shared/host.ts';
import { Observable } from '../../shared/observable.ts';
import type { GridHost } from './wire.ts';

/** What the person has to know, whatever is shown: edits that are not saved, an engine that is gone. */
export class Banners extends Observable {
  unsaved: GridEvents['unsaved'] = { edits: [], failure: null };
  engine: GridEvents['engine'] = { state: 'there', failure: null };
  /** Something that was asked for and could not be done. */
  failure: Failure | null = null;
  /** A sentence for screen readers and the count line. */
  said = '';
  saving = false;
  readonly #host: GridHost;

  constructor(host: GridHost) {
    super();
    this.#host = host;
    host.on('unsaved', (unsaved) => {
      this.unsaved = unsaved;
      this.changed();
    });
  }

  tellEngine(engine: GridEvents['engine']): void {
    this.engine = engine;
    this.changed();
  }

  say(sentence: string): void {
    this.said = sentence;
    this.changed();
  }

  fail(error: unknown): void {
    this.failure = failureOf(error) ?? this.failure;
    this.changed();
  }

  dismiss(): void {
    this.failure = null;
    this.changed();
  }

  /** Tries to save again what could not be saved. */
  async saveAgain(): Promise<void> {
    this.saving = true;
    this.changed();
    try {
      await this.#host.ask('save', null);
      this.failure = null;
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.saving = false;
    this.changed();
  }

  /** The caption of a sample that is not saved yet. */
  unsavedCaption(id: string): string | undefined {
    return this.unsaved.edits.find((edit) => edit.id === id)?.caption;
  }
}
