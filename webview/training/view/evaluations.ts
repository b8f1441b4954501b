import { html, nothing, svg, type TemplateResult } from 'lit';
import type { EvaluatedGroup, Evaluation, GroupDifference } from '../../../src/protocol/training.ts';
import { differenceText, verdictWords } from '../../../src/protocol/verdict-words.ts';
import { t } from '../../shared/words.ts';
import { metricName } from '../model/names.ts';
import { valueText } from '../model/numbers.ts';
import { TrainingPiece } from './piece.ts';

/** What was evaluated with several seeds, and what that tells. */
class Evaluations extends TrainingPiece {
  protected override render(): TemplateResult {
    const { evaluations } = this.samples;
    return html`<section class="evaluations" aria-label=${t('Evaluation')}>
      <h2>${t('Evaluation')}</h2>
      ${evaluations.length === 0 ? this.#nothing() : evaluations.map((evaluation) => this.#one(evaluation))}
    </section>`;
  }

  #nothing(): TemplateResult {
    return html`<p class="quiet">
      ${t('No evaluations yet. Open logs with eval_ values, one for each seed (folders named …-seed1, …-seed2 are one group), or a table of scores: a JSON line for each, such as {"group": "raw", "seed": 1, "accuracy": 0.41}. A training loss tells nothing about which data are better.')}
    </p>`;
  }

  #one(evaluation: Evaluation): TemplateResult {
    const { metric, groups, lowerIsBetter } = evaluation;
    return html`<h3>
        ${metricName(metric)} <span class="quiet">${lowerIsBetter ? t('lower is better') : t('higher is better')}</span>
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('Group')}</th>
            <th scope="col" class="figure">${t('Seeds')}</th>
            <th scope="col" class="figure">${t('Mean')}</th>
            <th scope="col">${t('95 % interval')}</th>
            <th scope="col" class="figure">${t('Against the baseline')}</th>
            <th scope="col">${t('Verdict')}</th>
          </tr>
        </thead>
        <tbody>
          ${groups.map((group) => this.#group(group, evaluation))}
        </tbody>
      </table>`;
  }

  #group(group: EvaluatedGroup, { baseline, groups }: Evaluation): TemplateResult {
    const { difference } = group;
    const isBaseline = group.group === baseline;
    return html`<tr>
      <th scope="row">
        <label
          ><input
            type="radio"
            .checked=${isBaseline}
            aria-label=${t('{0} is the baseline', group.group)}
            @change=${() => void this.trainings.panel.run(() => this.samples.compareWith(group.group))}
          /><bdi>${group.group}</bdi></label
        >
      </th>
      <td class="figure">${group.n}</td>
      <td class="figure">${valueText(group.mean)}</td>
      <td class="interval">${dotAndInterval(group, groups)}${intervalText(group)}</td>
      <td class="figure">${difference === null ? t('baseline') : differenceText(difference, valueText)}</td>
      <td class="says">${difference === null ? nothing : verdict(difference)}</td>
    </tr>`;
  }
}

function intervalText({ low, high }: Pick<EvaluatedGroup, 'low' | 'high'>): string {
  return low === null || high === null ? t('one seed has none') : `${valueText(low)} … ${valueText(high)}`;
}

function verdict(difference: GroupDifference): TemplateResult {
  const { verdict: said, details } = verdictWords(difference, t);
  return html`<strong class="verdict ${difference.verdict.replace(' ', '-')}">${said}</strong>
    <span class="quiet">${details}</span>`;
}

const width = 140;

/** The mean as a dot, its interval as a line, on the scale that all groups share. */
function dotAndInterval({ mean, low, high }: EvaluatedGroup, groups: readonly EvaluatedGroup[]): TemplateResult {
  const ends = groups.flatMap((group) => [group.low ?? group.mean, group.high ?? group.mean]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const at = (value: number): number => 6 + ((value - least) / (most - least || 1)) * (width - 12);
  const line = low === null || high === null ? nothing : svg`<line x1=${at(low)} x2=${at(high)} y1="8" y2="8" />`;
  return html`<svg class="dot-plot" width=${width} height="16" aria-hidden="true">
    ${line}${svg`<circle cx=${at(mean)} cy="8" r="3.5" />`}
  </svg>`;
}

customElements.define('bs-evaluations', Evaluations);
