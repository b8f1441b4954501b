/** What is drawn inside of plots. */
import { outcomeGroups, type Bins, type OutcomeGroup, type ScoreDistribution } from '../../../src/protocol/scores.ts';
import type { Colors } from '../../shared/colors.ts';
import type { Counts } from '../model/counted.ts';
import type { Canvas } from './plot.ts';

/** From the ground up. */
const stacked = (['kept', 'dropped', 'failed', 'none'] as const).map((name) => outcomeGroups.indexOf(name));

/** The colour of a group. */
export function groupColor(colors: Colors, group: OutcomeGroup): string {
  return group === 'none' ? colors.series[0]! : colors[group];
}

/** All samples faintly, and before them what is brushed, by outcome. */
export function drawBars(canvas: Canvas, bins: Bins, whole: Counts, counts: Counts, log: boolean): void {
  const { context, colors, box } = canvas;
  const ground = log ? 0.5 : 0;
  const ratio = devicePixelRatio;
  for (let bin = 0; bin < bins.count; bin++) {
    const [left, right] = [bin, bin + 1].map((edge) => canvas.x(bins.from + edge * bins.width)) as [number, number];
    const gap = right - left > 4 * ratio ? ratio : 0;
    const bar = (from: number, to: number, color: string, alpha: number): void => {
      if (to <= from) return;
      const bottom = from <= 0 ? box.top + box.height : canvas.y(Math.max(from, ground));
      // One sample among many is seen too.
      const top = Math.min(canvas.y(Math.max(to, ground)), bottom - ratio);
      context.fillStyle = color;
      context.globalAlpha = alpha;
      context.fillRect(left, top, Math.max(ratio, right - left - gap), bottom - top);
    };
    bar(0, whole.all(bin), colors.ink, 0.16);
    let below = 0;
    for (const group of stacked) {
      const count = counts.of(group, bin);
      bar(below, below + count, groupColor(colors, outcomeGroups[group]!), 0.9);
      below += count;
    }
  }
  context.globalAlpha = 1;
}

/** Percentiles as ticks along the top, thresholds as lines, the mean and three sigma where they are wanted. */
export function drawMarks(canvas: Canvas, { summary, thresholds }: ScoreDistribution, sigma: boolean): void {
  const { context, colors, box } = canvas;
  const ratio = devicePixelRatio;
  const line = (value: number | null, color: string, dash: readonly number[], height: number, width = 1): void => {
    if (value === null) return;
    context.strokeStyle = color;
    context.lineWidth = width * ratio;
    context.setLineDash(dash.map((length) => length * ratio));
    context.beginPath();
    context.moveTo(canvas.x(value), box.top);
    context.lineTo(canvas.x(value), box.top + height);
    context.stroke();
  };
  const { p5, p25, median, p75, p95, mean } = summary;
  for (const value of [p5, p95]) line(value, colors.ink, [], 5 * ratio);
  for (const value of [p25, p75]) line(value, colors.ink, [], 9 * ratio);
  line(median, colors.ink, [], 14 * ratio, 2);
  if (sigma && mean !== null && summary.sigma !== null) {
    for (const by of [-3, 0, 3]) line(mean + by * summary.sigma, colors.series[4]!, [1, 3], box.height);
  }
  for (const { value } of thresholds) line(value, colors.series[3]!, [5, 3], box.height, 1.5);
  context.setLineDash([]);
}

/** A cell is at least so many pixels wide and high: one sample among few is seen. */
const leastCell = 5;

/** All samples faintly, and before them what is brushed: how many by how dark, by outcome in shares of a cell's width. */
export function drawCells(canvas: Canvas, x: Bins, y: Bins, whole: Counts, counts: Counts): void {
  const { context, colors } = canvas;
  let most = 1;
  for (let cell = 0; cell < whole.bins; cell++) most = Math.max(most, whole.all(cell));
  for (let cell = 0; cell < whole.bins; cell++) {
    const all = whole.all(cell);
    if (all === 0) continue;
    const [i, j] = [cell % x.count, Math.floor(cell / x.count)];
    const [left, right] = widened(canvas.x(x.from + i * x.width), canvas.x(x.from + (i + 1) * x.width));
    const [top, bottom] = widened(canvas.y(y.from + (j + 1) * y.width), canvas.y(y.from + j * y.width));
    context.globalAlpha = 0.16;
    context.fillStyle = colors.ink;
    context.fillRect(left, top, right - left, bottom - top);
    const within = counts.all(cell);
    if (within === 0) continue;
    context.globalAlpha = 0.35 + 0.65 * (Math.log1p(within) / Math.log1p(most));
    let from = left;
    for (const group of stacked) {
      const width = (right - left) * (counts.of(group, cell) / within);
      if (width === 0) continue;
      context.fillStyle = groupColor(colors, outcomeGroups[group]!);
      context.fillRect(from, top, width, bottom - top);
      from += width;
    }
  }
  context.globalAlpha = 1;
}

function widened(from: number, to: number): [number, number] {
  const more = Math.max(0, leastCell * devicePixelRatio - (to - from)) / 2;
  return [from - more, to + more];
}
