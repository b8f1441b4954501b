/** What part of a map is seen. Points lie around the origin, the longer side of what holds most of them is 1. */
export interface Camera {
  /** The point in the middle of the window. */
  readonly x: number;
  readonly y: number;
  /** 1: all is seen. */
  readonly zoom: number;
}

/** The window, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From points to pixels: `pixel = point * scale + offset`. */
export interface Projection {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** Everything. */
export const whole: Camera = { x: 0, y: 0, zoom: 1 };

/** How near and how far a camera goes. */
const [nearest, farthest] = [4096, 0.5];

/** How a camera's points fall on a window. @param extent of all points: width and height, the longer one 1 */
export function projectionOf({ x, y, zoom }: Camera, { width, height }: Size, extent: Size): Projection {
  const fit = Math.min(width / Math.max(extent.width, 0.01), height / Math.max(extent.height, 0.01)) * 0.92;
  const scale = fit * zoom;
  return { scale, left: width / 2 - x * scale, top: height / 2 - y * scale };
}

/** The camera moved by pixels. */
export function panned(camera: Camera, { scale }: Projection, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / scale, y: camera.y - dy / scale };
}

/** The camera nearer by a factor; the point under a pixel stays where it is. */
export function zoomed(camera: Camera, projection: Projection, factor: number, px: number, py: number): Camera {
  const zoom = Math.min(nearest, Math.max(farthest, camera.zoom * factor));
  const [x, y] = [(px - projection.left) / projection.scale, (py - projection.top) / projection.scale];
  const ratio = camera.zoom / zoom;
  return { x: x + (camera.x - x) * ratio, y: y + (camera.y - y) * ratio, zoom };
}
