import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { scoreName } from '../../shared/score-name.ts';
import { iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { KeptMap, Mode } from '../model/kept.ts';
import type { Field } from './field.ts';
import { MapPart } from './part.ts';
import { spaceWord, stepWord } from './words.ts';

/** What is shown, what dragging does, and how far a map is. */
export class MapToolbar extends MapPart {
  static override properties: PropertyDeclarations = { model: { attribute: false }, field: { attribute: false } };
  declare field: () => Field | null;

  protected override render(): TemplateResult {
    return html`<div class="map-toolbar" role="toolbar" aria-label=${t('Map')}>
      ${this.#spaces()} ${this.#methods()} ${this.#colors()}
      <span class="map-group">
        ${this.#mode('pan', 'move', t('Move (V)'))} ${this.#mode('lasso', 'edit', t('Lasso (L, or Shift and drag)'))}
        ${this.#mode('box', 'symbol-array', t('Box (B)'))}
      </span>
      <span class="map-group">
        ${iconButton('zoom-in', t('Zoom in (+)'), () => this.field()?.zoomBy(1.5))}
        ${iconButton('zoom-out', t('Zoom out (−)'), () => this.field()?.zoomBy(1 / 1.5))}
        ${iconButton('screen-full', t('Show all (0)'), () => this.field()?.fit())}
        ${iconButton('tag', t('Names of clusters'), this.#toggleLabels, this.model.kept.labels)}
        ${iconButton('device-camera', t('Save as PNG'), () => void this.field()?.save())}
      </span>
      ${this.#progress()} ${this.#count()}
    </div>`;
  }

  #spaces(): TemplateResult {
    const { model } = this;
    const spaces = model.contents!.spaces;
    const several = new Set(spaces.map(({ of }) => of)).size < spaces.length;
    return html`<span class="map-group" role="group" aria-label=${t('Embeddings')}>
      ${spaces.map(
        (space) =>
          html`<button
            type="button"
            class="map-choice"
            title=${`${space.stage}: ${space.model}`}
            aria-pressed=${String(space === model.space)}
            @click=${() => void model.choose({ stage: space.stage })}
          >
            ${spaceWord(space)}${several ? ` (${space.stage})` : nothing}
          </button>`,
      )}
    </span>`;
  }

  #methods(): TemplateResult {
    const { model } = this;
    return html`<span class="map-group" role="group" aria-label=${t('Layout')}>
      ${(['umap', 'pca'] as const).map(
        (method) =>
          html`<button
            type="button"
            class="map-choice"
            title=${method === 'umap' ? t('What is near stays near') : t('The two directions in which they differ most')}
            aria-pressed=${String(method === model.kept.method)}
            @click=${() => void model.choose({ method })}
          >
            ${method.toUpperCase()}
          </button>`,
      )}
    </span>`;
  }

  #colors(): TemplateResult {
    const { contents, kept } = this.model;
    const choices: [KeptMap['by'], string][] = [
      ['cluster', t('Cluster')],
      ['outcome', t('Outcome')],
      ['selected', t('Selected')],
      ['origin', t('Origin')],
      ...(contents!.tags.length === 0 ? [] : [['tag', t('Tag')] satisfies [KeptMap['by'], string]]),
      ...contents!.scores.map((key): [KeptMap['by'], string] => [`score:${key}`, scoreName(key)]),
    ];
    return html`<label class="map-group"
      >${t('Colour')}
      <select
        class="map-select"
        @change=${(event: Event) => void this.model.colorBy((event.target as HTMLSelectElement).value as KeptMap['by'])}
      >
        ${choices.map(([by, word]) => html`<option value=${by} ?selected=${by === kept.by}>${word}</option>`)}
      </select></label
    >`;
  }

  #mode(mode: Mode, name: string, label: string): TemplateResult {
    return iconButton(name, label, () => this.model.panel.keep({ mode }), this.model.kept.mode === mode);
  }

  #progress(): TemplateResult | typeof nothing {
    const { making } = this.model;
    if (making === null) return nothing;
    const percent = Math.round(making.share * 100);
    return html`<span class="map-group map-progress" role="status">
      <progress max="100" value=${percent} aria-label=${stepWord(making.step)}></progress>
      <span>${stepWord(making.step)} ${percent}%</span>
      ${iconButton('debug-stop', t('Stop'), () => void this.model.stop())}
    </span>`;
  }

  #count(): TemplateResult {
    const { cloud, made, chosenCount, chosen } = this.model;
    const counted =
      chosen === null
        ? t('{0} points', cloud?.count ?? 0)
        : t('{0} of {1} points selected', chosenCount, cloud?.count ?? 0);
    return html`<span class="map-count quiet">
      ${counted}${
        made?.laidOut == null
          ? nothing
          : html` <span
              title=${t('UMAP laid out {0} of them; the others stand among their nearest neighbours.', made.laidOut)}
              >(${t('{0} laid out', made.laidOut)})</span
            >`
      }${made === null || made.lost === 0 ? nothing : html` (${t('{0} without a place', made.lost)})`}
      ${chosen === null ? nothing : iconButton('close', t('Clear the selection (Esc)'), () => this.model.clear())}
    </span>`;
  }

  readonly #toggleLabels = (): void => {
    this.model.panel.keep({ labels: !this.model.kept.labels });
  };
}

customElements.define('bs-map-toolbar', MapToolbar);
