import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { sentencesText } from '../../../src/protocol/filter-sentences.ts';
import type { Observable } from '../../shared/observable.ts';
import { Piece } from '../../shared/piece.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { tabs, type ScoresModel, type Tab } from '../model/scores.ts';

/** The filter is asked once nothing was typed for so many milliseconds. */
const typing = 400;
/** The value that stands for all stages: no stage has this name. */
const allStages = '*';

/** What is looked at: the part of the panel, the stage, the filter. */
class ScoresToolbar extends Piece {
  static override properties: PropertyDeclarations = { model: { attribute: false } };
  declare model: ScoresModel;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override follows(): readonly Observable[] {
    return [this.model, this.model.panel];
  }

  protected override render(): TemplateResult {
    const { model } = this;
    return html`<div class="toolbar">
        <div class="tabs" role="tablist" aria-label=${t('Views of the scores')} @keydown=${this.#pressed}>
          ${tabs.map((tab) => this.#tab(tab))}
        </div>
        ${model.kept.tab === 'style' ? nothing : this.#stages()} ${this.#filter()}
        ${model.busy ? html`<vscode-progress-ring class="small-ring" aria-label=${t('reading')}></vscode-progress-ring>` : nothing}
      </div>
      <div id="scores-problem" class="filter-problem" role="alert">
        ${
          model.opened?.problem == null
            ? nothing
            : html`${icon('error')} ${sentencesText(model.opened.problem.says, t)}`
        }
      </div>`;
  }

  #tab(tab: Tab): TemplateResult {
    const chosen = this.model.kept.tab === tab;
    return html`<button
      type="button"
      role="tab"
      id="tab-${tab}"
      aria-selected=${String(chosen)}
      aria-controls="scores-part"
      tabindex=${chosen ? 0 : -1}
      @click=${() => this.model.choose({ tab })}
    >
      ${tabName(tab)}
    </button>`;
  }

  #stages(): TemplateResult {
    const { opened, kept } = this.model;
    const chosen = opened?.stage ?? kept.stage ?? allStages;
    return html`<vscode-dropdown
      class="stage"
      aria-label=${t('Scores of')}
      title=${t('Whose scores are shown, and whose decision')}
      .value=${chosen}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.model.choose({ stage: value === allStages ? null : value });
      }}
    >
      <vscode-option value=${allStages} ?selected=${chosen === allStages}>${t('All scores')}</vscode-option>
      ${(opened?.stages ?? []).map(
        ({ name }) => html`<vscode-option value=${name} ?selected=${name === chosen}>${name}</vscode-option>`,
      )}
    </vscode-dropdown>`;
  }

  #filter(): TemplateResult {
    const wrong = this.model.opened?.problem != null;
    return html`<vscode-text-field
      class="filter ${wrong ? 'wrong' : ''}"
      aria-label=${t('Filter')}
      aria-invalid=${String(wrong)}
      aria-describedby="scores-problem"
      placeholder=${t('Filter: words, tag:keep, outcome:dropped, score<0.3 …')}
      .value=${this.model.kept.filter}
      @input=${(event: Event) => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#ask(event.target as HTMLInputElement), typing);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') this.#ask(event.target as HTMLInputElement);
      }}
      >${html`<span slot="start">${icon('filter')}</span>`}</vscode-text-field
    >`;
  }

  #ask({ value }: HTMLInputElement): void {
    clearTimeout(this.#timer);
    if (value !== this.model.kept.filter) this.model.choose({ filter: value });
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    const tab = tabs[(tabs.indexOf(this.model.kept.tab) + by + tabs.length) % tabs.length]!;
    this.model.choose({ tab });
    this.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
    event.preventDefault();
  };
}

/** A part of the panel in the person's language. */
export function tabName(tab: Tab): string {
  switch (tab) {
    case 'charts':
      return t('Distributions');
    case 'table':
      return t('Numbers');
    case 'style':
      return t('Caption style');
  }
}

customElements.define('bs-scores-toolbar', ScoresToolbar);
