import { Virtualizer, type Rect } from '@tanstack/virtual-core';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LongScroll } from '../../shared/long-scroll.ts';
import type { Observable } from '../../shared/observable.ts';
import { t } from '../../shared/words.ts';
import { edit } from '../model/commands.ts';
import type { Reveal } from '../model/grid.ts';
import { lastWindow } from '../model/last-window.ts';
import { card } from './card.ts';
import './caption-editor.ts';
import { emptyState } from './empty-state.ts';
import { focusGrid } from './focus-grid.ts';
import { gap, layOut, type Layout } from './layout.ts';
import { moveByKey } from './move-by-key.ts';
import { Part } from './part.ts';

/** What is in view is kept once nothing has moved for so many milliseconds. */
const settled = 200;
/** Rows above and below the view that are drawn too. */
const overscan = 2;

/** The samples of the result as cards: only those in view are in the page, however many there are. */
class Cards extends Part {
  #layout: Layout = layOut(800, 176, 0);
  #scroll!: LongScroll;
  #rows!: Virtualizer<HTMLElement, HTMLElement>;
  #viewport: Rect = { width: 800, height: 600 };
  #filled = false;
  #unmount: () => void = () => undefined;
  #settled: ReturnType<typeof setTimeout> | undefined;

  protected override follows(): readonly Observable[] {
    const { grid } = this;
    return [grid, grid.view, grid.rows, grid.thumbnails, grid.selection, grid.draft, grid.banners];
  }

