/** A plot with fixed scales whose inside is drawn by hand. */
import { Plot, themedAxis, type Options } from '../../shared/chart.ts';
import { themeColors, type Colors } from '../../shared/colors.ts';
import { scoreText } from '../../shared/score-text.ts';

/** An axis from one value to another. */
export interface PlotScale {
  readonly from: number;
  readonly to: number;
  readonly log?: boolean;
}

/** What is drawn, in pixels of the canvas. */
export interface Canvas {
  readonly context: CanvasRenderingContext2D;
  readonly colors: Colors;
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  x(value: number): number;
  y(value: number): number;
}

/** Makes a plot in an element. */
export function makePlot(
  into: HTMLElement,
  size: { readonly width: number; readonly height: number },
  scales: { readonly x: PlotScale; readonly y: PlotScale },
  draw: (canvas: Canvas) => void,
): Plot {
  const colors = themeColors();
  const range = ({ from, to }: PlotScale) => ({ range: (): [number, number] => [from, to] });
  const options: Options = {
    ...size,
    legend: { show: false },
    cursor: { show: false },
    padding: [6, 10, 0, 0],
    scales: {
      x: { time: false, ...range(scales.x) },
      y: { distr: scales.y.log === true ? 3 : 1, log: 10, ...range(scales.y) },
    },
    axes: [
      { ...themedAxis(colors, scoreText, 26), space: 48 },
      { ...themedAxis(colors, compact, 42), space: scales.y.log === true ? 18 : 28 },
    ],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: {
      draw: [
        (plot) => {
          const { ctx: context, bbox: box } = plot;
          context.save();
          context.beginPath();
          context.rect(box.left, box.top, box.width, box.height);
          context.clip();
          draw({
            ...{ context, colors, box },
            x: (value) => plot.valToPos(value, 'x', true),
            y: (value) => plot.valToPos(value, 'y', true),
          });
          context.restore();
        },
      ],
    },
  };
  const { x, y } = scales;
  return new Plot(
    options,
    [
      [x.from, x.to],
      [y.from, y.to],
    ],
    into,
  );
}

function compact(value: number): string {
  if (Math.abs(value) < 10_000) return scoreText(value);
  return new Intl.NumberFormat(document.documentElement.lang, { notation: 'compact' }).format(value);
}
