import { html, nothing, type TemplateResult } from 'lit';
import type { GridContext } from '../../../src/protocol/views.ts';
import type { GridRow } from '../../../src/protocol/grid.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { Grid } from '../model/grid.ts';
import { decidedText, outcomeMark } from '../../shared/outcome.ts';
import { picture, pictureCount } from '../../shared/picture.ts';
import { least, scoreBar } from '../../shared/score-bar.ts';
import { scoreText } from '../../shared/score-text.ts';
import { scoreName } from '../../shared/score-name.ts';

/** A sample in the grid. A row that is not there yet is an empty card. */
export function card(grid: Grid, place: number, column: number): TemplateResult {
  const row = grid.rows.at(place);
  const focused = grid.selection.focus === place;
  const selected = grid.selection.has(place);
  const unsaved = row === undefined ? undefined : grid.banners.unsavedCaption(row.id);
  const classes = [
    'card',
    row?.outcome ?? 'open',
    selected && 'selected',
    focused && 'focused',
    unsaved !== undefined && 'unsaved',
  ];
  return html`<div
    id="card-${place}"
    class=${classes.filter(Boolean).join(' ')}
    role="gridcell"
    aria-colindex=${column + 1}
    aria-selected=${String(selected)}
    data-place=${place}
    data-vscode-context=${row === undefined ? nothing : JSON.stringify(context(row))}
  >
    ${row === undefined ? waiting() : content(grid, row, selected, unsaved)}
  </div>`;
}

function context(row: GridRow): GridContext {
  return { webviewSection: 'card', id: row.id, path: row.images[0] ?? null, preventDefaultContextMenuItems: true };
}

function waiting(): TemplateResult {
  return html`<span class="picture waiting"></span><span class="caption-waiting"></span
    ><span class="hidden">${t('loading')}</span>`;
}

function content(grid: Grid, row: GridRow, selected: boolean, unsaved: string | undefined): TemplateResult {
  const caption = unsaved ?? row.caption;
  return html`
    <div class="card-picture">
      ${picture(grid, row.images[0], '')} ${pictureCount(row.images)}
      ${selected ? html`<span class="check">${icon('check')}</span>` : nothing}
    </div>
    <div
      class="caption ${caption === null ? 'none' : ''}"
      dir="auto"
      title=${caption ?? row.problem ?? ''}
      .textContent=${caption ?? row.problem ?? t('no caption')}
    ></div>
    <div class="marks">${marks(row, unsaved !== undefined)}</div>
    ${grid.scores.length === 0 ? nothing : html`<div class="scores">${grid.scores.map((key) => score(grid, row, key))}</div>`}
  `;
}

function marks(row: GridRow, unsaved: boolean): TemplateResult {
  const decided = decidedText(row.decided);
  return html`
    ${unsaved ? html`<span class="mark unsaved-mark">${icon('warning')} ${t('not saved')}</span>` : nothing}
    ${row.outcome === null ? nothing : html`<span title=${decided}>${outcomeMark(row.outcome)}</span>`}
    ${row.tags.map((tag) => tagChip(tag))}
    ${
      row.edited
        ? html`<span
            class="mark edited"
            title=${row.pending ? t('A person wrote this caption, after the last run.') : t('A person wrote this caption.')}
            >${icon('edit')} <span class="wide">${t('edited')}</span></span
          >`
        : nothing
    }
    ${
      row.times === null || row.times === 0
        ? nothing
        : html`<span class="mark" title=${t('So often the selection takes it')}>×${row.times}</span>`
    }
    ${row.origin === 'source' ? nothing : html`<span class="mark" title=${t('Written by a model')}>${icon('sparkle')} <span class="wide">${t('synthesized')}</span></span>`}
  `;
}

/** A tag; keep and drop by their icons too. */
export function tagChip(tag: string): TemplateResult {
  const known = tag === 'keep' ? 'pass' : tag === 'drop' ? 'trash' : 'tag';
  return html`<span class="chip tag-${tag === 'keep' || tag === 'drop' ? tag : 'other'}"
    >${icon(known)}<bdi>${tag}</bdi></span
  >`;
}

function score(grid: Grid, row: GridRow, key: string): TemplateResult {
  const value = row.scores[key];
  const spread = grid.overview?.scores.find((each) => each.key === key);
  return html`<div class="score" title="${scoreName(key)} (${key}): ${scoreText(value)}">
    <span class="score-key">${scoreName(key)}</span>${scoreBar(least(value), spread)}<span class="score-value"
      >${scoreText(value)}</span
    >
  </div>`;
}
