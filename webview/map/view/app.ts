import { html, nothing, type TemplateResult } from 'lit';
import { panelBanners } from '../../shared/panel-banners.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { scoreOf } from '../model/kept.ts';
import type { Field } from './field.ts';
import './field.ts';
import './legend.ts';
import './cluster-table.ts';
import './toolbar.ts';
import { MapPart } from './part.ts';

/** The whole page. */
export class MapApp extends MapPart {
  protected override render(): TemplateResult {
    const { model } = this;
    return html`
      <h1 class="hidden">${t('Map of {0}', model.panel.start.dataset)}</h1>
      ${panelBanners(model.panel)} ${this.#content()}
      <p class="hidden" aria-live="polite">${model.said}</p>
    `;
  }

  protected override updated(): void {
    const { contents, coloring, making, panel, untrusted } = this.model;
    const isShown = contents !== null && (contents.spaces.length === 0 || coloring !== null || untrusted);
    if (isShown || panel.failure !== null) this.setAttribute('data-shown', '');
    this.toggleAttribute('data-making', making !== null);
  }

  #content(): TemplateResult | typeof nothing {
    const { model } = this;
    if (model.contents === null) return html`<div class="map-wait"><vscode-progress-ring></vscode-progress-ring></div>`;
    if (model.contents.spaces.length === 0) return this.#empty();
    if (model.cloud === null && model.untrusted) return this.#notStored();
    return html`<bs-map-toolbar
        .model=${model}
        .field=${() => this.querySelector<Field>('bs-map-field')}
      ></bs-map-toolbar>
      <div class="map-page">
        <div class="map-main">
          <bs-map-field .model=${model}></bs-map-field>
          ${this.#strip()}
        </div>
        <aside class="map-side">
          <bs-map-legend .model=${model}></bs-map-legend>
          <bs-map-clusters .model=${model}></bs-map-clusters>
        </aside>
      </div>`;
  }

  #strip(): TemplateResult | typeof nothing {
    const { shown, panel } = this.model;
    if (shown === null) return nothing;
    const score = scoreOf(this.model.kept);
    return html`<div class="map-strip">
      <h2 class="hidden">${t('Samples')}</h2>
      <bs-strip
        .panel=${panel}
        .heading=${shown.heading}
        .samples=${shown.samples}
        .scores=${score === null ? [] : [score]}
      ></bs-strip>
    </div>`;
  }

  #empty(): TemplateResult {
    const { host, start } = this.model.panel;
    const planned = this.model.contents!.planned;
    const why =
      planned === null
        ? t(
            'A map shows the embeddings of a cluster stage, and the recipe has none. Add one, such as: cluster: {of: text}',
          )
        : t('A map shows the embeddings of a cluster stage. The stage {0} has not been run yet.', planned);
    return html`<div class="empty-state">
      ${icon('compass')}
      <p>${why}</p>
      ${
        planned === null || start.restricted
          ? nothing
          : html`<vscode-button @click=${() => void host.ask('run-stage', { stage: planned }).catch(() => undefined)}
              >${t('Run {0}', planned)}</vscode-button
            >`
      }
    </div>`;
  }

  #notStored(): TemplateResult {
    return html`<div class="empty-state">
      ${icon('workspace-untrusted')}
      <p>${t('No map is stored yet, and in Restricted Mode none is computed. Trust the workspace to make one.')}</p>
    </div>`;
  }
}

customElements.define('bs-map-app', MapApp);
