import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import type { Observable } from '../../shared/observable.ts';
import { panelBanners } from '../../shared/panel-banners.ts';
import { Piece } from '../../shared/piece.ts';
import { t } from '../../shared/words.ts';
import type { LedgerModel } from '../model/ledger.ts';
import { funnel } from './funnel.ts';
import { saveFunnel } from './save-funnel.ts';
import { statesTable } from './states-table.ts';
import { sampleSection } from './sample-section.ts';

/** The whole page. */
export class LedgerApp extends Piece {
  static override properties: PropertyDeclarations = { ledger: { attribute: false } };

  declare ledger: LedgerModel;

  protected override follows(): readonly Observable[] {
    return [this.ledger, this.ledger.panel, this.ledger.panel.thumbnails];
  }

  protected override render(): TemplateResult {
    const { ledger, panel } = this.ledger;
    return html`${panelBanners(panel)}
      <div
        class="panel-page"
        tabindex="0"
        role="group"
        aria-label=${t('Ledger')}
        ?data-shown=${ledger !== null || panel.failure !== null}
      >
        <div class="panel-title">
          <h1>${t('Ledger')}</h1>
          <p class="quiet" aria-live="polite">${ledger === null ? nothing : summary(ledger)}</p>
        </div>
        ${ledger === null ? nothing : this.#body(ledger)}
      </div>`;
  }

  #body(ledger: Ledger): TemplateResult {
    const { panel } = this.ledger;
    if (ledger.stages.length === 0) return this.#nothingYet();
    return html`
      <section class="panel-section" aria-labelledby="funnel-title">
        <header>
          <h2 id="funnel-title">${t('The recipe as a funnel')}</h2>
          <vscode-checkbox
            ?checked=${panel.kept.operators}
            @change=${(event: Event) => {
              panel.keep({ operators: (event.target as HTMLInputElement).checked });
            }}
            >${t('Operators')}</vscode-checkbox
          >
          <vscode-button appearance="secondary" @click=${() => void panel.run(() => saveFunnel(this, panel))}
            >${t('Save picture…')}</vscode-button
          >
        </header>
        ${funnel(this.ledger, ledger)}
      </section>
      <div class="ledger-columns">
        <section class="panel-section" aria-labelledby="states-title">
          <header><h2 id="states-title">${t('Where every row ended')}</h2></header>
          ${statesTable(this.ledger, ledger)}
        </section>
        ${sampleSection(this.ledger)}
      </div>
    `;
  }

  #nothingYet(): TemplateResult {
    return html`<div class="empty-state">
      <h2>${t('Nothing was decided yet')}</h2>
      <p>${t('Run the recipe: then each row of the dataset has a line here that says where it ended, and why.')}</p>
    </div>`;
  }
}

/** What came in and what came out, in one sentence. */
function summary({ input, created, states, selected }: Ledger): string {
  const kept = states
    .filter(({ outcome }) => outcome === 'kept')
    .reduce((sum, state) => sum + state.source + state.created, 0);
  const made = created === 0 ? '' : ` ${t('{0} were created by stages.', created)}`;
  const taken =
    selected === null
      ? ''
      : ` ${t('The selection makes {0} records of {1} samples.', selected.records, selected.samples)}`;
  return `${t('{0} rows came in, {1} samples are kept.', input, kept)}${made}${taken}`;
}

customElements.define('bs-ledger-app', LedgerApp);
