import { filterValue } from '../../../src/protocol/filter-fields.ts';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Ledger, TerminalState } from '../../../src/protocol/ledger.ts';
import { t, number } from '../../shared/words.ts';
import type { LedgerModel } from '../model/ledger.ts';
import { stepsOf, type Step } from '../../../src/protocol/funnel.ts';

/** Heights of steps in pixels: of a stage, and of an operator. */
const tall = 34;
const low = 22;
/** The picture's width, in units that the page scales. */
const width = 820;
/** Where the band is. */
const band = { from: 216, to: 560 };

/** The funnel as a picture: its band is as wide as there are samples. Each loss leads to its samples. */
export function funnel(model: LedgerModel, ledger: Ledger): TemplateResult {
  const steps = stepsOf(ledger, model.panel.kept.operators);
  const most = Math.max(1, ...steps.map((step) => Math.max(step.in, step.kept + step.created)));
  const tops: number[] = [];
  let height = 4;
  for (const step of steps) {
    tops.push(height);
    height += heightOf(step);
  }
  return html`<div class="funnel-scroller">
    <svg
      class="funnel"
      viewBox="0 0 ${width} ${height + 6}"
      .style=${`max-block-size: none; aspect-ratio: ${width} / ${height + 6}`}
      role="list"
      aria-label=${t('The recipe as a funnel')}
    >
      ${steps.map((step, i) => drawn(model, ledger, step, tops[i]!, most))}
    </svg>
  </div>`;
}

function heightOf({ operator }: Step): number {
  return operator === null ? tall : low;
}

function drawn(model: LedgerModel, ledger: Ledger, step: Step, top: number, most: number): TemplateResult {
  const height = heightOf(step);
  const half = (count: number): number => (((band.to - band.from) / 2) * count) / most;
  const middle = (band.from + band.to) / 2;
  const [before, after] = [half(step.in), half(step.kept + step.created)];
  const bottom = top + height;
  const shape = `M${middle - before} ${top}H${middle + before}L${middle + after} ${bottom}H${middle - after}Z`;
  const lost = half(step.in - step.kept);
  const baseline = top + height / 2 + 4;
  return svg`<g role="listitem" aria-label=${sentenceOf(step)}>
    <path class="funnel-band" d=${shape}></path>
    ${
      lost > 0
        ? svg`<path class="funnel-loss" d="M${middle + before} ${top}L${middle + half(step.kept)} ${bottom}H${middle + half(step.kept) + Math.max(1, lost)}L${middle + before + 1} ${top}Z"></path>`
        : nothing
    }
    <text class=${step.operator === null ? 'funnel-stage' : 'funnel-operator'} x="8" y=${baseline}>${shortened(nameOf(step))}</text>
    <text class="funnel-count" x=${middle} y=${baseline} text-anchor="middle">${countOf(step)}</text>
    ${losses(model, ledger, step, baseline)}
  </g>`;
}

function nameOf({ stage, operator, created, kept, in: entered }: Step): string {
  if (operator !== null) return operator === 'manual' ? t('your tags') : operator;
  const isCreation = created > 0 && entered === kept;
  return isCreation ? t('{0}: created', stage.name) : stage.name;
}

/** The left side has room for so many letters. */
function shortened(name: string): string {
  return name.length > 34 ? `${name.slice(0, 33)}…` : name;
}

function countOf({ operator, in: entered, kept, created }: Step): string {
  if (created > 0) return `+${number(created)} → ${number(kept + created)}`;
  if (operator !== null) return number(kept);
  return entered === kept ? number(entered) : `${number(entered)} → ${number(kept)}`;
}

/** What a step took out, each a link to its samples. */
function losses(model: LedgerModel, { states }: Ledger, step: Step, y: number): TemplateResult {
  const texts = (['dropped', 'failed'] as const)
    .filter((outcome) => step[outcome] > 0)
    .map((outcome, i) => {
      const text = outcome === 'dropped' ? t('− {0} dropped', step.dropped) : t('{0} failed', step.failed);
      const open = (): void => {
        model.show(filterOf(step, outcome, states));
      };
      return svg`<text
        class="funnel-link ${outcome}" x=${band.to + 20 + i * 120} y=${y} role="button" tabindex="0" aria-label=${`${nameOf(step)}: ${text}`}
        @click=${open}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          open();
        }}>${text}</text>`;
    });
  return svg`${texts}`;
}

function filterOf({ stage, operator }: Step, outcome: string, states: readonly TerminalState[]): string {
  const known = states.find(
    (state) => state.stage === stage.name && state.operator === operator && state.outcome === outcome,
  );
  return known?.filter ?? `stage:${filterValue(stage.name)} outcome:${outcome}`;
}

function sentenceOf(step: Step): string {
  const { in: entered, kept, dropped, failed, created } = step;
  const counts = t('{0} in, {1} kept, {2} dropped, {3} failed', entered, kept, dropped, failed);
  return `${nameOf(step)}: ${counts}${created === 0 ? '' : `, ${t('{0} created', created)}`}`;
}
