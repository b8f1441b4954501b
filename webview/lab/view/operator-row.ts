import { html, nothing, type TemplateResult } from 'lit';
import type { LabDecision, LabOperator, LabStatistic } from '../../../src/protocol/lab.ts';
import { scoreName } from '../../shared/score-name.ts';
import { number, t } from '../../shared/words.ts';
import type { Lab } from '../model/lab.ts';
import './bound.ts';
import './histogram.ts';

/** An operator: its counts, and for each statistic where its values lie and which of them stay. */
export function operatorRow(lab: Lab, operator: LabOperator): TemplateResult {
  const { name, statistics } = operator;
  return html`<div class="operator ${operator.kind}" role="row" data-operator=${name}>
    <div class="operator-name" role="rowheader">${nameOf(lab, operator)} ${others(operator)}</div>
    <div class="operator-counts" role="cell">${waterfall(lab, name)}</div>
    ${
      statistics.length === 0
        ? html`<div class="no-statistics" role="cell"></div>
            <div role="cell"></div>`
        : html`<div class="distributions" role="cell">
              ${statistics.map((each) => html`<bs-lab-histogram .lab=${lab} .operator=${operator} .statistic=${each}></bs-lab-histogram>`)}
            </div>
            <div class="bounds" role="cell">${statistics.map((each) => bounds(lab, operator, each))}</div>`
    }
  </div>`;
}

function nameOf(lab: Lab, { name, kind }: LabOperator): TemplateResult {
  if (kind === 'manual') return html`<span class="label">${t('Your tags')}</span>`;
  const go = (): void => {
    void lab.panel.host.ask('go-to-recipe', { stage: lab.stage!, operator: name }).catch(() => undefined);
  };
  return html`<button type="button" class="label link" title=${t('Show in the recipe')} @click=${go}>${name}</button>`;
}

function others({ others, reversed }: LabOperator): TemplateResult | typeof nothing {
  const texts = others.map(({ name, value }) => `${name}: ${value}`);
  if (reversed) texts.push(t('what lies within the thresholds goes'));
  return texts.length === 0
    ? nothing
    : html`<span class="others" title=${texts.join('\n')}>${texts.join(' · ')}</span>`;
}

function bounds(lab: Lab, operator: LabOperator, statistic: LabStatistic): TemplateResult {
  const { min, max, values, notNumbers } = statistic;
  const one = values > 0 && min === max;
  return html`<div class="statistic" role="group" aria-label=${`${operator.name}: ${scoreName(statistic.key)}`}>
    ${operator.statistics.length > 1 ? html`<span class="statistic-name">${scoreName(statistic.key)}</span>` : nothing}
    ${values === 0 ? html`<p class="quiet">${t('No sample has a value.')}</p>` : nothing}
    ${one ? html`<p class="quiet">${t('All samples have the same value, {0}.', number(min!))}</p>` : nothing}
    ${notNumbers === 0 ? nothing : html`<p class="quiet">${t('{0} values are no numbers: a filter drops them.', notNumbers)}</p>`}
    ${statistic.bounds.map(
      (bound) =>
        html`<bs-lab-bound .lab=${lab} .operator=${operator} .statistic=${statistic} .bound=${bound}></bs-lab-bound>`,
    )}
  </div>`;
}

/** From what enters to what stays, of the whole stage's samples. */
function waterfall(lab: Lab, name: string): TemplateResult {
  const decision = lab.decision!;
  const report = decision.operators.find((each) => each.name === name)!;
  const { dropped, failed, unknown, kept } = report;
  const alone = lab.alone.get(name);
  return html`<div class="fall" aria-hidden="true">
      ${segment('kept', kept, decision)} ${segment('dropped', dropped, decision)} ${segment('failed', failed, decision)}
      ${segment('unknown', unknown, decision)}
    </div>
    <div class="fall-words">
      <span class="fall-kept">${t('{0} → {1}', report.in, kept)}</span>
      ${dropped === 0 ? nothing : html`<span class="dropped">−${number(dropped)}</span>`}
      ${failed === 0 ? nothing : html`<span class="failed">${t('{0} failed', failed)}</span>`}
      ${unknown === 0 ? nothing : html`<span class="unknown">${t('{0} without a score', unknown)}</span>`}
      ${alone === undefined || alone === dropped ? nothing : html`<span class="alone">${t('alone −{0}', alone)}</span>`}
    </div>`;
}

function segment(kind: string, samples: number, decision: LabDecision): TemplateResult | typeof nothing {
  if (samples === 0) return nothing;
  return html`<span
    class="segment ${kind}"
    .style=${`inline-size: ${(100 * samples) / Math.max(1, decision.in)}%`}
  ></span>`;
}
