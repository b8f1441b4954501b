import type { GridResult, GridRow } from '../../../src/protocol/grid.ts';
import type { Ask, Failure } from '../../../src/protocol/engine.ts';
import { pageSize } from '../../../src/protocol/views.ts';
import { failureOf } from '../../shared/host.ts';
import { Observable } from '../../shared/observable.ts';
import type { GridHost } from './wire.ts';

/** So many pages are remembered, however far the person scrolls. */
const remembered = 30;

/** Rows by their places in a page: of a page that was seen last, those that were in view. */
type Page = readonly (GridRow | undefined)[];
/** Pages by their numbers. */
export type Pages = ReadonlyMap<number, Page>;

/** The rows of a result: windows of it, asked for as they come into view and taken back as they leave it. */
export class Rows extends Observable {
  failure: Failure | null = null;
  readonly #host: GridHost;
  #result = -1;
  #total = 0;
  #scores: readonly string[] = [];
  #pages = new Map<number, Page>();
  /** Pages with other scores: shown until their rows are asked for again. */
  #stale = new Map<number, Page>();
  #wanted = { from: 0, to: 0 };
  readonly #asked = new Map<number, AbortController>();

  constructor(host: GridHost) {
    super();
    this.#host = host;
  }

  /**
   * The rows of a new result that will be in view, `moved` places further: so that it can take the place of what is
   * shown at once, and nobody sees samples in places where others stand by then. None where nothing is shown.
   */
  async ahead(
    { result, total }: GridResult,
    moved: number,
    scores: readonly string[],
    signal: AbortSignal,
  ): Promise<Pages> {
    const pages = new Map<number, Page>();
    if (this.#pages.size + this.#stale.size === 0) return pages;
    const { from, to } = this.#wanted;
    const load = async (page: number): Promise<void> => {
      pages.set(page, await this.#host.ask('grid/rows', window(result, page, total, scores), signal));
    };
    await Promise.all(pagesOf(from + moved, to + moved, total).map(load));
    return pages;
  }

  /** Begins with a new result, of which some pages are there. Followers are told by whoever begins it. */
  begin({ result, total }: GridResult, scores: readonly string[], pages: Pages): void {
    this.#stale = new Map();
    this.#pages = new Map(pages);
    this.#result = result;
    this.#total = total;
    this.#askAnew(scores);
  }

  /** The same rows with other scores: they stand until the new ones are there. */
  rescore(scores: readonly string[]): void {
    this.#stale = new Map([...this.#stale, ...this.#pages]);
    this.#pages = new Map();
    this.#askAnew(scores);
    this.changed();
  }

  #askAnew(scores: readonly string[]): void {
    for (const controller of this.#asked.values()) controller.abort();
    this.#asked.clear();
    this.#scores = scores;
    this.failure = null;
  }

  /** Rows that were asked for ahead: the first ones of the result. */
  take(rows: readonly GridRow[]): void {
    if (rows.length === Math.min(pageSize, this.#total)) this.#keep(0, rows);
    this.changed();
  }

  /** Begins with rows that were seen before there is a result; the first one's place is `from`. */
  remember(from: number, rows: readonly GridRow[], total: number): void {
    for (const [index, row] of rows.entries()) {
      const page = [...(this.#pages.get(Math.floor((from + index) / pageSize)) ?? [])];
      page[(from + index) % pageSize] = row;
      this.#pages.set(Math.floor((from + index) / pageSize), page);
    }
    this.#total = total;
    this.changed();
  }

  at(place: number): GridRow | undefined {
    if (place < 0 || place >= this.#total) return undefined;
    const page = Math.floor(place / pageSize);
    return (this.#pages.get(page) ?? this.#stale.get(page))?.[place % pageSize];
  }

  /** The place of a sample whose row is remembered, or -1. */
  placeOf(id: string): number {
    for (const [number, page] of [...this.#stale, ...this.#pages]) {
      const index = page.findIndex((row) => row?.id === id);
      if (index >= 0) return number * pageSize + index;
    }
    return -1;
  }

  /** Shows a change before the engine tells of it. */
  patch(id: string, change: (row: GridRow) => GridRow): void {
    for (const pages of [this.#pages, this.#stale]) {
      for (const [number, page] of pages) {
        if (page.some((row) => row?.id === id)) {
          pages.set(
            number,
            page.map((row) => (row?.id === id ? change(row) : row)),
          );
        }
      }
    }
    this.changed();
  }

  /** Asks for the rows from `from` until before `to`, and no longer for any others. */
  want(from: number, to: number): void {
    this.#wanted = { from, to };
    if (this.#result < 0) return;
    const pages = pagesOf(from, to, this.#total);
    for (const [page, controller] of this.#asked) {
      if (pages.includes(page)) continue;
      controller.abort();
      this.#asked.delete(page);
    }
    for (const page of pages) void this.#load(page);
  }

  /** Asks again for what could not be had. */
  retry(): void {
    this.failure = null;
    this.changed();
  }

  async #load(page: number): Promise<void> {
    const known = this.#pages.get(page);
    if (known !== undefined) {
      this.#pages.delete(page);
      this.#pages.set(page, known);
      return;
    }
    if (this.#asked.has(page) || this.failure !== null) return;
    const controller = new AbortController();
    this.#asked.set(page, controller);
    const ask = window(this.#result, page, this.#total, this.#scores);
    try {
      const rows = await this.#host.ask('grid/rows', ask, controller.signal);
      if (!controller.signal.aborted) this.#keep(page, rows);
    } catch (error) {
      this.failure = failureOf(error) ?? this.failure;
    }
    if (this.#asked.get(page) === controller) this.#asked.delete(page);
    this.changed();
  }

  #keep(page: number, rows: readonly GridRow[]): void {
    this.#pages.set(page, rows);
    this.#stale.delete(page);
    for (const pages of [this.#stale, this.#pages]) {
      const [oldest] = pages.keys();
      if (oldest !== undefined && this.#pages.size + this.#stale.size > remembered) pages.delete(oldest);
    }
  }
}

/** The numbers of the pages that have places of a range. */
function pagesOf(from: number, to: number, total: number): number[] {
  const first = Math.floor(Math.max(0, from) / pageSize);
  const last = Math.floor((Math.min(to, total) - 1) / pageSize);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function window(result: number, page: number, total: number, scores: readonly string[]): Ask<'grid/rows'> {
  const from = page * pageSize;
  return { result, from, count: Math.min(pageSize, total - from), scores };
}
