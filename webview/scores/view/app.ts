import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { outcomeGroups } from '../../../src/protocol/scores.ts';
import type { Observable } from '../../shared/observable.ts';
import { outcomeWord } from '../../shared/outcome.ts';
import { panelBanners } from '../../shared/panel-banners.ts';
import { Piece } from '../../shared/piece.ts';
import { icon } from '../../shared/ui/icon.ts';
import { number, t } from '../../shared/words.ts';
import type { ScoresModel } from '../model/scores.ts';
import type { ScoresChart } from './scores-chart.ts';
import './density.ts';
import { saveHistograms, savePlots } from './export.ts';
import './histogram.ts';
import './nothing-measured.ts';
import './style-part.ts';
import './table-part.ts';
import { tabName } from './toolbar.ts';

/** The whole panel. */
export class ScoresApp extends Piece {
  static override properties: PropertyDeclarations = { model: { attribute: false } };
  declare model: ScoresModel;

  protected override follows(): readonly Observable[] {
    return [this.model, this.model.panel];
  }

  protected override render(): TemplateResult {
    const { model } = this;
    return html`<h1 class="hidden">${t('Scores')}</h1>
      ${panelBanners(model.panel)}
      <bs-scores-toolbar .model=${model}></bs-scores-toolbar>
      <div id="scores-part" class="part part-${model.kept.tab}" role="tabpanel" aria-labelledby="tab-${model.kept.tab}">
        <h2 class="hidden">${tabName(model.kept.tab)}</h2>
        ${this.#part()}
      </div>`;
  }

  protected override updated(): void {
    const { brushed, panel } = this.model;
    const asked = brushed !== null || panel.failure !== null || panel.engine.state === 'gone';
    if (asked && !this.model.busy) this.toggleAttribute('data-shown', true);
  }

  #part(): TemplateResult | typeof nothing {
    const { model } = this;
    if (model.kept.tab === 'style') return html`<bs-style-part .model=${model}></bs-style-part>`;
    if (model.opened === null || model.brushed === null) return nothing;
    if (model.opened.scores.length === 0) return this.#nothingMeasured();
    if (model.kept.tab === 'table') return html`<bs-table-part .model=${model}></bs-table-part>`;
    return this.#charts();
  }

  #charts(): TemplateResult {
    const { model } = this;
    const { scores, total } = model.opened!;
    if (total === 0)
      return this.#empty(
        'filter',
        t('No sample fits the filter: change it to see its scores.'),
        t('Clear the filter'),
        () => model.choose({ filter: '' }),
      );
    const shown = model.brushes.map(({ key }) => key);
    return html`${this.#bar()}
      <div class="charts">
        ${scores.length < 2 ? nothing : html`<bs-density class="chart wide" .model=${model}></bs-density>`}
        ${scores.map((score) => html`<bs-histogram class="chart" .model=${model} .score=${score}></bs-histogram>`)}
      </div>
      <bs-strip
        .panel=${model.panel}
        .heading=${shown.length > 0 ? t('Samples within the brushes') : t('Samples')}
        .name=${'brushed'}
        .samples=${model.samples}
        .scores=${(shown.length > 0 ? shown : plotted(model)).slice(0, 2)}
      ></bs-strip>`;
  }

  /** What is within the brushes, and what can be done with it. */
  #bar(): TemplateResult {
    const { model } = this;
    const { total, groups } = model.brushed!;
    const { decidedBy } = model.opened!;
    const legend = outcomeGroups
      .map((name, group) => ({ name, count: groups[group]!, all: model.opened!.groups[group]! }))
      .filter(({ all }) => all > 0);
    return html`<div class="bar">
      <span aria-live="polite" class="counted">${t('{0} of {1} samples', total, model.opened!.total)}</span>
      <span
        class="legend"
        title=${decidedBy === null ? t('By each sample’s last decision') : t('By the decision of {0}', decidedBy)}
      >
        ${legend.map(
          ({ name, count }) =>
            html`<span
              ><i class="swatch ${name}"></i>${name === 'none' ? t('not decided') : outcomeWord(name)}
              ${number(count)}</span
            >`,
        )}
      </span>
      <span class="legend marks">
        <span title=${t('Ticks at the top: 5%, 25%, median, 75%, 95%')}
          ><i class="mark percentiles"></i>${t('percentiles')}</span
        >
        <span title=${t('What the recipe sets now')}><i class="mark threshold"></i>${t('threshold')}</span>
      </span>
      <span class="controls"
        ><vscode-checkbox
          ?checked=${model.kept.log}
          @change=${(event: Event) => model.show({ log: (event.target as HTMLInputElement).checked })}
          >${t('Log counts')}</vscode-checkbox
        >
        <vscode-checkbox
          ?checked=${model.kept.sigma}
          @change=${(event: Event) => model.show({ sigma: (event.target as HTMLInputElement).checked })}
          >${t('Mean ± 3σ')}</vscode-checkbox
        >
        <vscode-button appearance="secondary" ?disabled=${model.brushes.length === 0} @click=${() => model.clear()}
          >${t('Clear brushes')}</vscode-button
        >
        <vscode-button appearance="secondary" @click=${() => void saveHistograms(model)}>${t('CSV')}</vscode-button>
        <vscode-button appearance="secondary" @click=${() => void this.#saveAll()}>${t('PNG')}</vscode-button></span
      >
    </div>`;
  }

  async #saveAll(): Promise<void> {
    const pieces = [...this.querySelectorAll<ScoresChart>('.chart')];
    const plots = pieces.map((piece) => piece.titled()).filter((plot) => plot !== null);
    if (plots.length > 0) await savePlots(this.model, 'scores.png', plots);
  }

  /** What to do first: a stage that measures, to be run. */
  #nothingMeasured(): TemplateResult {
    return html`<bs-nothing-measured .model=${this.model}></bs-nothing-measured>`;
  }

  #empty(name: string, text: string, label: string, act: () => void): TemplateResult {
    return html`<div class="empty-state">
      ${icon(name)}
      <p aria-live="polite">${text}</p>
      <vscode-button @click=${act}>${label}</vscode-button>
    </div>`;
  }
}

function plotted({ plot }: ScoresModel): string[] {
  return plot === null ? [] : [plot.x.key, plot.y.key];
}

customElements.define('bs-scores', ScoresApp);
