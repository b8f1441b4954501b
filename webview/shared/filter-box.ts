import { html, nothing, type TemplateResult } from 'lit';
import type { Overview } from '../../src/protocol/engine.ts';
import { sentencesText } from '../../src/protocol/filter-sentences.ts';
import type { FilterProblem } from '../../src/protocol/grid.ts';
import { suggest, type Suggestions } from './filter-words.ts';
import type { Observable } from './observable.ts';
import { Piece } from './piece.ts';
import { icon, iconButton } from './ui/icon.ts';
import { t } from './words.ts';

/** The filter is asked once nothing was typed for so many milliseconds. */
const typing = 250;
/** Longer while a word can still be completed. */
const choosing = 1000;
const none: Suggestions = { from: 0, list: [] };

/** What a filter is written for. */
export interface FilterOwner extends Observable {
  /** The filter that was asked last. */
  readonly filter: string;
  /** What is wrong with it. */
  readonly problem: FilterProblem | null;
  /** What there is to filter by; null: not known yet. */
  readonly overview: Overview | null;
  /** Sees to it that what there is to filter by is known: somebody is about to write a filter. */
  lookAround(): void;
  askFilter(filter: string): void;
}

/** The box in which a filter is written: with suggestions, and the wrong range of a wrong filter underlined. */
class FilterBox extends Piece {
  static override properties = {
    owner: { attribute: false },
    text: { state: true },
    open: { state: true },
    active: { state: true },
  };
  declare owner: FilterOwner;
  declare text: string;
  declare open: Suggestions;
  declare active: number;
  /** The filter that was asked last: one that somebody else asks for is shown here. */
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.open = none;
    this.active = -1;
  }

  protected override follows(): readonly Observable[] {
    return [this.owner];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = this.owner.filter;
    this.#asked = this.text;
  }

  protected override willUpdate(): void {
    const { filter } = this.owner;
    if (filter === this.#asked) return;
    this.#asked = filter;
    this.text = filter;
  }

  get #input(): HTMLInputElement {
    return this.querySelector('input')!;
  }

  protected override render(): TemplateResult {
    const { problem, filter } = this.owner;
    const wrong = problem !== null && this.text === filter;
    return html`
      <div class="filter ${wrong ? 'wrong' : ''}">
        ${icon('filter')}
        <div class="filter-text">
          <div class="underline" aria-hidden="true"><span>${this.#underlined(wrong)}</span></div>
          <input
            id="filter"
            type="text"
            role="combobox"
            spellcheck="false"
            autocomplete="off"
            placeholder=${t('Filter: words, tag:keep, outcome:dropped, score<0.3 …')}
            aria-label=${t('Filter')}
            aria-autocomplete="list"
            aria-expanded=${String(this.open.list.length > 0)}
            aria-controls="filter-suggestions"
            aria-activedescendant=${this.active < 0 ? nothing : `suggestion-${this.active}`}
            aria-invalid=${String(wrong)}
            aria-describedby="filter-problem"
            .value=${this.text}
            @input=${this.#typed}
            @keydown=${this.#key}
            @focus=${() => this.owner.lookAround()}
            @scroll=${this.#scrolled}
            @blur=${this.#close}
          />
        </div>
        ${this.text === '' ? nothing : iconButton('close', t('Clear the filter'), this.#clear)} ${this.#suggestions()}
      </div>
      <div id="filter-problem" class="filter-problem" role="alert">
        ${wrong ? html`${icon('error')} ${sentencesText(problem.says, t)}` : nothing}
      </div>
    `;
  }

  #underlined(wrong: boolean): TemplateResult | string {
    const { problem } = this.owner;
    if (!wrong || problem === null) return '';
    const end = Math.max(problem.end, problem.start + 1);
    const range = this.text.slice(problem.start, end) || ' ';
    return html`${this.text.slice(0, problem.start)}<u>${range}</u>${this.text.slice(end)}`;
  }

  #suggestions(): TemplateResult {
    const { list } = this.open;
    return html`<ul
      id="filter-suggestions"
      class="suggestions"
      role="listbox"
      aria-label=${t('Suggestions')}
      ?hidden=${list.length === 0}
    >
      ${list.map(
        ({ text, says }, index) =>
          html`<li
            id="suggestion-${index}"
            role="option"
            aria-selected=${String(index === this.active)}
            @pointerdown=${(event: Event) => {
              event.preventDefault();
              this.#accept(index);
            }}
          >
            <span class="suggested">${text}</span><span class="says">${says}</span>
          </li>`,
      )}
    </ul>`;
  }

  readonly #typed = (): void => {
    this.text = this.#input.value;
    this.open = suggest(this.text, this.#input.selectionStart ?? this.text.length, this.owner.overview);
    this.active = -1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#ask();
      },
      this.open.list.length > 0 ? choosing : typing,
    );
  };

  #ask(): void {
    clearTimeout(this.#timer);
    this.#asked = this.text;
    if (this.text !== this.owner.filter) this.owner.askFilter(this.text);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const { list } = this.open;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.length === 0) this.#typed();
      else this.active = (this.active + (event.key === 'ArrowDown' ? 1 : list.length)) % list.length;
    } else if ((event.key === 'Enter' || event.key === 'Tab') && this.active >= 0) this.#accept(this.active);
    else if (event.key === 'Enter') {
      this.open = none;
      this.#ask();
    } else if (event.key === 'Escape') this.#escape();
    else return;
    event.preventDefault();
  };

  /** First the suggestions go, then the focus goes to the samples, where there are any. */
  #escape(): void {
    if (this.open.list.length > 0) this.open = none;
    else document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
  }

  #accept(index: number): void {
    const chosen = this.open.list[index];
    if (chosen === undefined) return;
    const caret = this.#input.selectionStart ?? this.text.length;
    const before = this.text.slice(0, this.open.from) + chosen.text;
    this.#input.value = before + this.text.slice(caret).trimStart();
    this.#input.setSelectionRange(before.length, before.length);
    this.#typed();
  }

  readonly #clear = (): void => {
    this.text = '';
    this.#ask();
    this.#input.focus();
  };

  readonly #close = (): void => {
    this.open = none;
  };

  readonly #scrolled = (): void => {
    this.querySelector('.underline')!.scrollLeft = this.#input.scrollLeft;
  };
}

customElements.define('bs-filter-box', FilterBox);
