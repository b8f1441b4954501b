/** Points one by one, where few are seen: groups have shapes besides their colours. */
import type { Projection, Size } from './camera.ts';
import { behind, type Points } from './raster.ts';

/** Shapes that tell groups apart without colours. */
export type Shape = 'disc' | 'cross' | 'square' | 'up' | 'down' | 'ring';

/** Adds a shape to a path. */
export function addShape(path: Path2D, shape: Shape, x: number, y: number, r: number): void {
  switch (shape) {
    case 'disc':
    case 'ring':
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, 2 * Math.PI);
      return;
    case 'cross':
      path.moveTo(x - r, y - r);
      path.lineTo(x + r, y + r);
      path.moveTo(x + r, y - r);
      path.lineTo(x - r, y + r);
      return;
    case 'square':
      path.rect(x - r, y - r, 2 * r, 2 * r);
      return;
    case 'up':
    case 'down': {
      const to = shape === 'up' ? -r : r;
      path.moveTo(x, y + to);
      path.lineTo(x + r, y - to);
      path.lineTo(x - r, y - to);
      path.closePath();
    }
  }
}

/** Whether a shape is a line, and not filled. */
export function isLine(shape: Shape): boolean {
  return shape === 'cross' || shape === 'ring';
}

/** Draws the points that are seen, those behind first. @param shapes by colour */
export function drawShapes(
  context: CanvasRenderingContext2D,
  points: Points,
  size: Size,
  { scale, left, top }: Projection,
  colors: readonly string[],
  shapes: readonly Shape[],
  radius: number,
): void {
  const paths = new Map<number, Path2D>();
  points.paint.forEach((color, point) => {
    if (color === 0) return;
    const [x, y] = [points.x[point]! * scale + left, points.y[point]! * scale + top];
    if (!(x > -radius && y > -radius && x < size.width + radius && y < size.height + radius)) return;
    const path = paths.get(color) ?? new Path2D();
    paths.set(color, path);
    addShape(path, shapes[color] ?? 'disc', x, y, radius);
  });
  for (const color of [...paths.keys()].sort((a, b) => b - a)) {
    context.globalAlpha = color >= behind ? 0.3 : 0.85;
    context.fillStyle = context.strokeStyle = colors[color]!;
    context.lineWidth = 1.5;
    if (isLine(shapes[color] ?? 'disc')) context.stroke(paths.get(color)!);
    else context.fill(paths.get(color)!);
  }
  context.globalAlpha = 1;
}
