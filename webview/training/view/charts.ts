import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../shared/words.ts';
import type { ShownTraining } from '../model/curve-data.ts';
import { isUsual, metricName } from '../model/names.ts';
import { valueText } from '../model/numbers.ts';
import './curve-chart.ts';
import type { PlotActs, PlotContent } from './curve-plot.ts';
import type { Decoration } from './decorations.ts';
import { linesOf } from './lines.ts';
import { TrainingPiece } from './piece.ts';

/** A chart for each metric. */
class TrainingCharts extends TrainingPiece {
  readonly #acts: PlotActs = {
    zoom: (range) => void this.trainings.panel.run(() => this.trainings.set({ range })),
    pick: (from, to) => {
      const [first, last] = this.#stepsAt(from, to);
      void this.samples.showSteps(first, last);
    },
  };

  protected override render(): TemplateResult {
    const { all, charts } = this.trainings.metrics;
    const others = all.filter((metric) => !isUsual(metric));
    return html`<h2 class="hidden">${t('Curves')}</h2>
      <p id="chart-keys" class="hidden">
        ${t('Arrow keys move along the curve, Enter shows the samples of the step, plus and minus zoom, 0 shows all.')}
      </p>
      <div class="charts">
        ${repeat(
          charts,
          (metric) => metric,
          (metric) => this.#chart(metric),
        )}
      </div>
      ${others.length === 0 ? nothing : this.#others(others)}`;
  }

  #chart(metric: string): TemplateResult {
    const content = this.#content(metric);
    const lines = linesOf(content);
    if (lines.some(({ curve }) => curve.count !== 1 || curve.marks.length > 0))
      return html`<bs-curve-chart .content=${content} .acts=${this.#acts}></bs-curve-chart>`;
    // One point is no curve: what it says fits into a line.
    return html`<section class="single">
      <h3>${metricName(metric)}</h3>
      ${lines.map(({ curve, name }) => {
        const value = t('{0} at step {1}', valueText(curve.last), curve.lastAt);
        return html`<p>${lines.length > 1 ? `${name}: ` : nothing}${value}</p>`;
      })}
    </section>`;
  }

  #others(others: readonly string[]): TemplateResult {
    const { more } = this.trainings.panel.kept;
    const toggle = (metric: string): void => {
      const changed = more.includes(metric) ? more.filter((name) => name !== metric) : [...more, metric];
      void this.trainings.panel.run(() => this.trainings.set({ more: changed }));
    };
    return html`<details>
      <summary>${t('More curves ({0})', others.length)}</summary>
      <div class="more">
        ${others.map(
          (metric) =>
            html`<label
              ><input
                type="checkbox"
                .checked=${more.includes(metric)}
                @change=${() => toggle(metric)}
              />${metricName(metric)}</label
            >`,
        )}
      </div>
    </details>`;
  }

  #content(metric: string): PlotContent {
    const { shown, panel } = this.trainings;
    return { metric, shown, kept: panel.kept, decoration: this.#decoration(metric), extent: extentOf(shown) };
  }

  #decoration(metric: string): Decoration {
    const { focus, panel } = this.trainings;
    const curve = focus?.curves.get(metric);
    const { steps } = panel.kept;
    const chosen = focus !== null && steps?.key === focus.training.key ? steps : null;
    const spikes = metric === 'loss' && focus !== null ? this.samples.spikes : [];
    return {
      band: chosen === null ? null : { from: placeOf(focus, chosen.from), to: placeOf(focus, chosen.to) },
      restarts: focus?.answer.restarts ?? [],
      spikes: spikes.map(({ step, value }) => ({ at: placeOf(focus, step), value })),
      marks: (curve?.marks ?? []).map((step) => placeOf(focus, step)),
    };
  }

  /** The steps at places of the axis: of one place that of the nearest point. */
  #stepsAt(from: number, to: number): readonly [number, number] {
    const { focus } = this.trainings;
    const curve = focus?.curves.get('loss') ?? focus?.curves.values().next().value;
    if (curve === undefined || curve.x.length === 0) return [Math.round(from), Math.round(to)];
    if (this.trainings.panel.kept.axis === 'step' && from !== to) return [Math.ceil(from), Math.floor(to)];
    return [curve.steps[nearest(curve.x, from)]!, curve.steps[nearest(curve.x, to)]!];
  }
}

/** From the first to the last place of all curves. */
function extentOf(shown: readonly ShownTraining[]): PlotContent['extent'] {
  const curves = shown.flatMap((training) => [...training.curves.values()].filter(({ x }) => x.length > 0));
  if (curves.length === 0) return { from: 0, to: 1 };
  return { from: Math.min(...curves.map(({ x }) => x[0]!)), to: Math.max(...curves.map(({ x }) => x.at(-1)!)) };
}

/** Where a step stands on the axis. */
function placeOf(focus: ShownTraining | null, step: number): number {
  const curve = focus?.curves.get('loss') ?? focus?.curves.values().next().value;
  if (curve === undefined || curve.x.length === 0) return step;
  const at = nearest(curve.steps, step);
  return curve.steps[at] === step ? curve.x[at]! : between(curve.steps, curve.x, step);
}

function between(steps: Float64Array, places: Float64Array, step: number): number {
  const after = steps.findIndex((known) => known > step);
  if (after <= 0) return places[after === 0 ? 0 : places.length - 1]!;
  const share = (step - steps[after - 1]!) / (steps[after]! - steps[after - 1]!);
  return places[after - 1]! * (1 - share) + places[after]! * share;
}

function nearest(values: Float64Array, value: number): number {
  let found = 0;
  values.forEach((other, i) => {
    if (Math.abs(other - value) < Math.abs(values[found]! - value)) found = i;
  });
  return found;
}

customElements.define('bs-training-charts', TrainingCharts);
