import { html, nothing, type TemplateResult } from 'lit';
import type { MapCluster } from '../../../src/protocol/map.ts';
import { scoreName } from '../../shared/score-name.ts';
import { scoreText } from '../../shared/score-text.ts';
import { iconButton } from '../../shared/ui/icon.ts';
import { number, t } from '../../shared/words.ts';
import { MapPart } from './part.ts';
import { clusterWord } from './words.ts';

/** What the map shows, as a table of its clusters. */
export class ClusterTable extends MapPart {
  protected override render(): TemplateResult | typeof nothing {
    const { clusters, score } = this.model;
    if (clusters.length === 0) return nothing;
    return html`<section class="map-clusters" aria-label=${t('Clusters')}>
      <h2>${t('Clusters')}</h2>
      <div class="map-table-scroller" tabindex="0" role="region" aria-label=${t('Table of clusters')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('Cluster')}</th>
              <th scope="col" class="number">${t('Samples')}</th>
              <th scope="col" class="number">${t('Kept')}</th>
              ${score === null ? nothing : html`<th scope="col" class="number" title=${t('Mean of {0}', score)}>${scoreName(score)}</th>`}
              <th scope="col">${t('Look')}</th>
            </tr>
          </thead>
          <tbody>
            ${clusters.map((cluster) => this.#row(cluster, score !== null))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row({ cluster, samples, kept, mean, nearest, farthest }: MapCluster, scored: boolean): TemplateResult {
    const { model } = this;
    const word = clusterWord(model, cluster);
    return html`<tr>
      <th scope="row">
        <button
          type="button"
          class="map-link"
          dir="auto"
          title=${t('Select {0}', word)}
          @click=${() => void this.#select(cluster)}
        >
          ${word}
        </button>
      </th>
      <td class="number">${number(samples)}</td>
      <td class="number">${kept === null ? '–' : `${Math.round(kept * 100)} %`}</td>
      ${scored ? html`<td class="number">${scoreText(mean)}</td>` : nothing}
      <td>
        ${iconButton('target', t('The sample nearest to the centre of {0}', word), () => void model.pinRow(nearest))}
        ${iconButton('move', t('The sample farthest from it'), () => void model.pinRow(farthest))}
      </td>
    </tr>`;
  }

  /** The same selection as a lasso around all of its points. */
  async #select(cluster: number): Promise<void> {
    if (this.model.kept.by !== 'cluster') await this.model.colorBy('cluster');
    await this.model.selectGroup(cluster);
  }
}

customElements.define('bs-map-clusters', ClusterTable);
