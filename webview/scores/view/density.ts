import { html, nothing, type TemplateResult } from 'lit';
import { outcomeGroups, type ScoreDistribution } from '../../../src/protocol/scores.ts';
import type { Plot } from '../../shared/chart.ts';
import { scoreName } from '../../shared/score-name.ts';
import { scoreText } from '../../shared/score-text.ts';
import { iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { brushBetween, brushMoved, extentOf } from '../model/brush.ts';
import { brushLayer, placeBrush } from './brush-layer.ts';
import { ScoresChart } from './scores-chart.ts';
import { drawCells } from './draw.ts';
import { makePlot } from './plot.ts';

/** Two scores against each other. */
class Density extends ScoresChart {
  protected override render(): TemplateResult | typeof nothing {
    const { plot, brushed } = this.model;
    if (plot === null || brushed === null) return nothing;
    const { x, y } = plot;
    const name = t('{0} against {1}', scoreName(y.key), scoreName(x.key));
    return html`<div class="chart-head">
        <h3>${name}</h3>
        ${this.#choice(t('Across'), x, (key) => this.model.plotOf(key, key === y.key ? x.key : y.key))}
        ${this.#choice(t('Up'), y, (key) => this.model.plotOf(key === x.key ? y.key : x.key, key))}
        ${iconButton('file-media', t('Save {0} as PNG', name), () => this.save(`${x.key}-${y.key}`))}
      </div>
      <div
        class="plot"
        role="group"
        tabindex="0"
        aria-label=${`${name}. ${this.#summary(x, y)}`}
        aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Escape"
        @keydown=${this.#pressed}
      ></div>
      <div class="brush-text" aria-hidden="true">${this.#brushText(x, y)}</div>`;
  }

  protected override names() {
    const [x, y] = [this.model.plot?.x, this.model.plot?.y].map((score) => scoreName(score?.key ?? '')) as [
      string,
      string,
    ];
    return { title: t('{0} against {1}', y, x), x, y };
  }

  protected override madeOf(): readonly unknown[] {
    const { plot } = this.model;
    return [plot?.x, plot?.y];
  }

  protected override shown(): readonly unknown[] {
    return [this.model.plotted, this.model.whole];
  }

  protected override make(into: HTMLElement): Plot {
    const { x, y } = this.model.plot!;
    const scales = {
      x: extentOf(x),
      y: extentOf(y),
    };
    const plot = makePlot(into, { width: into.clientWidth, height: into.clientHeight }, scales, (canvas) => {
      const { plotted, whole } = this.model;
      // Between another pair and its answer there are cells of the pair before.
      const cells = x.bins.count * y.bins.count;
      if (plotted?.bins === cells && whole?.bins === cells) drawCells(canvas, x.bins, y.bins, whole, plotted);
    });
    brushLayer(plot, { x, y }, (brushes) => this.model.brush(brushes));
    return plot;
  }

  protected override place(): void {
    const { plot } = this.model;
    if (this.plot === null || plot === null) return;
    placeBrush(this.plot, this.model.brushOf(plot.x.key), this.model.brushOf(plot.y.key));
  }

  #choice(label: string, chosen: ScoreDistribution, choose: (key: string) => void): TemplateResult {
    const changed = (event: Event): void => choose((event.target as HTMLSelectElement).value);
    return html`<vscode-dropdown aria-label=${label} title=${label} .value=${chosen.key} @change=${changed}>
      ${(this.model.opened?.scores ?? []).map(
        ({ key }) =>
          html`<vscode-option value=${key} ?selected=${key === chosen.key}>${scoreName(key)}</vscode-option>`,
      )}
    </vscode-dropdown>`;
  }

  /** The chart in words. */
  #summary(x: ScoreDistribution, y: ScoreDistribution): string {
    const counts = this.model.plotted;
    if (counts === null) return '';
    let [all, kept] = [0, 0];
    for (let cell = 0; cell < counts.bins; cell++) {
      all += counts.all(cell);
      kept += counts.of(outcomeGroups.indexOf('kept'), cell);
    }
    return [t('{0} samples have both scores, {1} of them kept.', all, kept), this.#brushText(x, y)].join(' ');
  }

  #brushText(x: ScoreDistribution, y: ScoreDistribution): string {
    return [x, y]
      .map(({ key }) => this.model.brushOf(key))
      .filter((brush) => brush !== null)
      .map(({ key, from, to }) => `${scoreName(key)} ${scoreText(from)} – ${scoreText(to)}`)
      .join(', ');
  }

  /** Arrows move the rectangle, with Shift it grows that way, with Alt it shrinks from there. */
  readonly #pressed = (event: KeyboardEvent): void => {
    const { plot } = this.model;
    if (plot === null) return;
    if (event.key === 'Escape') this.model.brush({ [plot.x.key]: null, [plot.y.key]: null });
    else {
      const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (way === undefined) return;
      const score = event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? plot.x : plot.y;
      const brush = this.model.brushOf(score.key);
      const by = way * score.bins.width;
      if (brush === null) this.model.brush({ [plot.x.key]: this.#middle(plot.x), [plot.y.key]: this.#middle(plot.y) });
      else if (event.shiftKey || event.altKey) {
        const low = way < 0 === event.shiftKey;
        const [from, to] = low ? [brush.from + by, brush.to] : [brush.from, brush.to + by];
        this.model.brush({ [score.key]: brushBetween(score, Math.min(from, to), to) });
      } else this.model.brush({ [score.key]: brushMoved(score, brush, way) });
    }
    event.preventDefault();
  };

  #middle(score: ScoreDistribution) {
    const { p25, p75 } = score.summary;
    const { from, to } = extentOf(score);
    return brushBetween(score, p25 ?? from, p75 ?? to);
  }
}

customElements.define('bs-density', Density);
