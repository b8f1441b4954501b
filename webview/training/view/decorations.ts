/** What is drawn on a chart besides its lines: steps that are chosen, spikes, restarts, values that are none, names. */
import type { Plot } from '../../shared/chart.ts';
import type { Colors } from '../../shared/colors.ts';
import { colorOf, type Line } from './lines.ts';

/** Places on the axis. */
export interface Decoration {
  /** Steps that are chosen. */
  readonly band: { readonly from: number; readonly to: number } | null;
  readonly restarts: readonly number[];
  readonly spikes: readonly { readonly at: number; readonly value: number }[];
  /** Where values were NaN or infinite. */
  readonly marks: readonly number[];
}

/** Behind the lines: the chosen steps, and where attempts begin. */
export function drawBands(plot: Plot, { band, restarts }: Decoration, colors: Colors): void {
  const { ctx } = plot;
  const { top, height } = plot.bbox;
  ctx.save();
  if (band !== null) {
    const [from, to] = [plot.valToPos(band.from, 'x', true), plot.valToPos(band.to, 'x', true)];
    const width = Math.max(to - from, 4 * devicePixelRatio);
    ctx.globalAlpha = 0.3;
    ctx.fillStyle = colors.accent;
    inside(plot, from - (width - (to - from)) / 2, (x) => ctx.fillRect(x, top, width, height));
    ctx.globalAlpha = 1;
  }
  ctx.strokeStyle = colors.quiet;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const restart of restarts) {
    inside(plot, plot.valToPos(restart, 'x', true), (x) => {
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + height);
      ctx.stroke();
    });
  }
  ctx.restore();
}

/** Over the lines: spikes as rings, values that are none as crosses at the top. */
export function drawMarks(plot: Plot, { spikes, marks }: Decoration, colors: Colors): void {
  const { ctx } = plot;
  const unit = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 1.5 * unit;
  ctx.setLineDash([]);
  ctx.strokeStyle = colors.failed;
  for (const { at, value } of spikes) {
    const y = plot.valToPos(value, 'y', true);
    if (y < plot.bbox.top || y > plot.bbox.top + plot.bbox.height) continue;
    inside(plot, plot.valToPos(at, 'x', true), (x) => {
      ctx.beginPath();
      ctx.arc(x, y, 4 * unit, 0, 2 * Math.PI);
      ctx.stroke();
    });
  }
  for (const mark of marks) {
    const y = plot.bbox.top + 6 * unit;
    inside(plot, plot.valToPos(mark, 'x', true), (x) => {
      const reach = 3.5 * unit;
      ctx.beginPath();
      ctx.moveTo(x - reach, y - reach);
      ctx.lineTo(x + reach, y + reach);
      ctx.moveTo(x - reach, y + reach);
      ctx.lineTo(x + reach, y - reach);
      ctx.stroke();
    });
  }
  ctx.restore();
}

/** Names at the lines' ends, moved apart where they would cover each other. */
export function drawEnds(plot: Plot, lines: readonly Line[], smooth: boolean, colors: Colors): void {
  if (lines.length < 2) return;
  const { ctx } = plot;
  const size = 11 * devicePixelRatio;
  const ends = lines
    .flatMap(({ place, name }, i) => {
      const end = lastIn(plot, 2 * i + (smooth ? 2 : 1));
      return end === null ? [] : [{ ...end, name, color: colorOf(colors, place) }];
    })
    .sort((a, b) => a.y - b.y);
  ctx.save();
  ctx.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  let free = -Infinity;
  for (const { x, y, name, color } of ends) {
    const at = Math.max(y, free);
    free = at + size * 1.15;
    ctx.fillStyle = color;
    ctx.fillText(name, x + 5 * devicePixelRatio, at);
  }
  ctx.restore();
}

/** Where a series ends within what is in view. */
function lastIn(plot: Plot, series: number): { x: number; y: number } | null {
  const values = plot.data[series]!;
  const { min = -Infinity, max = Infinity } = plot.scales['x']!;
  for (let i = values.length - 1; i >= 0; i--) {
    const place = plot.data[0][i]!;
    const value = values[i];
    if (value == null || place > max || place < min) continue;
    const y = plot.valToPos(value, 'y', true);
    const { top, height } = plot.bbox;
    return { x: plot.valToPos(place, 'x', true), y: Math.min(top + height, Math.max(top, y)) };
  }
  return null;
}

function inside({ bbox }: Plot, x: number, draw: (x: number) => void): void {
  if (x >= bbox.left - 1 && x <= bbox.left + bbox.width + 1) draw(x);
}
