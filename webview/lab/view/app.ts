import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Observable } from '../../shared/observable.ts';
import { panelBanners } from '../../shared/panel-banners.ts';
import { Piece } from '../../shared/piece.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { Lab } from '../model/lab.ts';
import { emptyState } from './empty-state.ts';
import { head } from './head.ts';
import { operatorRow } from './operator-row.ts';
import { strips } from './strips.ts';
import { unknowns } from './unknowns.ts';

/** The whole page. */
export class LabApp extends Piece {
  static override properties: PropertyDeclarations = { lab: { attribute: false } };

  declare lab: Lab;

  protected override follows(): readonly Observable[] {
    return [this.lab];
  }

  protected override render(): TemplateResult {
    const { lab } = this;
    const isThere = lab.view !== null && (lab.stage === null || lab.decision !== null);
    this.toggleAttribute('data-shown', isThere || lab.panel.failure !== null);
    return html`${panelBanners(lab.panel)} ${running(lab)} ${head(lab)}
    ${lab.stage === null || lab.decision === null ? emptyState(lab) : this.#body()}`;
  }

  #body(): TemplateResult {
    const { lab } = this;
    const decision = lab.decision!;
    const known = lab.view!.operators;
    // A tag may have come, or the last one gone, since the stage was looked at.
    const shown = decision.operators.map(({ name }) => known.find((each) => each.name === name) ?? manual(name));
    return html`<div class="lab">
      ${unknowns(lab)}
      <div
        class="operators"
        role="table"
        aria-busy=${String(lab.busy)}
        aria-label=${t('Operators in the order in which they decide')}
      >
        <div class="operator-heads" role="row">
          <span role="columnheader">${t('Operator')}</span>
          <span role="columnheader">${t('Kept')}</span>
          <span role="columnheader">${t('Distribution')}</span>
          <span role="columnheader">${t('Thresholds')}</span>
        </div>
        ${shown.map((operator) => operatorRow(lab, operator))}
      </div>
      ${strips(lab)}
    </div>`;
  }
}

function manual(name: string) {
  return { name, kind: 'manual', statistics: [], others: [], reversed: false } as const;
}

function running(lab: Lab): TemplateResult | typeof nothing {
  if (!lab.running) return nothing;
  const { run } = lab.view ?? { run: null };
  return html`<div class="banner info" role="status">
    ${icon('sync')}
    <span
      >${run === null ? t('A run goes on.') : t('A run goes on: what you see here is of run {0}, until it has ended.', String(run))}</span
    >
  </div>`;
}

customElements.define('bs-lab', LabApp);
