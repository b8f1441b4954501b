import { html, nothing, type TemplateResult } from 'lit';
import type { Failure, SampleInFull } from '../../../src/protocol/engine.ts';
import type { GridRow } from '../../../src/protocol/grid.ts';
import type { Observable } from '../../shared/observable.ts';
import { icon, iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { edit } from '../model/commands.ts';
import { failureText } from '../../shared/failure-text.ts';
import { captionsTable } from './captions-table.ts';
import './caption-editor.ts';
import { tagChip } from './card.ts';
import { family } from './family.ts';
import { decidedText, outcomeMark } from '../../shared/outcome.ts';
import { Part } from './part.ts';
import { picture } from '../../shared/picture.ts';
import { sampleWay } from '../../shared/sample-way.ts';
import { wordDiff } from './word-diff.ts';

/** All that is known of the sample in focus. */
class SamplePanel extends Part {
  protected override follows(): readonly Observable[] {
    const { grid } = this;
    return [grid, grid.sample, grid.view, grid.rows, grid.thumbnails, grid.draft];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.grid.thumbnails.want('panel', []);
  }

  protected override updated(): void {
    const { full } = this.grid.sample;
    if (this.grid.start.restricted) return;
    if (full === null) {
      const { id } = this.grid.sample;
      const row = id === null ? undefined : this.grid.rows.at(this.grid.rows.placeOf(id));
      if (row !== undefined) this.grid.thumbnails.want('panel', row.images);
      return;
    }
    const near = [...full.family, ...full.cluster].map(({ images }) => images[0]).filter((path) => path !== undefined);
    this.grid.thumbnails.want('panel', [...full.row.images, ...near]);
  }

  protected override render(): TemplateResult {
    const { sample, view } = this.grid;
    const title = sample.id === null ? t('Sample') : html`<bdi>${sample.id}</bdi>`;
    return html`<aside class="panel" aria-label=${t('Sample')} .style=${`--panel: ${view.kept.panelWidth}px`}>
      <header>
        <h2>${title}</h2>
        ${iconButton('close', t('Close the sample panel'), () => {
          this.grid.togglePanel(false);
        })}
      </header>
      <div class="panel-body" tabindex="0" role="group" aria-label=${t('Details')}>${this.#body()}</div>
    </aside>`;
  }

  #body(): TemplateResult {
    const { sample } = this.grid;
    if (sample.id === null)
      return html`<p class="panel-state">
        ${t('Choose a sample to see where it comes from and why it stands where it stands.')}
      </p>`;
    if (sample.full !== null && sample.failure === null) return this.#full(sample.full);
    const row = this.grid.rows.at(this.grid.rows.placeOf(sample.id));
    return html`${row === undefined ? nothing : this.#line(row)} ${this.#missing(sample.failure)}`;
  }

  /** What the grid itself knows of a sample. */
  #line(row: GridRow): TemplateResult {
    return html`${row.images.map((path) => this.#picture(path))} ${this.#caption(row)}
      <div class="marks">${outcomeMark(row.outcome)} ${row.tags.map((tag) => tagChip(tag))}</div>`;
  }

  /** Why the rest is not there. */
  #missing(failure: Failure | null): TemplateResult {
    if (this.grid.result?.complete === false) {
      return html`<p class="panel-state">
        ${icon('info')} ${t('Scores, history and the other captions of the picture come with the import.')}
      </p>`;
    }
    if (failure === null)
      return html`<p class="panel-state"><vscode-progress-ring aria-label=${t('Loading')}></vscode-progress-ring></p>`;
    const again = (): void => {
      this.grid.sample.refresh();
    };
    if (failure.kind === 'refused' || failure.kind === 'usage')
      return html`<p class="panel-state">${icon('info')} ${failureText(failure)}</p>`;
    return html`<p class="panel-state">${icon('error')} ${failureText(failure)}</p>
      <vscode-button @click=${again}>${t('Try again')}</vscode-button>`;
  }

  #full(full: SampleInFull): TemplateResult {
    const { row } = full;
    const { sample, overview } = this.grid;
    return html`
      ${row.images.map((path) => this.#picture(path))} ${this.#caption(row)}
      <div class="marks">
        ${outcomeMark(row.outcome)}
        ${row.times === null ? nothing : html`<span class="mark">${t('selected ×{0}', row.times)}</span>`}
        ${row.tags.map((tag) => tagChip(tag))}
      </div>
      ${row.decided === null ? nothing : html`<p class="decided" dir="auto">${decidedText(row.decided)}</p>`}
      ${captionsTable(this.grid, full)} ${sampleWay(full, { bounds: sample.bounds, spreads: overview?.scores ?? [] })}
      ${family(this.grid, full)}
    `;
  }

  #picture(path: string): TemplateResult {
    const open = (): void => {
      this.grid.host.ask('open-picture', { path }).catch((error: unknown) => {
        this.grid.banners.fail(error);
      });
    };
    return html`<button
      type="button"
      class="big-picture"
      title=${t('Open {0}', path)}
      aria-label=${t('Open the picture {0}', path)}
      @click=${open}
    >
      ${picture(this.grid, path, '')}
    </button>`;
  }

  #caption(row: GridRow): TemplateResult {
    const { draft } = this.grid;
    if (draft.now?.id === row.id && draft.now.where === 'panel') {
      return html`<bs-caption-editor .grid=${this.grid}></bs-caption-editor>`;
    }
    if (row.caption === null)
      return html`<p class="whole-caption none" dir="auto">${row.problem ?? t('no caption')}</p>`;
    return html`<div class="whole-caption-line">
        <p class="whole-caption" dir="auto" .textContent=${row.caption}></p>
        ${iconButton('edit', t('Edit the caption'), () => void edit(this.grid, row, 'panel'))}
      </div>
      ${
        row.before === null || row.before === row.caption
          ? nothing
          : html`<div class="against">
              <span class="label">${t('against the original')}</span>${wordDiff(row.before, row.caption)}
            </div>`
      }`;
  }
}

customElements.define('bs-sample-panel', SamplePanel);
