import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { outcomeGroups, type ScoreDistribution } from '../../../src/protocol/scores.ts';
import type { Plot } from '../../shared/chart.ts';
import { scoreName } from '../../shared/score-name.ts';
import { scoreText } from '../../shared/score-text.ts';
import { iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { brushByKey, extentOf } from '../model/brush.ts';
import { countsOf, type Counts } from '../model/counted.ts';
import { brushLayer, placeBrush } from './brush-layer.ts';
import { ScoresChart } from './scores-chart.ts';
import { drawBars, drawMarks } from './draw.ts';
import { makePlot } from './plot.ts';

/** The distribution of one score, to be brushed. */
class Histogram extends ScoresChart {
  static override properties: PropertyDeclarations = { ...ScoresChart.properties, score: { attribute: false } };
  declare score: ScoreDistribution;
  #whole: { readonly of: ScoreDistribution; readonly counts: Counts } | null = null;

  protected override render(): TemplateResult {
    const { key, summary, list } = this.score;
    const brush = this.model.brushOf(key);
    const name = scoreName(key);
    return html`<div class="chart-head">
        <h3 title=${list ? `${key} · ${t('the mean of a sample’s pictures')}` : key} data-key=${key}>${name}</h3>
        <span class="quiet" title=${t('{0} values', summary.count)}>${this.#note()}</span>
        ${
          brush === null
            ? nothing
            : iconButton('clear-all', t('Clear the brush of {0}', name), () => this.model.brush({ [key]: null }))
        }
        ${iconButton('file-media', t('Save {0} as PNG', name), () => this.save(key))}
      </div>
      <div
        class="plot"
        role="group"
        tabindex="0"
        aria-label=${`${name}. ${this.#summary()}`}
        aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Escape"
        @keydown=${this.#pressed}
      ></div>
      <div class="brush-text" aria-hidden="true">
        ${brush === null ? '' : `${scoreText(brush.from)} – ${scoreText(brush.to)}`}
      </div>`;
  }

  protected override names() {
    const title = scoreName(this.score.key);
    return { title, x: title, y: t('samples') };
  }

  protected override madeOf(): readonly unknown[] {
    return [this.score, this.model.kept.log];
  }

  protected override shown(): readonly unknown[] {
    return [this.model.counts.get(this.score.key), this.model.kept.sigma];
  }

  protected override make(into: HTMLElement): Plot {
    const { score, model } = this;
    const { log } = model.kept;
    const most = Math.max(1, ...Array.from({ length: score.bins.count }, (_, bin) => this.#all.all(bin)));
    const scales = {
      x: extentOf(score),
      y: { from: log ? 0.5 : 0, to: log ? most * 1.5 : most * 1.04, log },
    };
    const size = { width: into.clientWidth, height: into.clientHeight };
    const plot = makePlot(into, size, scales, (canvas) => {
      drawBars(canvas, this.score.bins, this.#all, model.counts.get(score.key) ?? this.#all, log);
      drawMarks(canvas, this.score, model.kept.sigma);
    });
    brushLayer(plot, { x: score }, (brushes) => model.brush(brushes));
    return plot;
  }

  protected override place(): void {
    if (this.plot !== null) placeBrush(this.plot, this.model.brushOf(this.score.key), null);
  }

  get #all(): Counts {
    if (this.#whole?.of !== this.score) this.#whole = { of: this.score, counts: countsOf(this.score.counts) };
    return this.#whole.counts;
  }

  #note(): string {
    const { missing, count, min, max } = this.score.summary;
    const told = [];
    if (count === 0) told.push(t('no value'));
    else if (min === max) told.push(t('one value everywhere: {0}', scoreText(min)));
    if (missing > 0) told.push(t('{0} not measured', missing));
    return told.join(' · ');
  }

  /** The chart in words. */
  #summary(): string {
    const { median, p5, p95 } = this.score.summary;
    const counts = this.model.counts.get(this.score.key);
    const shown = counts === undefined ? 0 : sum(counts);
    const brush = this.model.brushOf(this.score.key);
    const parts = [t('{0} samples shown.', shown), this.#note()];
    if (median !== null)
      parts.push(t('Median {0}, 5% below {1}, 5% above {2}.', scoreText(median), scoreText(p5), scoreText(p95)));
    if (brush !== null) parts.push(t('Brushed from {0} to {1}.', scoreText(brush.from), scoreText(brush.to)));
    return parts.filter((part) => part !== '').join(' ');
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const { score, model } = this;
    const before = model.brushOf(score.key);
    if (event.key === 'Escape' && before !== null) model.brush({ [score.key]: null });
    else {
      const brush = brushByKey(score, before, event.key, event.shiftKey);
      if (brush === null) return;
      model.brush({ [score.key]: brush });
    }
    event.preventDefault();
  };
}

function sum(counts: Counts): number {
  let all = 0;
  for (let bin = 0; bin < counts.bins; bin++) outcomeGroups.forEach((_, group) => (all += counts.of(group, bin)));
  return all;
}

customElements.define('bs-histogram', Histogram);
