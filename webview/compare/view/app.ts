import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Comparison } from '../../../src/protocol/compare.ts';
import type { Observable } from '../../shared/observable.ts';
import { panelBanners } from '../../shared/panel-banners.ts';
import { Piece } from '../../shared/piece.ts';
import '../../shared/strip.ts';
import { t } from '../../shared/words.ts';
import type { CompareModel } from '../model/compare.ts';
import { changesTable } from './changes-table.ts';
import { recipeLines } from './recipe-lines.ts';
import { setsPicture } from './sets-picture.ts';
import { shiftsTable } from './shifts-table.ts';
import { sideChooser } from './side-chooser.ts';

/** The whole page. */
export class CompareApp extends Piece {
  static override properties: PropertyDeclarations = { compare: { attribute: false } };

  declare compare: CompareModel;

  protected override follows(): readonly Observable[] {
    return [this.compare, this.compare.panel];
  }

  protected override render(): TemplateResult {
    const { panel, stages, comparison, comparable } = this.compare;
    const tooFew = stages !== null && comparable.length < 2;
    return html`${panelBanners(panel)}
      <div
        class="panel-page"
        tabindex="0"
        role="group"
        aria-label=${t('Compare')}
        aria-busy=${String(this.compare.comparing)}
        ?data-shown=${comparison !== null || tooFew || panel.failure !== null}
      >
        <div class="panel-title">
          <h1>${t('Compare')}</h1>
          ${this.compare.comparing ? html`<vscode-progress-ring class="small-ring" aria-label=${t('Comparing')}></vscode-progress-ring>` : nothing}
        </div>
        ${tooFew ? tooFewRuns() : stages === null ? nothing : sideChooser(this.compare)}
        ${comparison === null || tooFew ? nothing : this.#body(comparison)}
      </div>`;
  }

  #body(comparison: Comparison): TemplateResult {
    const { samples, panel } = this.compare;
    const { changes, scores, recipe } = comparison;
    return html`
      <section class="panel-section" aria-labelledby="samples-title">
        <h2 id="samples-title" class="hidden">${t('Samples')}</h2>
        ${setsPicture(this.compare, comparison)}
        <bs-strip
          .panel=${panel}
          .heading=${headingOf(comparison, panel.kept.shown)}
          .samples=${samples}
          .scores=${
            changes.find(({ filter }) => filter === panel.kept.shown)?.key == null
              ? []
              : [changes.find(({ filter }) => filter === panel.kept.shown)!.key!]
          }
        ></bs-strip>
      </section>
      <section class="panel-section" aria-labelledby="why-title">
        <header><h2 id="why-title">${t('Why samples changed')}</h2></header>
        ${changesTable(this.compare, comparison)}
      </section>
      <div class="compare-columns">
        <section class="panel-section" aria-labelledby="shift-title">
          <header><h2 id="shift-title">${t('How scores moved')}</h2></header>
          ${scores.length === 0 ? html`<p class="quiet">${t('The two sides measured no score in common.')}</p>` : shiftsTable(comparison)}
        </section>
        <section class="panel-section" aria-labelledby="recipe-title">
          <header><h2 id="recipe-title">${t('What differs in the recipe')}</h2></header>
          ${recipeLines(recipe)}
        </section>
      </div>
    `;
  }
}

function headingOf({ changes, onlyA, onlyB }: Comparison, shown: string | null): string {
  if (shown === onlyA.filter) return t('Only in A');
  if (shown === onlyB.filter) return t('Only in B');
  const change = changes.find(({ filter }) => filter === shown);
  if (change === undefined) return t('In both');
  return change.keptBy === 'a' ? t('Kept by A alone') : t('Kept by B alone');
}

function tooFewRuns(): TemplateResult {
  return html`<div class="empty-state">
    <h2>${t('There are no two results to compare yet')}</h2>
    <p>${t('Run the recipe, change something, run it again: the results of the last 10 runs are kept.')}</p>
  </div>`;
}

customElements.define('bs-compare-app', CompareApp);
