import type { Projection, Size } from '../draw/camera.ts';
import type { Palette } from '../draw/palette.ts';
import { Raster, type Points } from '../draw/raster.ts';
import { drawShapes } from '../draw/shapes.ts';

/** How points are drawn. */
export interface Drawing {
  readonly size: Size;
  readonly to: Projection;
  /** Device pixels per pixel. */
  readonly ratio: number;
  readonly palette: Palette;
  readonly moving: boolean;
}

/** Up to so many points are drawn one by one. */
const fewPoints = 6000;
/** While they move, drawing takes about so long: milliseconds. */
const budget = 16;
/** However slow a machine is, so many are drawn while they move. */
const fewest = 20_000;
/** A point has one pixel where there are fewer for each of those that are seen. */
const crowded = 6;
/** The radius of a point that has room. */
const largest = 5;

/** Draws points, all of them or, while they move, as many as there is time for. */
export class PointsPicture {
  readonly #raster = new Raster();
  /** Points that can be drawn in a millisecond, as it was last time. */
  #speed = 10_000;

  draw(canvas: HTMLCanvasElement, points: Points, { size, to, ratio, palette, moving }: Drawing): void {
    const context = canvas.getContext('2d')!;
    const device = { width: canvas.width, height: canvas.height };
    const total = points.x.length;
    const radius = radiusOf(seen(points, size, to), size);
    if (total <= fewPoints) {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      drawShapes(context, points, size, to, palette.css, palette.shapes, radius);
      return;
    }
    const began = performance.now();
    const count = moving ? Math.min(total, Math.max(fewest, Math.round(this.#speed * budget))) : total;
    const scaled = { scale: to.scale * ratio, left: to.left * ratio, top: to.top * ratio };
    context.putImageData(this.#raster.draw(points, count, device, scaled, palette.pixels, radius * ratio), 0, 0);
    this.#speed = count / Math.max(1, performance.now() - began);
  }
}

/** About how many points are in the window, from the first of them. */
function seen({ x, y }: Points, size: Size, { scale, left, top }: Projection): number {
  const looked = Math.min(x.length, 4000);
  let inside = 0;
  for (let point = 0; point < looked; point++) {
    const [px, py] = [x[point]! * scale + left, y[point]! * scale + top];
    if (px >= 0 && py >= 0 && px < size.width && py < size.height) inside++;
  }
  return (inside / Math.max(1, looked)) * x.length;
}

/** The fewer points are seen, the larger they are. */
function radiusOf(points: number, { width, height }: Size): number {
  const room = (width * height) / Math.max(1, points);
  return room < crowded ? 1 : Math.min(largest, 1 + 0.16 * Math.sqrt(room));
}
