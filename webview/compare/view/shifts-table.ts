import { html, svg, type TemplateResult } from 'lit';
import type { Comparison, KeptDistribution } from '../../../src/protocol/compare.ts';
import { scoreName } from '../../shared/score-name.ts';
import { scoreText } from '../../shared/score-text.ts';
import { t, number } from '../../shared/words.ts';

/** Size of a small picture of two distributions. */
const size = { width: 160, height: 34 };

/** How each score moved, and where it lies in what each side keeps. */
export function shiftsTable({ scores, distributions }: Comparison): TemplateResult {
  return html`<table class="figures">
    <thead>
      <tr>
        <th scope="col">${t('Score')}</th>
        <th scope="col" class="number">${t('Changed')}</th>
        <th scope="col" class="number">${t('Mean, kept by A')}</th>
        <th scope="col" class="number">${t('Mean, kept by B')}</th>
        <th scope="col">${t('In what is kept')}</th>
      </tr>
    </thead>
    <tbody>
      ${distributions.map(
        (spread) =>
          html`<tr>
            <td title=${spread.key}>${scoreName(spread.key)}</td>
            <td class="number">${changedText(scores, spread.key)}</td>
            <td class="number">${scoreText(spread.meanA)}</td>
            <td class="number">${scoreText(spread.meanB)}</td>
            <td>${drawn(spread)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** How many samples have another value on each side. */
function changedText(scores: Comparison['scores'], key: string): string {
  const changed = scores.find((score) => score.key === key)?.changed ?? 0;
  return changed === 0 ? '–' : number(changed);
}

function drawn(of: KeptDistribution): TemplateResult {
  const most = Math.max(1, ...of.a, ...of.b);
  const label = t('from {0} to {1}', scoreText(of.min), scoreText(of.max));
  return html`<svg class="spread" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label=${label}>
    <path class="spread-a" d=${outline(of.a, most)}></path>
    <path class="spread-b" d=${outline(of.b, most)}></path>
    ${svg`<title>${label}</title>`}
  </svg>`;
}

/** The steps of a histogram. */
function outline(bins: readonly number[], most: number): string {
  const step = size.width / bins.length;
  const y = (count: number): string => (size.height - 1 - (count / most) * (size.height - 3)).toFixed(1);
  return `M0 ${size.height - 1}${bins.map((count, i) => `V${y(count)}H${((i + 1) * step).toFixed(1)}`).join('')}V${size.height - 1}`;
}