  get #scroller(): HTMLElement {
    return this.querySelector<HTMLElement>('.scroller')!;
  }

  protected override firstUpdated(): void {
    this.#scroll = new LongScroll(this.#scroller, () => {
      this.#moved();
    });
    this.#rows = new Virtualizer<HTMLElement, HTMLElement>(this.#options(0));
    this.#unmount = this.#rows._didMount();
    this.#rows._willUpdate();
    // Before the listener that keeps what is noted.
    window.addEventListener('pagehide', this.#note, { capture: true });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unmount();
    this.#scroll.stop();
    clearTimeout(this.#settled);
    window.removeEventListener('pagehide', this.#note, { capture: true });
  }

  #options(count: number): ConstructorParameters<typeof Virtualizer<HTMLElement, HTMLElement>>[0] {
    return {
      count,
      overscan,
      getScrollElement: () => this.#scroller,
      estimateSize: () => this.#layout.height,
      rangeExtractor: ({ startIndex, endIndex }) => this.#drawn(startIndex, endIndex, count),
      scrollToFn: () => undefined,
      observeElementRect: (_instance, tell) => this.#observeSize(tell),
      observeElementOffset: (instance, tell) => {
        this.#tellOffset = () => {
          tell(this.#scroll.offset, false);
        };
        instance.scrollOffset = this.#scroll.offset;
      },
      onChange: () => {
        this.requestUpdate();
      },
    };
  }

  #tellOffset: () => void = () => undefined;

  #observeSize(tell: (rect: Rect) => void): () => void {
    const observer = new ResizeObserver(() => {
      this.#viewport = { width: this.#scroller.clientWidth, height: this.#scroller.clientHeight };
      tell(this.#viewport);
      this.requestUpdate();
    });
    observer.observe(this.#scroller);
    return () => {
      observer.disconnect();
    };
  }

  /** The rows in view, those around them, and the one of the focus, so that it can be named to screen readers. */
  #drawn(first: number, last: number, count: number): number[] {
    const rows = new Set<number>();
    for (let row = Math.max(0, first - overscan); row <= Math.min(count - 1, last + overscan); row++) rows.add(row);
    const { focus } = this.grid.selection;
    if (focus >= 0 && focus < this.grid.total) rows.add(Math.floor(focus / this.#layout.columns));
    return [...rows].sort((a, b) => a - b);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.#rows === undefined) return;
    const { grid } = this;
    const before = this.#layout;
    const { place, above } = this.#first();
    this.#layout = layOut(this.#viewport.width, grid.view.kept.size, grid.scores.length);
    const count = Math.ceil(grid.total / this.#layout.columns);
    const resized = before.height !== this.#layout.height || before.columns !== this.#layout.columns;
    if (resized || count !== this.#rows.options.count) {
      this.#rows.setOptions(this.#options(count));
      this.#rows.measure();
    }
    this.#scroll.total = count * this.#layout.height + gap;
    if (resized && place + above > 0 && grid.reveal === null) grid.reveal = { place, above };
  }

  protected override updated(): void {
    if (this.#rows === undefined) return;
    this.#rows._willUpdate();
    const { reveal, total } = this.grid;
    if (reveal !== null && total > 0 && this.#isLaidOut()) {
      this.grid.reveal = null;
      this.#show(reveal);
    }
    if (total > 0 && !this.#filled) focusGrid();
    this.#filled = total > 0;
    this.#want();
    clearTimeout(this.#settled);
    this.#settled = setTimeout(this.#note, settled);
  }

  /** Whether places are where they will be: the cards were laid out for the room that there is. */
  #isLaidOut(): boolean {
    const { clientWidth: width, clientHeight: height } = this.#scroller;
    if (width === this.#viewport.width && height === this.#viewport.height && this.#scroll.height > 0) return true;
    this.#viewport = { width, height };
    this.requestUpdate();
    return false;
  }

  protected override render(): TemplateResult {
    const { grid } = this;
    const { columns, height } = this.#layout;
    const empty = emptyState(grid);
    const rows = this.#rows === undefined ? [] : this.#rows.getVirtualItems();
    return html`
      ${empty}
      <div class="scroller" tabindex="-1" ?hidden=${empty !== nothing} .style=${this.#measures()}>
        <div class="sizer" .style=${`height: ${this.#scroll === undefined ? 0 : this.#scroll.height}px`}>
          <div
            role="grid"
            class="cards"
            tabindex="0"
            aria-label=${t('Samples')}
            aria-multiselectable="true"
            aria-rowcount=${Math.ceil(grid.total / columns)}
            aria-colcount=${columns}
            aria-activedescendant=${grid.selection.focus < 0 ? nothing : `card-${grid.selection.focus}`}
            @click=${this.#click}
            @dblclick=${this.#open}
            @keydown=${this.#key}
            @focus=${this.#focused}
          >
            ${repeat(
              rows,
              ({ index }) => index,
              ({ index }) => this.#row(index, index * height + gap),
            )}
          </div>
          ${grid.draft.now?.where === 'card' ? this.#editor() : nothing}
        </div>
      </div>
    `;
  }

  #row(index: number, top: number): TemplateResult {
    const { columns } = this.#layout;
    const places = Math.min(columns, this.grid.total - index * columns);
    return html`<div
      class="row"
      role="row"
      aria-rowindex=${index + 1}
      .style=${`transform: translateY(${top - this.#scroll.shift}px)`}
    >
      ${Array.from({ length: places }, (_, column) => card(this.grid, index * columns + column, column))}
    </div>`;
  }

  #editor(): TemplateResult | typeof nothing {
    const place = this.grid.rows.placeOf(this.grid.draft.now!.id);
    if (place < 0) return nothing;
    const { columns, width, picture, height } = this.#layout;
    const room = Math.max(width, Math.min(440, this.#viewport.width - 2 * gap));
    const left = Math.min(gap + (place % columns) * (width + gap), this.#viewport.width - room - gap);
    const { offset, shift } = this.#scroll;
    const top = Math.floor(place / columns) * height + gap + picture - offset;
    const inView = top >= 0 && top - picture < this.#viewport.height;
    // In a low window it grows upwards over the picture, so that its buttons can be reached.
    const above = inView ? Math.max(0, top - gap) : 0;
    const style = `transform: translate(${left}px, ${offset - shift + (inView ? gap : top)}px); inline-size: ${room}px;
      block-size: ${this.#viewport.height - 2 * gap}px`;
    return html`<div class="over-card" .style=${style}>
      <div .style=${`flex: 0 1 ${above}px`}></div>
      <bs-caption-editor .grid=${this.grid}></bs-caption-editor>
    </div>`;
  }

  #measures(): string {
    const { columns, picture, height } = this.#layout;
    return `--columns: ${columns}; --picture: ${picture}px; --card: ${height - gap}px`;
  }

  #moved(): void {
    this.#tellOffset();
    this.requestUpdate();
  }

  /** Keeps where the grid is scrolled to, and what is seen there. */
  readonly #note = (): void => {
    const { grid } = this;
    if (grid.result === null || !grid.isAnswered) return;
    const { place, above } = this.#first();
    const id = grid.rows.at(place)?.id;
    if (place + above === 0) grid.view.note({ anchor: null });
    else if (id !== undefined) grid.view.note({ anchor: { id, place, above } });
    const seen = lastWindow(grid, place, this.#inView());
    if (seen !== null || grid.total === 0) grid.view.noteSeen(seen);
  };

  /** The first sample in view, and how much of its row is above the view. */
  #first(): { readonly place: number; readonly above: number } {
    const rows = this.#scroll.offset / this.#layout.height;
    return { place: Math.floor(rows) * this.#layout.columns, above: rows % 1 };
  }

  #inView(): number {
    const { columns, height } = this.#layout;
    return (Math.ceil(this.#viewport.height / height) + 1) * columns;
  }

  #show({ place, above }: Reveal): void {
    const { columns, height } = this.#layout;
    const at = Math.floor(place / columns) * height;
    const { offset } = this.#scroll;
    if (above !== null) this.#scroll.to(at + above * height);
    else if (at < offset) this.#scroll.to(at);
    else if (at + height + gap > offset + this.#viewport.height) {
      this.#scroll.to(at + height + gap - this.#viewport.height);
    }
  }

  /** Asks for what is in view, and for a screen around it. */
  #want(): void {
    const { columns, height } = this.#layout;
    const { grid } = this;
    const first = Math.floor(this.#scroll.offset / height) * columns;
    const shown = this.#inView();
    grid.rows.want(first - shown, first + 2 * shown);
    if (grid.start.restricted) return;
    const inView = this.#paths(first, shown);
    // Those around wait until those in view are there: on their way they would keep decoders from them.
    const areThere = inView.every((path) => grid.thumbnails.of(path) !== undefined);
    const before = Math.min(first, shown);
    const around = areThere ? [...this.#paths(first + shown, shown), ...this.#paths(first - before, before)] : [];
    grid.thumbnails.want('grid', [...new Set([...inView, ...around])]);
  }

  /** The pictures of so many places, as far as their rows are there. */
  #paths(from: number, count: number): string[] {
    const places = Array.from({ length: count }, (_, index) => from + index);
    return places.map((place) => this.grid.rows.at(place)?.images[0]).filter((path) => path !== undefined);
  }

  #placeOf(event: Event): number {
    const found = (event.target as Element).closest<HTMLElement>('[data-place]');
    return found === null ? -1 : Number(found.dataset['place']);
  }

  readonly #click = (event: MouseEvent): void => {
    const place = this.#placeOf(event);
    if (place < 0) return;
    this.grid.selection.click(place, { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey });
  };

  readonly #open = (event: MouseEvent): void => {
    const row = this.grid.rows.at(this.#placeOf(event));
    if (row === undefined) return;
    if ((event.target as Element).closest('.caption') !== null) void edit(this.grid, row, 'card');
    else this.grid.togglePanel(true);
  };

  readonly #focused = (): void => {
    if (this.grid.selection.focus < 0 && (this.grid.result?.total ?? 0) > 0)
      this.grid.selection.move(this.#first().place, false);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(this.#viewport.height / this.#layout.height));
    if (moveByKey(this.grid, event, this.#layout.columns, page)) event.preventDefault();
  };
}

customElements.define('bs-cards', Cards);
