import type { Random } from '../random.ts';
import type { Canvas, Paint } from './canvas.ts';
import { alpha, mix, shade, tinted, type Rgb } from './colour.ts';
import type { Light } from './light.ts';
import { ellipse, roundRectangle, smoothClosed, smoothOpen, stroke, wobbled, type Path } from './path.ts';
import type { Texture } from './noise.ts';

/** Where a drawing's own coordinates lie on the canvas: pixel = origin + own × unit, y upwards when `unitY` is positive. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly unitX: number;
  readonly unitY: number;
  /** 0: near. 1: at the horizon, fading into the haze. */
  readonly distance: number;
}

/** What all strokes of one picture share. */
export interface Look {
  readonly light: Light;
  readonly ink: boolean;
  readonly random: Random;
}

/**
 * Paints shapes in a frame's coordinates under the scene's light. Things are drawn with their foot at (0, 0), their
 * top near y = 1; backdrops in shares of the picture, y downwards.
 */
export class Brush {
  /** The thing's own colour. */
  readonly colour: Rgb;
  readonly look: Look;
  readonly #canvas: Canvas;
  readonly #frame: Frame;

  constructor(canvas: Canvas, look: Look, frame: Frame, colour: Rgb) {
    this.#canvas = canvas;
    this.look = look;
    this.#frame = frame;
    this.colour = colour;
  }

