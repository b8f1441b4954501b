import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Observable } from '../../shared/observable.ts';
import { Piece } from '../../shared/piece.ts';
import '../../shared/filter-box.ts';
import { t } from '../../shared/words.ts';
import { tabs, type ScoresModel, type Tab } from '../model/scores.ts';

/** The value that stands for all stages: no stage has this name. */
const allStages = '*';

/** What is looked at: the part of the panel, the stage, the filter. */
class ScoresToolbar extends Piece {
  static override properties: PropertyDeclarations = { model: { attribute: false } };
  declare model: ScoresModel;

  protected override follows(): readonly Observable[] {
    return [this.model, this.model.panel];
  }

  protected override render(): TemplateResult {
    const { model } = this;
    return html`<div class="toolbar">
      <div class="tabs" role="tablist" aria-label=${t('Views of the scores')} @keydown=${this.#pressed}>
        ${tabs.map((tab) => this.#tab(tab))}
      </div>
      ${model.kept.tab === 'style' ? nothing : this.#stages()}
      <bs-filter-box .owner=${model}></bs-filter-box>
      ${model.busy ? html`<vscode-progress-ring class="small-ring" aria-label=${t('reading')}></vscode-progress-ring>` : nothing}
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
