/** Brushes on plots by pointer: a new one by dragging, an edge, or the whole of it. */
import type { Brush } from '../../../src/protocol/scores.ts';
import type { Plot } from '../../shared/chart.ts';
import { brushBetween, type Scale } from '../model/brush.ts';

/** So many pixels around an edge take hold of it. */
const near = 6;
/** A drag of fewer pixels is a click: it clears. */
const click = 3;

type Brushes = Readonly<Record<string, Brush | null>>;
interface Axes {
  readonly x: Scale;
  readonly y?: Scale;
}
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Lets a plot be brushed along its axes. */
export function brushLayer(plot: Plot, axes: Axes, brush: (brushes: Brushes) => void): void {
  const layer = document.createElement('div');
  layer.className = 'brush';
  layer.hidden = true;
  plot.over.append(layer);
  plot.over.addEventListener('pointerdown', (down) => {
    if (down.button !== 0) return;
    const box = plot.over.getBoundingClientRect();
    const at = ({ clientX, clientY }: PointerEvent): { x: number; y: number } => ({
      x: clientX - box.left,
      y: clientY - box.top,
    });
    const start = at(down);
    const drag = {
      x: dragOf(spanOf(layer, 'x'), start.x),
      y: axes.y === undefined ? null : dragOf(spanOf(layer, 'y'), start.y),
    };
    // Inside of a rectangle both of its sides move; beside it a new one begins.
    const whole = drag.y === null || (drag.x !== fresh && drag.y !== fresh);
    const move = (event: PointerEvent): void => {
      const now = at(event);
      const along = (axis: 'x' | 'y', how: Drag): Span => (whole ? how : fresh)(start[axis], now[axis]);
      const found: Record<string, Brush | null> = { [axes.x.key]: brushOf(plot, axes.x, 'x', along('x', drag.x)) };
      if (axes.y !== undefined && drag.y !== null) found[axes.y.key] = brushOf(plot, axes.y, 'y', along('y', drag.y));
      brush(found);
    };
    const up = (event: PointerEvent): void => {
      plot.over.removeEventListener('pointermove', move);
      plot.over.removeEventListener('pointerup', up);
      plot.over.removeEventListener('pointercancel', up);
      const now = at(event);
      if (Math.max(Math.abs(now.x - start.x), Math.abs(now.y - start.y)) >= click) return;
      brush(Object.fromEntries(Object.values(axes).map(({ key }: Scale) => [key, null])));
    };
    plot.over.setPointerCapture(down.pointerId);
    plot.over.addEventListener('pointermove', move);
    plot.over.addEventListener('pointerup', up);
    plot.over.addEventListener('pointercancel', up);
  });
}

/** Shows where a plot is brushed: over its whole height where only one axis is. */
export function placeBrush(plot: Plot, x: Brush | null, y: Brush | null): void {
  const layer = plot.over.querySelector<HTMLElement>('.brush');
  if (layer === null) return;
  layer.hidden = x === null && y === null;
  const { clientWidth: width, clientHeight: height } = plot.over;
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const left = x === null ? 0 : clamp(plot.valToPos(x.from, 'x'), width);
  const right = x === null ? width : clamp(plot.valToPos(x.to, 'x'), width);
  const top = y === null ? 0 : clamp(plot.valToPos(y.to, 'y'), height);
  const bottom = y === null ? height : clamp(plot.valToPos(y.from, 'y'), height);
  Object.assign(layer.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${Math.max(1, right - left)}px`,
    height: `${Math.max(1, bottom - top)}px`,
  });
  layer.classList.toggle('both', y !== null);
}

/** What a drag from one place to another makes of a side, in pixels. */
type Drag = (start: number, now: number) => Span;

const fresh: Drag = (from, to) => ({ from, to });

function dragOf(span: Span | null, start: number): Drag {
  if (span === null) return fresh;
  if (Math.abs(start - span.from) <= near) return (_, now) => ({ from: now, to: span.to });
  if (Math.abs(start - span.to) <= near) return (_, now) => ({ from: span.from, to: now });
  if (start < span.from || start > span.to) return fresh;
  return (from, now) => ({ from: span.from + now - from, to: span.to + now - from });
}

function spanOf(layer: HTMLElement, axis: 'x' | 'y'): Span | null {
  if (layer.hidden) return null;
  const from = axis === 'x' ? layer.offsetLeft : layer.offsetTop;
  return { from, to: from + (axis === 'x' ? layer.offsetWidth : layer.offsetHeight) };
}

function brushOf(plot: Plot, scale: Scale, axis: 'x' | 'y', { from, to }: Span): Brush {
  return brushBetween(scale, plot.posToVal(from, axis), plot.posToVal(to, axis));
}
