import { html, nothing, svg, type TemplateResult } from 'lit';
import type { MapGroup } from '../../../src/protocol/map.ts';
import type { Colors } from '../../shared/colors.ts';
import { scoreName } from '../../shared/score-name.ts';
import { scoreText } from '../../shared/score-text.ts';
import { number, t } from '../../shared/words.ts';
import { groupPalette, mostColors, scalePalette, type Palette } from '../draw/palette.ts';
import type { Shape } from '../draw/shapes.ts';
import type { MarkName } from '../model/kept.ts';
import type { Coloring } from '../model/painting.ts';
import { markColor, markShapes } from './over.ts';
import { ThemedPart } from './themed-part.ts';
import { groupWord, markWord } from './words.ts';

/** What the colours and marks mean; a click hides a group, a double click shows it alone. */
export class Legend extends ThemedPart {
  protected override render(): TemplateResult {
    const { coloring } = this.model;
    const { colors } = this;
    return html`<section class="map-legend" aria-label=${t('Legend')}>
      ${coloring === null ? nothing : coloring.scale === null ? this.#groups(coloring, colors) : this.#scale(coloring, colors)}
      ${this.#marks(colors)}
    </section>`;
  }

  #groups({ groups, by }: Coloring, colors: Colors): TemplateResult {
    const palette = groupPalette(by, groups.length, colors);
    const there = groups.map((group, i) => ({ group, i })).filter(({ group }) => group.points > 0);
    if (there.length === 0) return html`<p class="quiet">${t('No point has a colour.')}</p>`;
    return html`<ul class="map-groups">
      ${there.map(({ group, i }) => this.#group(group, palette, 1 + (i % mostColors)))}
    </ul>`;
  }

  #group({ name, points }: MapGroup, palette: Palette, color: number): TemplateResult {
    const { model } = this;
    const word = groupWord(model, model.kept.by, name);
    return html`<li>
      <button
        type="button"
        class="map-entry"
        aria-pressed=${String(!model.kept.hidden.includes(name))}
        title=${t('{0}: click hides it, double click or Shift+Enter shows it alone', word)}
        @click=${() => {
          model.toggle(name);
        }}
        @dblclick=${() => {
          model.isolate(name);
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !event.shiftKey) return;
          event.preventDefault();
          model.isolate(name);
        }}
        @pointerenter=${() => {
          model.light(name);
        }}
        @pointerleave=${() => {
          model.light(null);
        }}
        @focus=${() => {
          model.light(name);
        }}
        @blur=${() => {
          model.light(null);
        }}
      >
        ${swatch(palette.shapes[color] ?? 'disc', palette.css[color]!)}
        <span class="map-name" dir="auto">${word}</span><span class="quiet">${number(points)}</span>
      </button>
    </li>`;
  }

  #scale({ scale, by }: Coloring, colors: Colors): TemplateResult {
    const { css } = scalePalette(colors);
    const stops = [1, 24, 48, 72, 96].map((step) => css[step]!).join(', ');
    const missing = (this.model.cloud?.count ?? 0) - scale!.count;
    return html`<div class="map-scale">
      <span>${scoreName(by.slice('score:'.length))}</span>
      <div class="map-ramp" .style=${`background: linear-gradient(to right, ${stops})`}></div>
      <div class="map-ends"><span>${scoreText(scale!.min)}</span><span>${scoreText(scale!.max)}</span></div>
      ${missing === 0 ? nothing : html`<span class="quiet">${t('{0} points have no value', missing)}</span>`}
    </div>`;
  }

  #marks(colors: Colors): TemplateResult | typeof nothing {
    const { contents, pair } = this.model;
    const selection = contents?.selection;
    const of: MarkName[] = [...(selection == null ? [] : (['nearest', 'farthest', 'between'] as const))];
    if (of.length === 0 && pair === null) return nothing;
    const title = selection == null ? '' : (selection.strategy ?? '');
    return html`<h2 title=${title}>${selection == null ? t('Marks') : t('Chosen by {0}', selection.stage)}</h2>
      <ul class="map-groups">
        ${of.map((name) => this.#mark(name, colors))}
        ${pair === null ? nothing : (['disagree', 'rare'] as const).map((name) => this.#mark(name, colors))}
      </ul>
      ${this.#signs()}`;
  }

  /** What was compared to find the marks of pictures and captions that do not go together. */
  #signs(): TemplateResult {
    const { disagree, rare } = this.model.signs;
    return html`${
      disagree === undefined
        ? nothing
        : html`<p class="quiet">
            ${t('Of {0} samples compared, {1} share no neighbour; on average {2} % are shared.', disagree.compared, disagree.samples.total, Math.round((disagree.agreement ?? 0) * 100))}
          </p>`
    }${
      rare === undefined
        ? nothing
        : html`<p class="quiet">
            ${t('Of {0} samples, {1} have a picture of one cluster and a caption of another that meet less than half as often as by chance.', rare.compared, rare.samples.total)}
          </p>`
    }`;
  }

  #mark(name: MarkName, colors: Colors): TemplateResult {
    const { model } = this;
    const isKnown = (name !== 'disagree' && name !== 'rare') || model.signs[name] !== undefined;
    return html`<li>
      <button
        type="button"
        class="map-entry"
        aria-pressed=${String(model.kept.marks.includes(name))}
        @click=${() => void model.mark(name)}
      >
        ${swatch(markShapes[name], markColor(name, colors))}
        <span class="map-name">${markWord(name)}</span>
        <span class="quiet">${isKnown ? number(model.marked[name].length) : nothing}</span>
      </button>
    </li>`;
  }
}

/** A shape in its colour. */
function swatch(shape: Shape, color: string): TemplateResult {
  const drawn: Record<Shape, TemplateResult> = {
    disc: svg`<circle cx="6" cy="6" r="4.5" fill=${color} />`,
    ring: svg`<circle cx="6" cy="6" r="4" fill="none" stroke=${color} stroke-width="2" />`,
    square: svg`<rect x="2" y="2" width="8" height="8" fill=${color} />`,
    cross: svg`<path d="M2 2 L10 10 M10 2 L2 10" stroke=${color} stroke-width="2" />`,
    up: svg`<path d="M6 1.5 L11 10.5 L1 10.5 Z" fill=${color} />`,
    down: svg`<path d="M6 10.5 L11 1.5 L1 1.5 Z" fill=${color} />`,
  };
  return html`<svg class="map-swatch" viewBox="0 0 12 12" aria-hidden="true">${drawn[shape]}</svg>`;
}

customElements.define('bs-map-legend', Legend);
