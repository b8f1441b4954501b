import type { Brush } from '../paint/brush.ts';
import { hex, mix, shade, type Rgb } from '../paint/colour.ts';
import type { Random } from '../random.ts';
import { band, farTree, ground, sky } from './backdrop.ts';
import { zone, type Stage } from './setting.ts';

/** The colours that house fronts and book backs share. */
export const facades = ['#d9a382', '#e3c896', '#b9c4a8', '#a9bccb', '#d8b0a8', '#c9b8cc', '#e6dac4', '#b88a78'].map(
  hex,
);

/** A street with a row of houses on the far side. */
export function street(random: Random): Stage {
  const foot = random.between(0.5, 0.58);
  const kerb = foot + 0.09;
  return {
    lights: ['day', 'day', 'morning', 'evening', 'overcast'],
    zones: [
      zone(kerb + 0.09, 0.9, [0.28, 0.4], 'car, car, bus, truck, bicycle, car', { left: 0.2, right: 0.8 }),
      zone(
        foot + 0.04,
        kerb - 0.01,
        [0.26, 0.28],
        'woman, lamp post, tree, dog, traffic light, bench, stop sign, cat',
        { distance: [0.15, 0.12] },
      ),
      zone(0.95, 0.99, [0.44, 0.48], 'woman, dog, warning sign, bicycle, traffic light, cat', { distance: [0, 0] }),
    ],
    places: [
      'on a street',
      'on the street',
      'in a town street',
      'in front of old houses',
      'on a quiet city street',
      'in the city',
    ],
    paint: (b) => {
      sky(b, random, foot);
      if (random.chance(0.5)) skyline(b.at(0.9), random, foot);
      row(b.at(0.2), random, foot);
      b.blend(band(foot, kerb), [hex('#cbc4b8'), hex('#b8b0a4')], [0, foot], [0, kerb], ['grain', 10, 1]);
      for (let x = 0.02; x < 1; x += 0.07)
        b.line([x, foot + 0.004, x + (x - 0.5) * 0.08, kerb - 0.006], 0.002, hex('#9a9288'), { opacity: 0.7 });
      b.flat(band(kerb - 0.012, kerb + 0.004), hex('#e2dcd0'));
      ground(b, kerb + 0.002, 0.94, hex('#87868c'), hex('#6a6870'));
      for (let i = -1; i < 6; i++)
        b.flat(
          [i * 0.2 + 0.03, 0.83, i * 0.2 + 0.14, 0.83, i * 0.2 + 0.145, 0.842, i * 0.2 + 0.03, 0.842],
          hex('#efe8d4'),
          0.85,
        );
      b.flat(band(0.94, 0.952), hex('#e2dcd0'));
      b.blend(band(0.952, 1.01), [hex('#b8b0a4'), hex('#a89f94')], [0, 0.95], [0, 1], ['grain', 10, 1]);
    },
  };
}

function row(b: Brush, random: Random, foot: number): void {
  for (let x = -0.04; x < 1;) {
    const w = random.between(0.13, 0.24);
    if (random.chance(0.12))
      for (let i = 0; i < 3; i++)
        farTree(b, random, x + w * (0.2 + 0.3 * i), foot + 0.01, random.between(0.2, 0.3), hex('#7a9a5c'));
    else facade(b, random, x, w, foot);
    x += w;
  }
}

function facade(b: Brush, random: Random, x: number, w: number, foot: number): void {
  const colour = random.pick(facades);
  const floors = 2 + random.below(2);
  const top = foot - floors * 0.115 - 0.04;
  const roof = random.pick([hex('#9a5648'), hex('#6f6470'), hex('#84584c')]);
  if (random.chance(0.6))
    b.form([x - 0.006, top, x + w + 0.006, top, x + w * 0.8, top - 0.07, x + w * 0.2, top - 0.07], roof);
  else b.form([x - 0.006, top, x + w + 0.006, top, x + w / 2, top - 0.1], roof);
  b.form([x, foot, x + w, foot, x + w, top, x, top], colour, 0.5);
  const columns = w > 0.18 ? 3 : 2;
  for (let floor = 0; floor < floors; floor++) {
    const y = top + 0.035 + floor * 0.115;
    const lowest = floor === floors - 1;
    if (lowest && random.chance(0.5)) shop(b, random, x, w, y, foot);
    else
      for (let c = 0; c < columns; c++)
        pane(b, random, x + (w * (c + 0.5)) / columns, y, w * 0.07, lowest && c === 0 ? foot : y + 0.065, colour);
  }
}

function pane(b: Brush, random: Random, x: number, y: number, half: number, bottom: number, wall: Rgb): void {
  b.flat(
    [
      x - half * 1.25,
      y - 0.006,
      x + half * 1.25,
      y - 0.006,
      x + half * 1.25,
      bottom + 0.006,
      x - half * 1.25,
      bottom + 0.006,
    ],
    mix(wall, [255, 250, 240], 0.6),
  );
  b.flat(
    [x - half, y, x + half, y, x + half, bottom, x - half, bottom],
    random.chance(0.15) ? hex('#ffe2a0') : shade(hex('#7a94a4'), random.between(-0.3, 0.1)),
  );
  b.line([x, y, x, bottom], 0.003, mix(wall, [255, 250, 240], 0.6));
}

function shop(b: Brush, random: Random, x: number, w: number, y: number, foot: number): void {
  const awning = random.pick([hex('#c4574a'), hex('#4f8a7c'), hex('#d89a48'), hex('#5c7ab0')]);
  b.flat(
    [x + w * 0.1, y + 0.01, x + w * 0.9, y + 0.01, x + w * 0.9, foot - 0.015, x + w * 0.1, foot - 0.015],
    hex('#5c6c78'),
  );
  b.flat(
    [x + w * 0.16, y + 0.02, x + w * 0.6, y + 0.02, x + w * 0.6, foot - 0.03, x + w * 0.16, foot - 0.03],
    hex('#f0dcae'),
    0.7,
  );
  for (let i = 0; i < 6; i++) {
    const u = x + w * (0.06 + i * 0.147);
    const stripe = i % 2 === 0 ? awning : hex('#f4ecdc');
    b.form([u + w * 0.01, y - 0.01, u + w * 0.14, y - 0.01, u + w * 0.147, y + 0.032, u, y + 0.032], stripe, 0.6);
  }
}

/** The tops of a town behind the trees. */
export function skyline(b: Brush, random: Random, y: number): void {
  for (let x = -0.02; x < 1;) {
    const [w, h] = [random.between(0.05, 0.11), random.between(0.08, 0.24)];
    b.blend(
      [x, y, x + w, y, x + w, y - h, x, y - h],
      [shade(hex('#8f9ab0'), random.between(-0.1, 0.25)), hex('#8f9ab0')],
      [0, y - h],
      [0, y],
    );
    for (let v = y - h + 0.02; v < y - 0.02; v += 0.025)
      for (let u = x + 0.01; u < x + w - 0.015; u += 0.02)
        b.flat([u, v, u + 0.01, v, u + 0.01, v + 0.013, u, v + 0.013], hex('#dfe4ea'), 0.35);
    x += w + random.between(-0.005, 0.03);
  }
}
