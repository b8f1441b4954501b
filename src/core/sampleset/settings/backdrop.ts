import type { Brush } from '../paint/brush.ts';
import { hex, mix, shade, type Rgb } from '../paint/colour.ts';
import { ellipse, smoothClosed } from '../paint/path.ts';
import type { Random } from '../random.ts';

/** A rectangle over the whole width. */
export function band(top: number, bottom: number): readonly number[] {
  return [-0.02, top, 1.02, top, 1.02, bottom, -0.02, bottom];
}

/** The sky down to the horizon, with the sun or the moon and clouds as the light has it. */
export function sky(b: Brush, random: Random, horizon: number): void {
  const { light } = b.look;
  const night = light.tint[0] < 140;
  b.wash(band(0, horizon + 0.08), light.sky, [0.5, 0], [0.5, horizon], ['cloud', night ? 5 : 9, 0.8]);
  const x = 0.5 + light.from[0] * random.between(0.2, 0.42);
  const y = horizon * (0.85 - light.from[1] * 0.7);
  if (night) stars(b, random, horizon);
  if (night) moon(b, x, Math.max(0.12, y));
  else if (light.shadow > 0.2) sun(b, x, y);
  if (!night) for (let i = random.below(4); i >= 0; i--) cloud(b, random, horizon);
}

function sun(b: Brush, x: number, y: number): void {
  b.glow(x, y, 0.42, hex('#fff2c8'), 0.55);
  b.glow(x, y, 0.08, hex('#fffbe6'), 1);
}

function moon(b: Brush, x: number, y: number): void {
  b.glow(x, y, 0.3, hex('#dfe6ff'), 0.5);
  b.disc(x, y, 0.06, hex('#f6f0d8'));
  b.disc(x + 0.016, y - 0.014, 0.012, hex('#e2dabc'));
  b.disc(x - 0.02, y + 0.016, 0.016, hex('#e6dec2'));
}

function stars(b: Brush, random: Random, horizon: number): void {
  for (let i = 0; i < 90; i++) {
    const [x, y] = [random.next(), random.next() * horizon];
    if (random.chance(0.08)) b.glow(x, y, 0.022, hex('#fff6d8'), 0.9);
    b.disc(x, y, random.between(0.0015, 0.0035), hex('#f4f2e6'));
  }
}

function cloud(b: Brush, random: Random, horizon: number): void {
  const [cx, cy, w] = [random.next(), random.between(0.06, 0.6) * horizon, random.between(0.08, 0.2)];
  const { sky: stops } = b.look.light;
  const white = mix(stops[2] ?? [255, 255, 255], [255, 252, 246], 0.65);
  const below = mix(white, stops[0] ?? white, 0.35);
  for (let i = 0; i < 7; i++) {
    const x = cx + w * (i / 3 - 1) * 0.8;
    const r = w * (0.2 + 0.18 * (1 - Math.abs(i / 3 - 1))) * random.between(0.8, 1.2);
    b.wash(ellipse(x, cy, r, r * 0.62), [white, white, below], [x, cy - r * 0.6], [x, cy + r * 0.6], ['cloud', 6, 1]);
  }
}

/** A row of hills or mountains: `rough` 0 is rolling, 1 is jagged. */
export function ridge(b: Brush, random: Random, y: number, height: number, colour: Rgb, rough = 0): void {
  const points: number[] = [-0.1, y + 0.3];
  const steps = rough > 0 ? 14 : 7;
  for (let i = 0; i <= steps; i++)
    points.push(-0.1 + (1.2 * i) / steps, y - height * random.next() * (rough > 0 && i % 2 === 0 ? 0.45 : 1));
  points.push(1.1, y + 0.3);
  const path = rough > 0 ? points : smoothClosed(points, 10);
  b.blend(
    path,
    [shade(colour, 0.18), colour, shade(colour, -0.15)],
    [0.5, y - height],
    [0.5, y + 0.15],
    ['brush', 7, 0.9],
  );
}

/** Ground from its far to its near edge. */
export function ground(b: Brush, top: number, bottom: number, far: Rgb, near: Rgb): void {
  b.blend(band(top, bottom + 0.02), [far, mix(far, near, 0.6), near], [0.5, top], [0.5, bottom], ['brush', 12, 0.7]);
}

/** Blades of grass and small flowers, larger towards the viewer. */
export function meadow(b: Brush, random: Random, top: number, colour: Rgb, flowers: boolean): void {
  const petals = [hex('#f4efe2'), hex('#f0c850'), hex('#e08aa4'), hex('#b49ad8')];
  for (let i = 0; i < 90; i++) {
    const depth = random.next() ** 0.7;
    const [x, y] = [random.next(), top + (1 - top) * depth];
    const size = 0.006 + 0.022 * depth;
    if (flowers && i % 3 === 0) b.dot(x, y, size * 0.32, random.pick(petals));
    else
      for (const lean of [-0.4, 0, 0.5])
        b.line([x, y, x + lean * size, y - size], size * 0.16, shade(colour, random.between(-0.3, 0.3)));
  }
}

/** A round-headed far tree, foot at (x, y). */
export function farTree(b: Brush, random: Random, x: number, y: number, height: number, colour: Rgb): void {
  b.flat(
    [
      x - height * 0.03,
      y,
      x + height * 0.03,
      y,
      x + height * 0.02,
      y - height * 0.5,
      x - height * 0.02,
      y - height * 0.5,
    ],
    hex('#6a4c3e'),
  );
  for (let i = 0; i < 5; i++) {
    const [u, v] = [random.between(-0.2, 0.2) * height, random.between(0.45, 0.85) * height];
    const r = height * random.between(0.15, 0.24);
    b.blend(
      ellipse(x + u * 0.8, y - v, r * 0.8, r),
      [shade(colour, 0.2), shade(colour, -0.18)],
      [x, y - v - r],
      [x, y - v + r],
    );
  }
}

/** A pointed far fir, foot at (x, y). */
export function fir(b: Brush, x: number, y: number, height: number, colour: Rgb): void {
  for (let i = 0; i < 3; i++) {
    const [base, w] = [y - height * (0.12 + i * 0.24), height * (0.24 - i * 0.05)];
    b.form([x - w, base, x + w, base, x, base - height * 0.42], shade(colour, i * 0.06), 0.6);
  }
}
