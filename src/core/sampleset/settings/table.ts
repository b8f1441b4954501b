import type { Brush } from '../paint/brush.ts';
import { hex, shade, type Rgb } from '../paint/colour.ts';
import type { Random } from '../random.ts';
import { band, ground } from './backdrop.ts';
import { zone, type Stage } from './setting.ts';
import { facades } from './street.ts';
import { windowOn } from './window.ts';

/** A table before a kitchen wall. */
export function table(random: Random): Stage {
  const edge = random.between(0.5, 0.6);
  const wall = random.pick(['#dcc9a4', '#a9c4c0', '#d9b8a8', '#b9c79c', '#c3b8cf', '#9fb4c8'].map(hex));
  const cloth = random.pick([null, null, ...['#d86a5c', '#6c94b8', '#8cab6c', '#e4b458'].map(hex)]);
  const things = 'apple, apple, pear, cup, cup, teapot, bottle, bowl, vase, cake, loaf of bread, candle, book';
  return {
    lights: ['indoor', 'indoor', 'indoor', 'evening'],
    zones: [
      zone(edge + 0.2, 0.93, [0.4, 0.52], things),
      zone(edge + 0.08, edge + 0.18, [0.38, 0.42], 'bottle, vase, teapot, bowl, candle, cake', {
        distance: [0.1, 0.1],
      }),
      zone(edge + 0.2, 0.93, [0.4, 0.52], 'apple, pear, cup, apple, loaf of bread'),
    ],
    places:
      cloth === null
        ? ['on a wooden table', 'on the kitchen table', 'on a table', 'in a kitchen']
        : ['on a checked tablecloth', 'on a table with a checked cloth', 'on the kitchen table', 'on a table'],
    paint: (b) => {
      b.blend(
        band(0, edge),
        [shade(wall, 0.12), wall, shade(wall, -0.12)],
        [b.look.light.from[0] > 0 ? 1 : 0, 0],
        [b.look.light.from[0] > 0 ? 0 : 1, edge],
        ['cloud', 10, 0.7],
      );
      const kind = random.below(3);
      if (kind === 0) tiles(b, edge, wall);
      if (kind !== 0) windowOn(b, random, edge);
      if (kind === 2) shelf(b, random);
      const wood = random.pick(['#b07c4e', '#c89a68', '#8f6244', '#d0ac80'].map(hex));
      ground(b, edge, 1, shade(wood, 0.15), shade(wood, -0.05));
      for (let i = -3; i < 9; i++)
        b.line([0.5 + (i / 6 - 0.5) * 0.9, edge, 0.5 + (i / 6 - 0.5) * 1.9, 1.02], 0.003, shade(wood, -0.35), {
          opacity: 0.6,
        });
      if (cloth !== null) checks(b, edge + 0.05, cloth);
      b.flat(band(edge - 0.004, edge + 0.006), shade(wood, -0.4), 0.7);
    },
  };
}

function tiles(b: Brush, edge: number, wall: Rgb): void {
  for (let y = edge; y > 0; y -= 0.09) b.line([0, y, 1, y], 0.003, shade(wall, 0.5), { opacity: 0.8 });
  for (let row = 0, y = edge; y > 0; y -= 0.09, row++)
    for (let x = row % 2 === 0 ? 0.05 : 0; x < 1; x += 0.1)
      b.line([x, y, x, y - 0.09], 0.003, shade(wall, 0.5), { opacity: 0.8 });
}

function shelf(b: Brush, random: Random): void {
  const y = random.between(0.2, 0.26);
  for (let x = 0.62; x < 0.95; x += 0.06) {
    const [w, h] = [random.between(0.018, 0.026), random.between(0.06, 0.13)];
    b.form(
      [x - w, y, x + w, y, x + w * 0.8, y - h, x - w * 0.8, y - h],
      shade(random.pick(facades), random.between(-0.3, 0.1)),
    );
  }
  b.form(
    band(y, y + 0.022).map((v, i) => (i % 2 === 0 ? 0.58 + v * 0.44 : v)),
    hex('#a07850'),
  );
}

function checks(b: Brush, top: number, colour: Rgb): void {
  const [height, cream] = [1 - top, hex('#f4ecdc')];
  b.blend(band(top, 1.02), [shade(cream, -0.08), cream], [0, top], [0, 1], ['grain', 8, 1]);
  const spread = (x: number, y: number): number => 0.5 + (x - 0.5) * (1 + (y - top) * 1.6);
  for (let i = -4; i < 14; i += 2)
    b.flat(
      [
        spread(i / 10, top),
        top,
        spread((i + 1) / 10, top),
        top,
        spread((i + 1) / 10, 1.02),
        1.02,
        spread(i / 10, 1.02),
        1.02,
      ],
      colour,
      0.5,
    );
  for (let i = 0; i < 7; i += 2)
    b.flat(band(top + height * (i / 7) ** 1.3, top + height * ((i + 1) / 7) ** 1.3), colour, 0.5);
}
