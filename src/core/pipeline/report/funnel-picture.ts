import { numberText } from '../../../base/number-text.ts';
import { stepsOf, type Step } from '../../../protocol/funnel.ts';
import type { Ledger } from '../../../protocol/ledger.ts';
import { markup, type Markup } from './markup.ts';

const heights = { stage: 32, operator: 21 };
const width = 900;
const band = { from: 260, to: 690 };

/** The recipe as a funnel: a band as wide as there are samples, and what each step took out. */
export function funnelPicture(ledger: Ledger): Markup {
  const steps = stepsOf(ledger, true);
  const most = Math.max(1, ...steps.map((step) => Math.max(step.in, step.kept + step.created)));
  let top = 2;
  const drawn = steps.map((step) => {
    const at = top;
    top += heightOf(step);
    return drawnStep(step, at, most);
  });
  return markup`<svg class="funnel" viewBox="0 0 ${width} ${top + 4}" role="img" aria-label="The recipe as a funnel">
    ${drawn}
  </svg>`;
}

function heightOf({ operator }: Step): number {
  return operator === null ? heights.stage : heights.operator;
}

function drawnStep(step: Step, top: number, most: number): Markup {
  const bottom = top + heightOf(step);
  const half = (count: number): number => Math.round(((((band.to - band.from) / 2) * count) / most) * 10) / 10;
  const middle = (band.from + band.to) / 2;
  const [before, after] = [half(step.in), half(step.kept + step.created)];
  const y = (top + bottom) / 2 + 4;
  const lost = [
    step.dropped > 0 ? `− ${numberText(step.dropped)} dropped` : '',
    step.failed > 0 ? `${numberText(step.failed)} failed` : '',
    step.created > 0 ? `+ ${numberText(step.created)} created` : '',
  ].filter((text) => text !== '');
  return markup`<path
      class="band"
      d="M${middle - before} ${top}H${middle + before}L${middle + after} ${bottom}H${middle - after}Z"
    />
    <text class="${step.operator === null ? 'stage' : 'operator'}" x="4" y="${y}">${nameOf(step)}</text>
    <text x="${middle}" y="${y}" text-anchor="middle">${numberText(step.kept + step.created)}</text>
    <text class="loss" x="${band.to + 24}" y="${y}">${lost.join(', ')}</text>`;
}

function nameOf({ operator, stage }: Step): string {
  if (operator === null) return stage.name;
  return operator === 'manual' ? 'tags' : operator;
}
