import { html, nothing, type TemplateResult } from 'lit';
import type { SampleInFull } from '../../../src/protocol/engine.ts';
import type { GridRow } from '../../../src/protocol/grid.ts';
import { t } from '../../shared/words.ts';
import type { Grid } from '../model/grid.ts';
import { follow } from './captions-table.ts';
import { outcomeMark } from '../../shared/outcome.ts';
import { picture } from '../../shared/picture.ts';

/** The samples around a sample: its parent and children, and the nearest of its cluster. */
export function family(grid: Grid, full: SampleInFull): TemplateResult {
  return html`${near(grid, t('Parent and children'), full.family)}
  ${near(grid, full.row.cluster === null ? t('Cluster') : t('Nearest in cluster {0}', full.row.cluster), full.cluster)}`;
}

function near(grid: Grid, title: string, rows: readonly GridRow[]): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<section>
    <h3>${title}</h3>
    <ul class="near">
      ${rows.map(
        (row) =>
          html`<li>
            <button type="button" class="near-card" @click=${() => void follow(grid, row.id)}>
              ${picture(grid, row.images[0], '')}
              <span class="caption" dir="auto" .textContent=${row.caption ?? t('no caption')}></span>
              ${outcomeMark(row.outcome)}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
