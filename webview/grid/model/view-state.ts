import type { GridStart } from '../../../src/protocol/views.ts';
import type { GridQuestion } from '../../../src/protocol/grid.ts';
import { Observable } from '../../shared/observable.ts';
import type { GridHost } from './wire.ts';

/** A caption that is being written, as it outlives a reload. */
export interface KeptDraft {
  readonly id: string;
  /** The caption that the writer saw. */
  readonly seen: string;
  readonly text: string;
}

/** Where the person is and how it looks: kept over a reload. Never data. */
export interface Kept extends GridQuestion {
  /** The least width of a card in pixels. */
  readonly size: number;
  /** Scores on the cards; null: not chosen yet. */
  readonly scores: readonly string[] | null;
  readonly panel: boolean;
  readonly panelWidth: number;
  /** The sample in the first row. */
  readonly anchor: string | null;
  /** The sample that has the focus. */
  readonly focus: string | null;
  readonly draft: KeptDraft | null;
  /** The filter that the page was asked to begin with. */
  readonly asked: string | null;
}

/** The bounds of {@link Kept.size}. */
export const sizes = { least: 96, most: 320, step: 16 } as const;

const fresh: Kept = {
  filter: '',
  orderBy: null,
  size: 176,
  scores: null,
  panel: false,
  panelWidth: 400,
  anchor: null,
  focus: null,
  draft: null,
  asked: null,
};

/** The state of the page that the editor keeps. */
export class ViewState extends Observable {
  kept: Kept;
  readonly #host: GridHost;

  constructor(host: GridHost, start: GridStart) {
    super();
    this.#host = host;
    const before = host.kept() as Partial<Kept> | undefined;
    const settings = { size: start.size ?? fresh.size, scores: start.scores ?? fresh.scores };
    this.kept = { ...fresh, ...settings, ...before };
    if (start.filter !== null && start.filter !== before?.asked) {
      this.kept = { ...this.kept, filter: start.filter, asked: start.filter, anchor: null };
    }
  }

  set(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    this.#host.keep(this.kept);
    this.changed();
  }

  /** Keeps what nobody draws. */
  note(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    this.#host.keep(this.kept);
  }
}
