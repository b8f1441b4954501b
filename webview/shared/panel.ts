/** What every panel's page begins with: its wire, its words, and what it keeps of itself. */
import type { Failure } from '../../src/protocol/engine.ts';
import type { PanelEvents, PanelMethods, PanelStart, PanelSubject, PanelTells } from '../../src/protocol/panels.ts';
import type { KeptView } from '../../src/protocol/views.ts';
import { connect, failureOf, type Host } from './host.ts';
import { Observable } from './observable.ts';
import { Thumbnails } from './thumbnails.ts';
import { useWords } from './words.ts';

/** The host half of a panel. */
export type PanelHost = Host<PanelMethods, PanelTells, PanelEvents>;

/** What hosts tell a panel that its page answers by itself. */
export interface PanelLife {
  /** Asks for all that the page shows: at its beginning, and when something has changed. */
  readonly ask: (changed: PanelEvents['changed']['what'] | null) => Promise<void>;
  /** Keeps what the panel was opened on, at its beginning and later; everything is asked for after it. */
  readonly take?: (subject: PanelSubject) => void;
  /** A run goes on, or has ended. */
  readonly progress?: (progress: PanelEvents['run-progress']) => void;
}

/** Whether a change can be one of results; null: everything is asked for. What people tag and write waits for the next run. */
export function concernsResults(changed: PanelEvents['changed']['what'] | null): boolean {
  return changed === null || changed.includes('dataset') || changed.includes('results');
}

/** What is stored beside what a page keeps: by the folder the editor finds its dataset, by the number its opening. */
interface Stored {
  readonly folder?: string;
  readonly opened?: number;
}

/** The host is told what is kept once nothing has changed for so many milliseconds. */
const quiet = 250;

/**
 * What a panel's page has around its own model: the wire, thumbnails, whether the engine is there, and `kept`, what
 * outlives the page: it may be destroyed at any time, and asks again. To be made once.
 */
export class Panel<Kept extends object> extends Observable {
  readonly start: PanelStart;
  readonly host: PanelHost;
  readonly thumbnails: Thumbnails;
  /** Small: where the person is, and what was chosen. */
  kept: Kept;
  /** Whether the engine is gone, and why. */
  engine: PanelEvents['engine'] = { state: 'there', failure: null };
  /** Why the last question had no answer. */
  failure: Failure | null = null;
  /** The opening that was taken; null: that of the start has to be. One that comes back was left as `kept` says. */
  #opened: number | null;
  #again: () => void = () => undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;

  /** @param fresh what is kept of a page that was never shown */
  constructor(fresh: Kept) {
    super();
    this.start = JSON.parse(document.querySelector('#start')!.textContent) as PanelStart;
    useWords(this.start.words, this.start.language);
    this.host = connect<PanelMethods, PanelTells, PanelEvents>();
    this.thumbnails = new Thumbnails(this.host);
    const kept = (this.start.kept ?? {}) as Partial<Kept>;
    const { folder: _, opened, ...own } = (this.host.kept() ?? {}) as Partial<Kept> & Stored;
    this.kept = { ...fresh, ...kept, ...own };
    this.#opened = opened ?? null;
  }

  /** Begins, once the page is there. */
  begin({ ask, take, progress }: PanelLife): void {
    const { host } = this;
    this.#again = () => void this.run(() => ask(null));
    host.on('changed', ({ what }) => {
      if (what.includes('dataset')) this.thumbnails.refresh();
      void this.run(() => ask(what));
    });
    const isTaken = ({ subject, opened }: PanelEvents['subject']): boolean => {
      if (opened === this.#opened) return false;
      this.#opened = opened;
      take?.(subject);
      this.#store();
      return true;
    };
    host.on('subject', (opening) => {
      if (isTaken(opening)) this.#again();
    });
    host.on('run-progress', (now) => progress?.(now));
    host.on('engine', (engine) => {
      this.engine = engine;
      if (engine.state === 'there') this.retry();
      this.changed();
    });
    isTaken(this.start);
    host.tell('ready', null);
    this.#again();
  }

  /** Asks for everything again. */
  retry(): void {
    this.thumbnails.refresh();
    this.#again();
  }

  /** Does something that may fail: the page then says why. */
  async run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure = null;
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) return;
      this.failure = failure;
    }
    this.changed();
  }

  /** Changes what is kept, and shows it. */
  keep(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    this.#store();
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      this.host.tell('kept', { ...this.kept } as KeptView);
    }, quiet);
    this.changed();
  }

  #store(): void {
    this.host.keep({ ...this.kept, folder: this.start.folder, opened: this.#opened });
  }
}