  /** The same brush for things at another distance: 0 near, 1 at the horizon. */
  at(distance: number, colour: Rgb = this.colour): Brush {
    return new Brush(this.#canvas, this.look, { ...this.#frame, distance }, colour);
  }

  /** A solid shape: bright where the light comes from, dark on the other side, with the grain of paint. */
  form(path: Path, colour: Rgb = this.colour, depth = 1): void {
    const pixels = this.#pixels(path);
    const [cx, cy, rx, ry] = bounds(pixels);
    const [lx, ly] = this.look.light.from;
    const bright = this.#lit(shade(colour, 0.3 * depth));
    const dark = this.#lit(shade(colour, -0.34 * depth));
    const reach: Paint['line'] = [cx + lx * rx, cy - ly * ry, cx - lx * rx, cy + ly * ry];
    const stops = [alpha(bright, 1), alpha(this.#lit(colour), 1), alpha(this.#lit(colour), 1), alpha(dark, 1)];
    this.#canvas.fill(pixels, { stops, line: reach, texture: { name: 'grain', strength: 7, scale: 0.9 } });
    if (this.look.ink) this.#outline(pixels, colour, Math.min(rx, ry));
  }

  /** A flat patch, without shading or outline. */
  flat(path: Path, colour: Rgb, opacity = 1): void {
    this.#canvas.fill(this.#pixels(path), { stops: [alpha(this.#lit(colour), opacity)] });
  }

  /** A patch whose colour changes from the first to the last stop between two points. */
  blend(
    path: Path,
    stops: readonly Rgb[],
    from: readonly [number, number],
    to: readonly [number, number],
    texture?: [Texture, number, number],
  ): void {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = this.#pixels([...from, ...to], false);
    const paint: Paint = { stops: stops.map((stop) => alpha(this.#lit(stop), 1)), line: [x0, y0, x1, y1] };
    const [name, strength, scale] = texture ?? ['grain', 4, 1];
    this.#canvas.fill(this.#pixels(path, false), { ...paint, texture: { name, strength, scale } });
  }

  /** As `blend`, but not dimmed by the scene's light: for skies, whose colours are the light's own. */
  wash(
    path: Path,
    stops: readonly Rgb[],
    from: readonly [number, number],
    to: readonly [number, number],
    texture: [Texture, number, number],
  ): void {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = this.#pixels([...from, ...to], false);
    const [name, strength, scale] = texture;
    const paint: Paint = {
      stops: stops.map((stop) => alpha(stop, 1)),
      line: [x0, y0, x1, y1],
      texture: { name, strength, scale },
    };
    this.#canvas.fill(this.#pixels(path, false), paint);
  }

  /** A line of a width, both in the frame's coordinates; `smooth` rounds its bends. */
  line(points: Path, width: number, colour: Rgb, { smooth = false, opacity = 1 } = {}): void {
    const line = this.#pixels(smooth ? smoothOpen(points, 6) : points, false);
    const pixels = Math.max(0.7, width * Math.abs(this.#frame.unitY));
    const paint: Paint = { stops: [alpha(this.#lit(colour), opacity)] };
    for (const part of stroke(line, pixels)) this.#canvas.fill(part, paint);
  }

  /** Light that shines by itself, fading to the rim; not dimmed by the scene's light. */
  glow(cx: number, cy: number, radius: number, colour: Rgb, opacity: number): void {
    const [x = 0, y = 0] = this.#pixels([cx, cy], false);
    const r = radius * Math.abs(this.#frame.unitY);
    const stops = [
      alpha(colour, opacity),
      alpha(colour, opacity * 0.35),
      alpha(colour, opacity * 0.08),
      alpha(colour, 0),
    ];
    this.#canvas.fill(ellipse(x, y, r, r), { stops, disc: [x, y, r, r] });
  }

  /** A disc that is round on the canvas whatever the frame, and shines by itself. */
  disc(cx: number, cy: number, radius: number, colour: Rgb): void {
    const [x = 0, y = 0] = this.#pixels([cx, cy], false);
    const r = radius * Math.abs(this.#frame.unitY);
    this.#canvas.fill(ellipse(x, y, r, r), { stops: [alpha(colour, 1)] });
  }

  /** A flat patch of a colour that shines by itself. */
  shine(path: Path, colour: Rgb, opacity = 1): void {
    this.#canvas.fill(this.#pixels(path), {
      stops: [alpha(mix(colour, this.look.light.haze, this.#haze() * 0.5), opacity)],
    });
  }

  /** The soft shadow that a thing of half width `rx` casts on the ground about (cx, cy). */
  shadow(rx: number, cx = 0, cy = 0, flatness = 0.22): void {
    const { from, shadow } = this.look.light;
    const away = this.#frame.unitX < 0 ? from[0] : -from[0];
    const [x = 0, y = 0] = this.#pixels([cx + away * rx * 0.35, cy], false);
    const [w, h] = [rx * Math.abs(this.#frame.unitX) * 1.25, rx * Math.abs(this.#frame.unitX) * 1.25 * flatness];
    const dark: Rgb = [30, 26, 60];
    const opacity = shadow * 1.7 * (1 - this.#haze());
    const stops = [alpha(dark, opacity), alpha(dark, opacity * 0.8), alpha(dark, opacity * 0.3), alpha(dark, 0)];
    this.#canvas.fill(ellipse(x, y, w, h), { stops, disc: [x, y, w, h] });
  }

  /** Short forms of the common shapes. */
  box(x0: number, y0: number, x1: number, y1: number, colour: Rgb = this.colour, radius = 0): void {
    this.form(radius > 0 ? roundRectangle(x0, y0, x1, y1, radius) : [x0, y0, x1, y0, x1, y1, x0, y1], colour);
  }

  oval(cx: number, cy: number, rx: number, ry: number, colour: Rgb = this.colour, turn = 0): void {
    this.form(ellipse(cx, cy, rx, ry, { turn }), colour);
  }

  dot(cx: number, cy: number, radius: number, colour: Rgb, opacity = 1): void {
    this.flat(ellipse(cx, cy, radius, radius, { points: 20 }), colour, opacity);
  }

  blob(points: Path, colour: Rgb = this.colour): void {
    this.form(smoothClosed(points), colour);
  }

  #outline(pixels: Path, colour: Rgb, radius: number): void {
    const ink = this.#lit(mix(shade(colour, -0.75), [40, 30, 40], 0.5));
    const width = Math.max(0.8, Math.min(2.2, radius * 0.05));
    for (const part of stroke(pixels, width, true)) this.#canvas.fill(part, { stops: [alpha(ink, 0.8)] });
  }

  #pixels(path: Path, unsteady = true): Path {
    const { x, y, unitX, unitY } = this.#frame;
    const pixels = path.map((value, i) => (i % 2 === 0 ? x + value * unitX : y - value * unitY));
    return unsteady
      ? wobbled(pixels, Math.min(1.6, Math.abs(unitY) * 0.012), Math.abs(Math.round(x * 7 + y * 13)) % 251)
      : pixels;
  }

  #haze(): number {
    return this.#frame.distance * this.look.light.depth;
  }

  #lit(colour: Rgb): Rgb {
    return mix(tinted(colour, this.look.light.tint), this.look.light.haze, this.#haze());
  }
}

/** Centre and half extents of an outline. */
function bounds(path: Path): [number, number, number, number] {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < path.length; i += 2) {
    left = Math.min(left, path[i] ?? 0);
    right = Math.max(right, path[i] ?? 0);
    top = Math.min(top, path[i + 1] ?? 0);
    bottom = Math.max(bottom, path[i + 1] ?? 0);
  }
  return [(left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2];
}
