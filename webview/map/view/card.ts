import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { GridRow } from '../../../src/protocol/grid.ts';
import { Latest, pause } from '../../shared/latest.ts';
import type { Observable } from '../../shared/observable.ts';
import { outcomeMark } from '../../shared/outcome.ts';
import { picture } from '../../shared/picture.ts';
import { scoreName } from '../../shared/score-name.ts';
import { scoreText } from '../../shared/score-text.ts';
import { iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { MapPart } from './part.ts';
import { clusterWord } from './words.ts';

/** A sample is asked for once the pointer has stayed at its point for so many milliseconds. */
const patience = 40;

/** The sample that is pointed at, or that was pinned. */
export class MapCard extends MapPart {
  static override properties: PropertyDeclarations = { model: { attribute: false }, where: { attribute: false } };
  #row: GridRow | null = null;
  /** Where on the map a row's point is, in pixels. */
  declare where: (row: number) => readonly [number, number];
  #group = '';
  readonly #asking = new Latest();

  protected override follows(): readonly Observable[] {
    return [this.model, this.model.panel.thumbnails];
  }

  /** Shows the sample of a row beside its point. */
  show(row: number, group: string): void {
    this.#group = group;
    void this.#load(row).catch(() => undefined);
  }

  /** Shows none, but for a pinned one. */
  hide(): void {
    this.#asking.stop();
    this.#row = null;
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const row = this.#row ?? this.model.pinned;
    this.model.panel.thumbnails.want('map-card', row?.images.slice(0, 1) ?? []);
    if (row === null) return nothing;
    const isPinned = row.id === this.model.pinned?.id;
    return html`<div class="map-card ${isPinned ? 'pinned' : ''}" .style=${this.#place(row.row)}>
      ${picture(this.model.panel, row.images[0], '')}
      <div class="map-card-text">
        <p dir="auto" .textContent=${row.caption ?? t('no caption')}></p>
        <p class="quiet">
          ${outcomeMark(row.outcome)} ${row.cluster === null ? nothing : html`<span>${this.#words(row.cluster)}</span>`}
        </p>
        <dl>
          ${Object.entries(row.scores).map(
            ([key, value]) =>
              html`<dt title=${key}>${scoreName(key)}</dt>
                <dd>${scoreText(value)}</dd>`,
          )}
        </dl>
      </div>
      ${isPinned ? this.#actions(row) : nothing}
    </div>`;
  }

  #actions(row: GridRow): TemplateResult {
    return html`<div class="map-card-actions">
      ${iconButton('go-to-file', t('Show in the grid (Enter)'), () => this.model.samples.open(row))}
      ${iconButton('close', t('Let it go'), () => void this.model.pin(null))}
    </div>`;
  }

  #words(cluster: number): string {
    return this.model.kept.by === 'cluster' && this.#group !== '' ? this.#group : clusterWord(this.model, cluster);
  }

  /** Beside the point, on the side where there is room. */
  #place(row: number): string {
    const [x, y] = this.where(row);
    const { clientWidth, clientHeight } = this.parentElement!;
    const across = x > clientWidth / 2 ? `right: ${clientWidth - x + 14}px` : `left: ${x + 14}px`;
    const down =
      y > clientHeight / 2 ? `bottom: ${Math.max(4, clientHeight - y - 40)}px` : `top: ${Math.max(4, y - 40)}px`;
    return `${across}; ${down}`;
  }

  async #load(row: number): Promise<void> {
    const signal = this.#asking.begin();
    await pause(patience, signal);
    this.#row = await this.model.sampleOf(row, signal);
    this.requestUpdate();
  }
}

customElements.define('bs-map-card', MapCard);
