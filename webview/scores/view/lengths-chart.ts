import { html, type TemplateResult } from 'lit';
import type { Lengths } from '../../../src/protocol/scores.ts';
import type { Plot } from '../../shared/chart.ts';
import { scoreText } from '../../shared/score-text.ts';
import { t } from '../../shared/words.ts';
import { ScoresChart } from './scores-chart.ts';
import { makePlot, type Canvas } from './plot.ts';

interface Line {
  readonly name: string;
  readonly lengths: Lengths;
  /** Into the theme's series. */
  readonly color: number;
}

/** How long captions are: as the lines have them, as they stand now, and as models wrote them. */
class LengthsChart extends ScoresChart {
  protected override render(): TemplateResult {
    const lines = this.#lines();
    const words = lines.map(({ name, lengths }) =>
      t(
        '{0}: {1} captions, {2} words on average, median {3}',
        name,
        lengths.captions,
        scoreText(lengths.mean),
        scoreText(lengths.median),
      ),
    );
    return html`<div class="plot" role="img" aria-label=${words.join('. ')}></div>
      <ul class="legend lines">
        ${lines.map((line, i) => html`<li><i class="swatch line-${line.color}"></i>${words[i]}</li>`)}
      </ul>`;
  }

  protected override names() {
    return { title: t('Words per caption'), x: t('words'), y: t('share of captions') };
  }

  protected override madeOf(): readonly unknown[] {
    return [this.model.style];
  }

  protected override shown(): readonly unknown[] {
    return [];
  }

  protected override make(into: HTMLElement): Plot {
    const lines = this.#lines();
    const shares = lines.map(({ lengths }) => lengths.counts.map((count) => count / lengths.captions));
    const last = Math.max(1, ...shares.map((line) => line.findLastIndex((share) => share > 0)));
    const most = Math.max(...shares.flat());
    const scales = {
      x: { from: -0.5, to: last + 0.5 },
      y: { from: 0, to: most * 1.05 },
    };
    const size = { width: into.clientWidth, height: into.clientHeight };
    return makePlot(into, size, scales, (canvas) => {
      lines.forEach(({ color }, i) => drawSteps(canvas, shares[i]!, canvas.colors.series[color]!));
    });
  }

  protected override place(): void {
    // Nothing lies over it.
  }

  #lines(): Line[] {
    const { original, present, synthesized } = this.model.style!.lengths;
    const lines = [
      { name: t('original'), lengths: original, color: 0 },
      { name: t('as it stands now'), lengths: present, color: 1 },
      { name: t('synthesized'), lengths: synthesized, color: 4 },
    ];
    return lines.filter(({ lengths }) => lengths.captions > 0);
  }
}

function drawSteps(canvas: Canvas, shares: readonly number[], color: string): void {
  const { context } = canvas;
  context.strokeStyle = color;
  context.lineWidth = 1.5 * devicePixelRatio;
  context.beginPath();
  shares.forEach((share, words) => {
    context.lineTo(canvas.x(words - 0.5), canvas.y(share));
    context.lineTo(canvas.x(words + 0.5), canvas.y(share));
  });
  context.stroke();
}

customElements.define('bs-lengths-chart', LengthsChart);
