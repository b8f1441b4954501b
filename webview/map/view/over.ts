/** What lies over the points: names, marks, a lasso, the sample that is pointed at. */
import type { Colors } from '../../shared/colors.ts';
import type { Projection, Size } from '../draw/camera.ts';
import { fitting, type Label } from '../draw/labels.ts';
import { addShape, isLine, type Shape } from '../draw/shapes.ts';
import type { Cloud } from '../model/cloud.ts';
import type { MarkName } from '../model/kept.ts';

/** All of it. */
export interface Over {
  readonly cloud: Cloud;
  readonly to: Projection;
  readonly size: Size;
  readonly colors: Colors;
  /** Of points, not of pixels. */
  readonly labels: readonly Label[];
  readonly marks: readonly { readonly name: MarkName; readonly rows: readonly number[] }[];
  /** In pixels, x and y in turns; null: nothing is being drawn. */
  readonly line: readonly number[] | null;
  /** Points; −1: none. */
  readonly hovered: number;
  readonly pinned: number;
}

/** The shape of each mark. */
export const markShapes: Readonly<Record<MarkName, Shape>> = {
  nearest: 'up',
  farthest: 'square',
  between: 'ring',
  disagree: 'cross',
  rare: 'down',
};
/** A name stands so many pixels above its points. */
const above = 12;
/** So many of each mark are drawn; the legend has their number. */
const mostMarks = 20_000;

/** Draws all of it anew. */
export function drawOver(canvas: HTMLCanvasElement, over: Over, ratio: number): void {
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, over.size.width, over.size.height);
  drawMarks(context, over);
  drawLabels(context, over);
  for (const [point, radius] of [
    [over.hovered, 7],
    [over.pinned, 9],
  ] as const)
    drawRing(context, over, point, radius);
  drawLine(context, over);
}

/** The colour of a mark. */
export function markColor(name: MarkName, colors: Colors): string {
  if (name === 'rare') return colors.dropped;
  return name === 'disagree' ? colors.failed : colors.ink;
}

function drawMarks(context: CanvasRenderingContext2D, { cloud, to, size, marks, colors }: Over): void {
  for (const { name, rows } of marks) {
    const path = new Path2D();
    const shape = markShapes[name];
    for (const row of rows.slice(0, mostMarks)) {
      const point = cloud.pointOf(row);
      if (point < 0) continue;
      const [x, y] = [cloud.x[point]! * to.scale + to.left, cloud.y[point]! * to.scale + to.top];
      if (x > -9 && y > -9 && x < size.width + 9 && y < size.height + 9)
        addShape(path, shape, x, y, name === 'between' ? 3.5 : 5);
    }
    context.lineWidth = 3;
    context.strokeStyle = colors.paper;
    context.stroke(path);
    context.lineWidth = name === 'between' ? 1 : 1.5;
    context.strokeStyle = context.fillStyle = markColor(name, colors);
    if (!isLine(shape)) context.fill(path);
    context.stroke(path);
  }
}

function drawLabels(context: CanvasRenderingContext2D, { labels, to, size, colors }: Over): void {
  context.font = `600 11px ${getComputedStyle(document.body).fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const seen = labels.map(({ text, x, y }) => ({ text, x: x * to.scale + to.left, y: y * to.scale + to.top - above }));
  for (const { text, x, y } of fitting(seen, (each) => context.measureText(each).width, size)) {
    context.lineWidth = 4;
    context.strokeStyle = colors.paper;
    context.strokeText(text, x, y);
    context.fillStyle = colors.ink;
    context.fillText(text, x, y);
  }
}

function drawRing(context: CanvasRenderingContext2D, { cloud, to, colors }: Over, point: number, radius: number): void {
  if (point < 0) return;
  const [x, y] = [cloud.x[point]! * to.scale + to.left, cloud.y[point]! * to.scale + to.top];
  for (const [width, color] of [
    [4, colors.paper],
    [2, colors.accent],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

function drawLine(context: CanvasRenderingContext2D, { line, colors }: Over): void {
  if (line === null || line.length < 4) return;
  context.beginPath();
  for (let i = 0; i < line.length; i += 2) context.lineTo(line[i]!, line[i + 1]!);
  context.closePath();
  context.globalAlpha = 0.12;
  context.fillStyle = colors.accent;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  context.strokeStyle = colors.accent;
  context.setLineDash([5, 3]);
  context.stroke();
  context.setLineDash([]);
}
