import type { GridRow } from '../../../src/protocol/grid.ts';
import type { Failure } from '../../../src/protocol/engine.ts';
import { pageSize } from '../../../src/protocol/views.ts';
import { failureOf } from '../../shared/host.ts';
import { Observable } from '../../shared/observable.ts';
import type { GridHost } from './wire.ts';

/** So many pages are remembered, however far the person scrolls. */
const remembered = 30;

/** Rows by their places in a page: of a page that was seen last, those that were in view. */
type Page = readonly (GridRow | undefined)[];

/** The rows of a result: windows of it, asked for as they come into view and taken back as they leave it. */
export class Rows extends Observable {
  failure: Failure | null = null;
  readonly #host: GridHost;
  #result = -1;
  #total = 0;
  #scores: readonly string[] = [];
  #pages = new Map<number, Page>();
  /** Pages of the result before: shown until their rows are asked for again. */
  #stale = new Map<number, Page>();
  readonly #asked = new Map<number, AbortController>();

  constructor(host: GridHost) {
    super();
    this.#host = host;
  }

  /** Begins with a new result; `same`: of the same question, so that its rows stand until the new ones are there. */
  begin(result: number, total: number, scores: readonly string[], same: boolean): void {
    this.#stale = new Map(same ? [...this.#stale, ...this.#pages] : []);
    this.#pages = new Map();
    for (const controller of this.#asked.values()) controller.abort();
    this.#asked.clear();
    this.#result = result;
    this.#total = total;
    this.#scores = scores;
    this.failure = null;
    this.changed();
  }

  /** Rows that were asked for ahead: the first ones of the result. */
  take(rows: readonly GridRow[]): void {
    if (rows.length === Math.min(pageSize, this.#total)) this.#keep(0, rows);
    this.changed();
  }

  /** Begins with rows that were seen before there is a result; the first one's place is `from`. */
  remember(from: number, rows: readonly GridRow[], total: number): void {
    for (const [index, row] of rows.entries()) {
      const page = [...(this.#stale.get(Math.floor((from + index) / pageSize)) ?? [])];
      page[(from + index) % pageSize] = row;
      this.#stale.set(Math.floor((from + index) / pageSize), page);
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
    if (this.#result < 0 || this.#total === 0) return;
    const first = Math.floor(Math.max(0, from) / pageSize);
    const last = Math.floor((Math.min(to, this.#total) - 1) / pageSize);
    for (const [page, controller] of this.#asked) {
      if (page >= first && page <= last) continue;
      controller.abort();
      this.#asked.delete(page);
    }
    for (let page = first; page <= last; page++) void this.#load(page);
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
    const from = page * pageSize;
    const ask = {
      result: this.#result,
      from,
      count: Math.min(pageSize, this.#total - from),
      scores: this.#scores,
    };
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
