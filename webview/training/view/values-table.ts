import { html, type TemplateResult } from 'lit';
import { number, t } from '../../shared/words.ts';
import { metricName, trainingName } from '../model/names.ts';
import { valueText } from '../model/numbers.ts';
import { TrainingPiece } from './piece.ts';

/** What the charts show, in numbers: over the whole of each training. */
class ValuesTable extends TrainingPiece {
  protected override render(): TemplateResult {
    const { shown, metrics } = this.trainings;
    const rows = metrics.charts.flatMap((metric) =>
      shown.flatMap(({ training, curves }) => {
        const curve = curves.get(metric);
        return curve === undefined ? [] : [{ metric, training, curve }];
      }),
    );
    const at = (value: number, step: number): string => (step < 0 ? '–' : t('{0} at step {1}', valueText(value), step));
    return html`<details>
      <summary>${t('In numbers')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('Curve')}</th>
            <th scope="col">${t('Training')}</th>
            <th scope="col" class="figure">${t('Values')}</th>
            <th scope="col" class="figure">${t('Last')}</th>
            <th scope="col" class="figure">${t('Smallest')}</th>
            <th scope="col" class="figure">${t('Largest')}</th>
            <th scope="col" class="figure">${t('Not numbers')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ metric, training, curve }) =>
              html`<tr>
                <th scope="row">${metricName(metric)}</th>
                <td><bdi>${trainingName(training)}</bdi></td>
                <td class="figure">${number(curve.count)}</td>
                <td class="figure">${at(curve.last, curve.lastAt)}</td>
                <td class="figure">${at(curve.min, curve.minAt)}</td>
                <td class="figure">${at(curve.max, curve.maxAt)}</td>
                <td class="figure">${number(curve.marks.length)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }
}

customElements.define('bs-values-table', ValuesTable);
