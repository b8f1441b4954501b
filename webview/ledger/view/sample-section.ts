import { html, nothing, type TemplateResult } from 'lit';
import type { SampleInFull } from '../../../src/protocol/engine.ts';
import { decidedText, outcomeMark } from '../../shared/outcome.ts';
import { picture } from '../../shared/picture.ts';
import { sampleWay } from '../../shared/sample-way.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { LedgerModel } from '../model/ledger.ts';

/** The whole way of one sample, found by its id. */
export function sampleSection(model: LedgerModel): TemplateResult {
  const { panel, sample, missing } = model;
  const look = (event: Event): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    void model.look(form.querySelector<HTMLInputElement>('vscode-text-field')!.value.trim());
  };
  return html`<section class="panel-section" aria-labelledby="way-title">
    <header><h2 id="way-title">${t('Why is this sample here, or not?')}</h2></header>
    <form class="ledger-look" @submit=${look}>
      <vscode-text-field
        aria-label=${t('Id of a sample')}
        placeholder=${t('Id of a sample')}
        .value=${panel.kept.id}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') (event.currentTarget as HTMLElement).closest('form')!.requestSubmit();
        }}
      ></vscode-text-field>
      <vscode-button
        @click=${(event: Event) => {
          (event.currentTarget as HTMLElement).closest('form')!.requestSubmit();
        }}
        >${t('Look up')}</vscode-button
      >
    </form>
    <div aria-live="polite">
      ${missing === null ? nothing : html`<p>${icon('info')} ${missing}</p>`}
      ${sample === null ? nothing : way(model, sample)}
    </div>
  </section>`;
}

function way(model: LedgerModel, sample: SampleInFull): TemplateResult {
  const { row } = sample;
  return html`<div class="ledger-sample">
      ${picture(model.panel, row.images[0], '')}
      <div>
        <p class="whole-caption" dir="auto" .textContent=${row.caption ?? row.problem ?? t('no caption')}></p>
        <p>${outcomeMark(row.outcome)} <span dir="auto">${decidedText(row.decided)}</span></p>
        ${(row.times ?? 0) === 0 ? nothing : html`<p>${t('selected ×{0}', row.times!)}</p>`}
      </div>
    </div>
    ${sampleWay(sample, { bounds: [], spreads: model.overview?.scores ?? [] })}`;
}
