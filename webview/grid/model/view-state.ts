import type { GridStart } from '../../../src/protocol/views.ts';
import type { GridQuestion } from '../../../src/protocol/grid.ts';
import { Observable } from '../../shared/observable.ts';
import type { LastWindow } from './last-window.ts';
import type { Ranges } from '../../shared/ranges.ts';
import type { GridHost } from './wire.ts';

/** A caption that is being written, as it outlives a reload. */
export interface KeptDraft {
  readonly id: string;
  /** The caption that the writer saw. */
  readonly seen: string;
  readonly text: string;
}

/** Where the grid is scrolled to: a sample of the first row in view. */
export interface Anchor {
  readonly id: string;
  readonly place: number;
  /** How much of its row is above the view: 0 to 1. */
  readonly above: number;
}

/** Which samples are selected, and by what they are found again. */
export interface KeptSelection {
  readonly ranges: Ranges;
  /** Null: too many to be named. */
  readonly ids: readonly string[] | null;
  /** How many samples the result and the dataset had. */
  readonly total: number;
  readonly of: number;
}

/** Where the person is and how it looks: kept over a reload. */
export interface Kept extends GridQuestion {
  /** The least width of a card in pixels. */
  readonly size: number;
  /** Scores on the cards; null: not chosen yet. */
  readonly scores: readonly string[] | null;
  readonly panel: boolean;
  readonly panelWidth: number;
  readonly anchor: Anchor | null;
  /** The result that places are of. */
  readonly result: number | null;
  /** The sample that has the focus; null: none has, or it is not known yet. */
  readonly focus: string | null;
  readonly selected: KeptSelection | null;
  readonly draft: KeptDraft | null;
  /** The filter that the page was asked to begin with. */
  readonly asked: string | null;
}

/** As it is stored: by which page, and when. */
interface Stored extends Kept {
  readonly page: string;
  readonly at: number;
  readonly seen: LastWindow | null;
}

/** The bounds of {@link Kept.size}. */
export const sizes = { least: 96, most: 320, step: 16 } as const;
/** The editor keeps what has changed so many milliseconds ago: not each letter of a caption with all that is in view. */
const soon = 100;
/** The host is told once nothing has changed for so many milliseconds. */
const quiet = 250;

const fresh: Kept = {
  filter: '',
  orderBy: null,
  size: 176,
  scores: null,
  panel: false,
  panelWidth: 400,
  anchor: null,
  result: null,
  focus: null,
  selected: null,
  draft: null,
  asked: null,
};

/**
 * The state of the page. The editor keeps it while the page is hidden, but stores it only now and then: so that it
 * outlives any reload of the window, the host keeps it too.
 */
export class ViewState extends Observable {
  kept: Kept;
  /** What was in view last. */
  seen: LastWindow | null;
  readonly #host: GridHost;
  readonly #page: string;
  /** When something changed last. */
  #at: number;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(host: GridHost, start: GridStart) {
    super();
    this.#host = host;
    const own = host.kept() as Stored | undefined;
    const before = laterOf(own, (start.kept ?? undefined) as Stored | undefined);
    const { page = crypto.randomUUID(), at = 0, seen = null, ...kept } = before ?? ({} as Partial<Stored>);
    this.#page = page;
    this.#at = at;
    this.seen = seen;
    const settings = { size: start.size ?? fresh.size, scores: start.scores ?? fresh.scores };
    this.kept = { ...fresh, ...settings, ...kept };
    if (start.filter !== null && start.filter !== before?.asked) {
      const { filter } = start;
      this.kept = { ...this.kept, filter, asked: filter, anchor: null, focus: null, selected: null };
      this.seen = null;
    }
    window.addEventListener('pagehide', () => {
      this.#keep();
      this.#tell();
    });
  }

  set(change: Partial<Kept>): void {
    this.note(change);
    this.changed();
  }

  /** Keeps what nobody draws. */
  note(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    this.#noted();
    // Who clicks a card and then a tab beside it has left the page before long. Letters come fast, and may wait.
    if (!('draft' in change)) this.#keep();
  }

  /** Keeps what is in view, at once: that changes only when the person rests. */
  noteSeen(seen: LastWindow | null): void {
    this.seen = seen;
    this.#noted();
    this.#keep();
  }

  #noted(): void {
    this.#at = Date.now();
    this.#keeping ??= setTimeout(() => {
      this.#keep();
    }, soon);
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      this.#tell();
    }, quiet);
  }

  #keep(): void {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    this.#host.keep({ ...this.#stored(), seen: this.seen });
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#host.tell('kept', { ...this.#stored() });
  }

  #stored(): Omit<Stored, 'seen'> {
    return { ...this.kept, page: this.#page, at: this.#at };
  }
}

/** The editor's, unless the host has a later one of the same page: another page may show the same dataset. */
function laterOf(own: Stored | undefined, hosts: Stored | undefined): Stored | undefined {
  if (own === undefined || hosts === undefined) return own ?? hosts;
  return hosts.page === own.page && hosts.at > own.at ? { ...hosts, seen: null } : own;
}
