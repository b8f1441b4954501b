import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { filterValue } from '../../src/protocol/filter-fields.ts';
import type { GridRow } from '../../src/protocol/grid.ts';
import type { PanelMethods } from '../../src/protocol/panels.ts';
import { Latest } from './latest.ts';
import type { Observable } from './observable.ts';
import { outcomeMark } from './outcome.ts';
import type { Panel } from './panel.ts';
import { picture } from './picture.ts';
import { Piece } from './piece.ts';
import { scoreText } from './score-text.ts';
import { icon } from './ui/icon.ts';
import { t } from './words.ts';

/** Pixels from one sample to the next. */
const step = 136;
/** So many samples a strip has at most: the grid has all of them. */
const most = 2000;

/** What a strip shows. */
export interface StripSamples {
  /** Of `grid/open`, or of an answer that holds a result. */
  readonly result: number;
  readonly total: number;
  /** In the filter grammar: finds the same samples in the grid; null: the grid cannot show them. */
  readonly filter: string | null;
}

/** What is said of a sample: by whom, and why. */
export interface StripNote {
  readonly by: string;
  readonly reason: string;
}

/** What a person may do to a sample of a strip. */
export interface StripAction {
  readonly key: string;
  readonly label: string;
  readonly act: (row: GridRow) => void;
}

/** A row of samples that scrolls sideways: pictures with captions, windows of a result. */
export class Strip extends Piece {
  static override properties: PropertyDeclarations = {
    panel: { attribute: false },
    heading: { attribute: false },
    samples: { attribute: false },
    scores: { attribute: false },
    actions: { attribute: false },
    notes: { attribute: false },
    name: { attribute: false },
    labels: { attribute: false },
  };

  declare panel: Panel<object>;
  declare heading: string;
  declare samples: StripSamples | null;
  /** The scores below each picture. */
  declare scores: readonly string[];
  declare actions: readonly StripAction[];
  /** For each of some samples what is to be said of it, or null; shown instead of their outcome. */
  declare notes: ((rows: readonly GridRow[]) => Promise<readonly (StripNote | null)[]>) | null;
  /** Tells strips of a page apart; by default by their headings. */
  declare name: string | null;
  /** What is said below the sample at each place, besides its scores. */
  declare labels: readonly string[];
  #rows = new Map<number, GridRow>();
  readonly #noted = new Map<number, StripNote>();
  /** The result that `#rows` are of: what was shown stays until the rows of the next one are there. */
  #of = -1;
  #focus = 0;
  /** What is being asked for. */
  #asked = '';
  #loading: Promise<void> = Promise.resolve();
  readonly #question = new Latest();

  constructor() {
    super();
    this.samples = null;
    this.scores = [];
    this.actions = [];
    this.notes = null;
    this.name = null;
    this.labels = [];
  }

