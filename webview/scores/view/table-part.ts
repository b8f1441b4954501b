import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { outcomeGroups, type Summary } from '../../../src/protocol/scores.ts';
import type { Observable } from '../../shared/observable.ts';
import { outcomeWord } from '../../shared/outcome.ts';
import { Piece } from '../../shared/piece.ts';
import { scoreName } from '../../shared/score-name.ts';
import { scoreText } from '../../shared/score-text.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { ScoresModel } from '../model/scores.ts';
import { columnName, saveSummaries, summaryColumns } from './export.ts';

interface Row {
  readonly key: string;
  readonly samples: string;
  readonly summary: Summary;
}

/** Summary numbers of every score: of all samples, of the brushed ones, and of these by outcome. */
class TablePart extends Piece {
  static override properties: PropertyDeclarations = { model: { attribute: false } };
  declare model: ScoresModel;

  protected override follows(): readonly Observable[] {
    return [this.model];
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const { summaries, brushed, opened } = model;
    if (summaries === null)
      return html`<div class="empty-state">
        <vscode-progress-ring aria-label=${t('counting')}></vscode-progress-ring>
      </div>`;
    return html`<div class="bar">
        <span aria-live="polite" class="counted">${t('{0} of {1} samples', brushed!.total, opened!.total)}</span>
        <span class="room"></span>
        <vscode-button appearance="secondary" @click=${() => void saveSummaries(model)}>${t('CSV')}</vscode-button>
      </div>
      <div class="table-scroller" tabindex="0" role="region" aria-label=${t('Numbers')}>
        <table class="numbers">
          <thead>
            <tr>
              ${this.#head('', t('score'))}
              <th scope="col">${t('samples')}</th>
              ${summaryColumns.map((column) => this.#head(column, columnName(column)))}
            </tr>
          </thead>
          <tbody>
            ${this.#rows().map(
              ({ key, samples, summary }) =>
                html`<tr>
                  <th scope="row" title=${key}>${scoreName(key)}</th>
                  <td class="of">${samples}</td>
                  ${summaryColumns.map((column) => html`<td>${scoreText(summary[column])}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #head(column: string, name: string): TemplateResult {
    const { sort } = this.model.kept;
    const sorted = sort.column === column;
    const direction = sort.descending ? 'descending' : 'ascending';
    return html`<th scope="col" aria-sort=${sorted ? direction : 'none'}>
      <button
        type="button"
        @click=${() => this.model.show({ sort: { column, descending: sorted && !sort.descending } })}
      >
        ${name} ${sorted ? icon(sort.descending ? 'arrow-down' : 'arrow-up') : ''}
      </button>
    </th>`;
  }

  #rows(): Row[] {
    const { summaries, brushes, kept } = this.model;
    const rows = (summaries ?? []).flatMap(({ key, all, brushed, groups }): Row[] => [
      { key, samples: t('all'), summary: all },
      ...(brushes.length > 0 ? [{ key, samples: t('brushed'), summary: brushed }] : []),
      ...groups.flatMap((summary, group) => {
        const name = outcomeGroups[group]!;
        const samples = name === 'none' ? t('not decided') : outcomeWord(name);
        return summary.count + summary.missing === 0 ? [] : [{ key, samples, summary }];
      }),
    ]);
    const { column, descending } = kept.sort;
    const way = descending ? -1 : 1;
    if (column === '') return descending ? rows.reverse() : rows;
    const value = ({ summary }: Row): number | null => summary[column as keyof Summary];
    // What has no number stands last in both directions.
    return rows.sort((a, b) => {
      const [one, other] = [value(a), value(b)];
      return one === null || other === null ? Number(one === null) - Number(other === null) : way * (one - other);
    });
  }
}

customElements.define('bs-table-part', TablePart);
