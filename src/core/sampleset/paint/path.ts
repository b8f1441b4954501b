import { noiseAt, textures } from './noise.ts';

/** A closed outline: x, y, x, y, … in pixels or in an object's own units. */
export type Path = readonly number[];

/** The corners of a rectangle. */
export function rectangle(x0: number, y0: number, x1: number, y1: number): Path {
  return [x0, y0, x1, y0, x1, y1, x0, y1];
}

/** An ellipse as a polygon, turned by `turn` radians; part of one from angle `from` to `to` closes with a chord. */
export function ellipse(
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  { turn = 0, from = 0, to = 2 * Math.PI, points = 40 } = {},
): Path {
  const path: number[] = [];
  const whole = to - from >= 2 * Math.PI - 1e-9;
  const last = whole ? points - 1 : points;
  const cosine = Math.cos(turn);
  const sine = Math.sin(turn);
  for (let i = 0; i <= last; i++) {
    const angle = from + ((to - from) * i) / points;
    const x = rx * Math.cos(angle);
    const y = ry * Math.sin(angle);
    path.push(cx + x * cosine - y * sine, cy + x * sine + y * cosine);
  }
  return path;
}

/** A rectangle with round corners of radius `r`. */
export function roundRectangle(x0: number, y0: number, x1: number, y1: number, r: number): Path {
  const radius = Math.min(r, Math.abs(x1 - x0) / 2, Math.abs(y1 - y0) / 2);
  const quarter = Math.PI / 2;
  const corner = (cx: number, cy: number, from: number): Path =>
    ellipse(cx, cy, radius, radius, { from, to: from + quarter, points: 6 });
  return [
    ...corner(x1 - radius, y1 - radius, 0),
    ...corner(x0 + radius, y1 - radius, quarter),
    ...corner(x0 + radius, y0 + radius, 2 * quarter),
    ...corner(x1 - radius, y0 + radius, 3 * quarter),
  ];
}

/** A smooth closed curve through points (Catmull–Rom spline). */
export function smoothClosed(points: Path, steps = 8): Path {
  const count = points.length / 2;
  return spline(points, count, steps, (i) => (i + count) % count, count);
}

/** A smooth open curve through points, as a line for `stroke`. */
export function smoothOpen(points: Path, steps = 8): Path {
  const count = points.length / 2;
  const path = spline(points, count, steps, (i) => Math.max(0, Math.min(count - 1, i)), count - 1);
  return [...path, points[points.length - 2] ?? 0, points[points.length - 1] ?? 0];
}

function spline(points: Path, count: number, steps: number, index: (i: number) => number, segments: number): number[] {
  const path: number[] = [];
  const at = (i: number, axis: number): number => points[index(i) * 2 + axis] ?? 0;
  for (let i = 0; i < segments && count > 1; i++) {
    for (let step = 0; step < steps; step++) {
      for (const axis of [0, 1])
        path.push(catmullRom(at(i - 1, axis), at(i, axis), at(i + 1, axis), at(i + 2, axis), step / steps));
    }
  }
  return path;
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

/** The outline of a line of a width through points: one closed path for every segment, with round joints. */
export function stroke(line: Path, width: number, closed = false): Path[] {
  const count = line.length / 2;
  const parts: Path[] = [];
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const j = (i + 1) % count;
    const [x0, y0, x1, y1] = [line[2 * i] ?? 0, line[2 * i + 1] ?? 0, line[2 * j] ?? 0, line[2 * j + 1] ?? 0];
    const angle = Math.atan2(y1 - y0, x1 - x0);
    const half = Math.PI / 2;
    const points = width > 4 ? 6 : 3;
    parts.push([
      ...ellipse(x0, y0, width / 2, width / 2, { from: angle + half, to: angle + 3 * half, points }),
      ...ellipse(x1, y1, width / 2, width / 2, { from: angle - half, to: angle + half, points }),
    ]);
  }
  return parts;
}

/** The same outline as an unsteady hand draws it: split into short pieces and moved by up to `amount` pixels. */
export function wobbled(path: Path, amount: number, phase: number): Path {
  const result: number[] = [];
  const count = path.length / 2;
  for (let i = 0; i < count; i++) {
    const j = (i + 1) % count;
    const [x0, y0, x1, y1] = [path[2 * i] ?? 0, path[2 * i + 1] ?? 0, path[2 * j] ?? 0, path[2 * j + 1] ?? 0];
    const pieces = Math.max(1, Math.min(60, Math.round(Math.hypot(x1 - x0, y1 - y0) / 14)));
    for (let piece = 0; piece < pieces; piece++) {
      const x = x0 + ((x1 - x0) * piece) / pieces;
      const y = y0 + ((y1 - y0) * piece) / pieces;
      result.push(x + amount * sway(x, y, phase), y + amount * sway(x, y, phase + 97));
    }
  }
  return result;
}

function sway(x: number, y: number, phase: number): number {
  return 1.8 * noiseAt(textures.cloud, x * 0.7 + phase, y * 0.7 + phase * 3);
}
