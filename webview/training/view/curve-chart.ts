import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { Plot } from '../../shared/chart.ts';
import { ChartPiece } from '../../shared/chart-piece.ts';
import { t } from '../../shared/words.ts';
import { metricName, shortName } from '../model/names.ts';
import { axisText, valueText } from '../model/numbers.ts';
import { dataOf, optionsOf, type PlotActs, type PlotContent } from './curve-plot.ts';
import { linesOf } from './lines.ts';

/** Milliseconds. */
const doubleClick = 220;

/** A chart of one metric; keys do what the mouse does. */
export class CurveChart extends ChartPiece {
  static override properties: PropertyDeclarations = { content: { attribute: false }, acts: { attribute: false } };

  declare content: PlotContent;
  declare acts: PlotActs;
  #downAt = 0;
  #clicking: ReturnType<typeof setTimeout> | undefined;

  /** The chart's canvas, for a picture of it. */
  get canvas(): HTMLCanvasElement | null {
    return this.querySelector('canvas');
  }

  protected override render(): TemplateResult {
    const { metric } = this.content;
    return html`<h3>${metricName(metric)}</h3>
      <p class="quiet readout" aria-live="off"></p>
      <div
        class="plot"
        tabindex="0"
        role="group"
        aria-label=${this.#summary()}
        aria-roledescription=${t('chart')}
        aria-describedby="chart-keys"
        @keydown=${this.#pressed}
        @pointerdown=${({ clientX }: PointerEvent) => {
          this.#downAt = clientX;
        }}
        @click=${this.#clicked}
        @dblclick=${() => {
          clearTimeout(this.#clicking);
          this.acts.zoom(null);
        }}
      ></div>`;
  }

  protected override madeOf(): readonly unknown[] {
    const { axis, log, robust, smoothing } = this.content.kept;
    return [axis, log, robust, smoothing > 0, ...linesOf(this.content).map(({ name, place }) => `${place} ${name}`)];
  }

  protected override drawAgain(plot: Plot): void {
    plot.setData(dataOf(this.content), false);
  }

  protected override make(into: HTMLElement): Plot {
    // What is drawn besides the lines is what the chart shows then, not now.
    const chart = this as { readonly content: PlotContent };
    const content = {
      get metric() {
        return chart.content.metric;
      },
      get shown() {
        return chart.content.shown;
      },
      get kept() {
        return chart.content.kept;
      },
      get extent() {
        return chart.content.extent;
      },
      get decoration() {
        return chart.content.decoration;
      },
    };
    const options = optionsOf(content, { width: into.clientWidth, height: into.clientHeight }, this.acts);
    options.hooks = { ...options.hooks, setCursor: [(plot) => this.#read(plot)] };
    return new Plot(options, dataOf(this.content), into);
  }

  /** Shows the range that was zoomed to, or everything. */
  protected override place(plot: Plot): void {
    const { kept, extent } = this.content;
    const { from: min, to: max } = kept.range ?? extent;
    plot.batch(() => {
      plot.setScale('x', { min, max: max === min ? min + 1 : max });
    });
    plot.redraw(true, true);
  }

  /** Writes what stands under the cursor. */
  #read(plot: Plot): void {
    const line = this.querySelector('.readout')!;
    const { idx } = plot.cursor;
    if (idx == null || plot.data[0][idx] === undefined) {
      line.textContent = '';
      return;
    }
    const { axis } = this.content.kept;
    const values = linesOf(this.content).map(({ name }, i) => {
      const value = plot.data[2 * i + 1]![idx];
      return value == null ? null : `${this.content.shown.length > 1 ? `${name}: ` : ''}${valueText(value)}`;
    });
    const place = plot.data[0][idx];
    const where = axis === 'step' ? t('step {0}', axisText(axis, place)) : axisText(axis, place);
    line.textContent = [where, ...values.filter((value) => value !== null)].join(' · ');
  }

  #summary(): string {
    const { metric, shown } = this.content;
    const parts = shown.flatMap(({ training, curves }) => {
      const curve = curves.get(metric);
      if (curve === undefined) return [];
      const values = [valueText(curve.last), valueText(curve.min), curve.minAt, valueText(curve.max)] as const;
      return [`${shortName(training)}: ${t('last {0}, smallest {1} at step {2}, largest {3}', ...values)}`];
    });
    return [metricName(metric), ...parts].join('. ');
  }

  /** A click chooses the step that is nearest; a drag has been told already. */
  readonly #clicked = (event: MouseEvent): void => {
    const plot = this.plot;
    if (plot === null || event.detail > 1 || Math.abs(event.clientX - this.#downAt) > 2) return;
    const { left } = plot.over.getBoundingClientRect();
    const place = plot.data[0][plot.posToIdx(event.clientX - left)];
    if (place === undefined) return;
    // It may be the first half of a double click.
    clearTimeout(this.#clicking);
    this.#clicking = setTimeout(() => {
      this.acts.pick(place, place);
    }, doubleClick);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    const plot = this.plot;
    if (plot === null) return;
    const [places] = plot.data;
    if (places.length === 0) return;
    const { min = 0, max = 1 } = plot.scales['x']!;
    const at = plot.cursor.idx ?? this.#nearest(places, (min + max) / 2);
    const far = event.shiftKey ? 10 : 1;
    const zoomed = (factor: number): void => {
      const centre = places[at]!;
      this.acts.zoom({ from: centre - (centre - min) * factor, to: centre + (max - centre) * factor });
    };
    const acts: Record<string, () => void> = {
      ArrowRight: () => this.#moveTo(Math.min(places.length - 1, at + far)),
      ArrowLeft: () => this.#moveTo(Math.max(0, at - far)),
      Home: () => this.#moveTo(0),
      End: () => this.#moveTo(places.length - 1),
      Enter: () => this.acts.pick(places[at]!, places[at]!),
      '+': () => zoomed(0.5),
      '=': () => zoomed(0.5),
      '-': () => zoomed(2),
      '0': () => this.acts.zoom(null),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    act();
    event.preventDefault();
  };

  #nearest(places: ArrayLike<number>, value: number): number {
    let found = 0;
    for (let i = 1; i < places.length; i++)
      if (Math.abs(places[i]! - value) < Math.abs(places[found]! - value)) found = i;
    return found;
  }

  #moveTo(index: number): void {
    const plot = this.plot!;
    const left = plot.valToPos(plot.data[0][index]!, 'x');
    plot.setCursor({ left, top: 10 });
  }
}

customElements.define('bs-curve-chart', CurveChart);