  protected override follows(): readonly Observable[] {
    return [this.panel.thumbnails];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#question.stop();
    this.panel.thumbnails.want(this.#part, []);
  }

  protected override render(): TemplateResult {
    const { samples } = this;
    const total = samples?.total ?? 0;
    const shown = Math.min(total, most);
    return html`<section class="strip" aria-label=${this.heading}>
      <div class="strip-head">
        <h3>${this.heading}</h3>
        ${total === 0 ? nothing : this.actions.map((action) => this.#actionButton(action))}
        ${samples === null || total === 0 || samples.filter === null ? nothing : this.#gridButton(samples.filter, total)}
      </div>
      <div
        class="strip-scroller ${this.notes === null ? '' : 'noted'} ${total === 0 ? 'empty' : ''}"
        role=${total === 0 ? 'group' : 'listbox'}
        tabindex="0"
        aria-label=${this.heading}
        aria-orientation=${total === 0 ? nothing : 'horizontal'}
        aria-activedescendant=${total === 0 ? nothing : `${this.#part}-${this.#focus}`}
        @scroll=${() => {
          this.#load();
          this.requestUpdate();
        }}
        @keydown=${this.#pressed}
      >
        <div class="strip-sizer" .style=${`inline-size: ${shown * step}px`}>
          ${total === 0 ? html`<p class="quiet">${samples === null ? '' : t('none')}</p>` : this.#cards(shown)}
        </div>
      </div>
    </section>`;
  }

  protected override updated(): void {
    this.#load();
  }

  #gridButton(filter: string, total: number): TemplateResult {
    return html`<vscode-button
      appearance="secondary"
      @click=${() => void this.panel.host.ask('show-samples', { filter }).catch(() => undefined)}
      >${t('Show all {0} in the grid', total)}</vscode-button
    >`;
  }

  /** Does it to the sample in focus, as its key does. */
  #actionButton({ key, label, act }: StripAction): TemplateResult {
    return html`<vscode-button
      appearance="secondary"
      title=${`${label} (${key.toUpperCase()})`}
      @click=${() => {
        const row = this.#rows.get(this.#focus);
        if (row !== undefined) act(row);
      }}
      >${label}</vscode-button
    >`;
  }

  #cards(shown: number): TemplateResult[] {
    const { from, to } = this.#window(shown);
    return Array.from({ length: to - from }, (_, index) => this.#card(from + index, shown));
  }

  #card(place: number, shown: number): TemplateResult {
    const row = this.#rows.get(place);
    return html`<div
      id="${this.#part}-${place}"
      class="strip-sample ${place === this.#focus ? 'focused' : ''} ${row?.outcome ?? ''}"
      role="option"
      aria-selected=${String(place === this.#focus)}
      aria-setsize=${shown}
      aria-posinset=${place + 1}
      .style=${`inset-inline-start: ${place * step}px`}
      data-id=${row?.id ?? nothing}
      @click=${() => {
        this.#move(place);
      }}
      @dblclick=${() => {
        this.#open(row);
      }}
    >
      ${row === undefined ? html`<span class="picture waiting"></span>` : this.#content(row, place)}
    </div>`;
  }

  #content(row: GridRow, place: number): TemplateResult {
    return html`${picture(this.panel, row.images[0], '')}
      <div
        class="strip-caption"
        dir="auto"
        title=${row.caption ?? ''}
        .textContent=${row.caption ?? t('no caption')}
      ></div>
      ${this.#noteOf(row)}
      <div class="strip-foot">
        ${this.notes === null ? outcomeMark(row.outcome) : nothing}
        ${row.tags.map((tag) => html`<span>${icon('tag')}<bdi>${tag}</bdi></span>`)}
        ${this.labels[place] === undefined ? nothing : html`<span>${this.labels[place]}</span>`}
        ${this.scores.map((key) => html`<span title=${key}>${scoreText(row.scores[key])}</span>`)}
      </div>`;
  }

  #noteOf({ row }: GridRow): TemplateResult | typeof nothing {
    if (this.notes === null) return nothing;
    const { by, reason } = this.#noted.get(row) ?? { by: '', reason: '' };
    return html`<div class="strip-note" dir="auto" title=${`${by}\n${reason}`}>
      <span class="strip-by">${by}</span> ${reason}
    </div>`;
  }

  /** The places in view, and some around them. */
  #window(shown: number): { from: number; to: number } {
    const scroller = this.querySelector('.strip-scroller');
    const left = Math.abs(scroller?.scrollLeft ?? 0);
    const width = scroller?.clientWidth ?? innerWidth;
    return {
      from: Math.max(0, Math.floor(left / step) - 2),
      to: Math.min(shown, Math.ceil((left + width) / step) + 2),
    };
  }

  /** Asks for the rows that are in view and not there. */
  #load(): void {
    const { samples } = this;
    if (samples === null || samples.total === 0) return;
    const shown = Math.min(samples.total, most);
    if (this.#focus >= shown) {
      this.#focus = shown - 1;
      this.requestUpdate();
    }
    const { from, to } = this.#window(shown);
    const places = Array.from({ length: to - from }, (_, index) => from + index);
    const known = this.#of === samples.result ? this.#rows : new Map<number, GridRow>();
    const rows = places.map((place) => known.get(place)).filter((row) => row !== undefined);
    this.panel.thumbnails.want(
      this.#part,
      rows.flatMap(({ images }) => images.slice(0, 1)),
    );
    if (rows.length < places.length) this.#ask(samples.result, from, to - from);
  }

  #ask(result: number, from: number, count: number): void {
    const asked = `${result} ${from} ${count} ${this.scores.join()}`;
    if (this.#asked === asked) return;
    this.#asked = asked;
    this.#loading = this.#read({ result, from, count, scores: this.scores }).finally(() => {
      if (this.#asked === asked) this.#asked = '';
    });
  }

  async #read(ask: PanelMethods['grid/rows']['ask']): Promise<void> {
    const { result, from } = ask;
    const rows = await this.panel.host.ask('grid/rows', ask, this.#question.begin()).catch(() => null);
    if (rows === null || result !== this.samples?.result) return;
    if (result !== this.#of) {
      this.#rows = new Map();
      this.#noted.clear();
      this.#of = result;
    }
    rows.forEach((row, index) => this.#rows.set(from + index, row));
    this.requestUpdate();
    void this.#note(rows, result);
  }

  async #note(rows: readonly GridRow[], result: number): Promise<void> {
    const notes = await this.notes?.(rows).catch(() => []);
    if (notes === undefined || result !== this.#of) return;
    notes.forEach((note, index) => note !== null && this.#noted.set(rows[index]!.row, note));
    this.requestUpdate();
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const total = Math.min(this.samples?.total ?? 0, most);
    if (total === 0) return;
    const places: Record<string, number> = {
      ArrowRight: this.#focus + 1,
      ArrowLeft: this.#focus - 1,
      Home: 0,
      End: total - 1,
    };
    const place = places[event.key];
    const row = this.#rows.get(this.#focus);
    const action = this.actions.find(({ key }) => key === event.key.toLowerCase());
    if (place !== undefined) this.#move(Math.min(total - 1, Math.max(0, place)));
    else if (event.key === 'Enter') void this.#openAt(this.#focus);
    else if (action !== undefined && row !== undefined) action.act(row);
    else return;
    event.preventDefault();
  };

  #move(place: number): void {
    this.#focus = place;
    const scroller = this.querySelector('.strip-scroller');
    if (scroller !== null) {
      const left = place * step;
      if (left < scroller.scrollLeft) scroller.scrollLeft = left;
      else if (left + step > scroller.scrollLeft + scroller.clientWidth)
        scroller.scrollLeft = left + step - scroller.clientWidth;
    }
    this.requestUpdate();
  }

  /** A row that is still on its way is waited for. */
  async #openAt(place: number): Promise<void> {
    const result = this.samples?.result;
    await this.#loading;
    if (result === this.#of) this.#open(this.#rows.get(place));
  }

  #open(row: GridRow | undefined): void {
    if (row === undefined) return;
    const filter = `id:${filterValue(row.id)}`;
    void this.panel.host.ask('show-samples', { filter }).catch(() => undefined);
  }

  get #part(): string {
    return `strip-${(this.name ?? this.heading).replace(/\W+/gu, '-')}`;
  }
}

customElements.define('bs-strip', Strip);
