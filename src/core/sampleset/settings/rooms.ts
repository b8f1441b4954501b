import { hex, mix, shade } from '../paint/colour.ts';
import type { Random } from '../random.ts';
import { band, ground } from './backdrop.ts';
import { zone, type Stage } from './setting.ts';
import { windowOn } from './window.ts';

/** A carpet in a child's room. */
export function toys(random: Random): Stage {
  const skirting = random.between(0.34, 0.44);
  const wall = random.pick(['#c9d8dc', '#ecd9c0', '#d9cfe0', '#cfdcc0', '#f0cfc4'].map(hex));
  const carpet = random.pick(['#b8615a', '#5f83a8', '#7a9870', '#b48a5c', '#8a6c98'].map(hex));
  const things = 'ball, toy block, toy block, teddy bear, teddy bear, toy train, drum, robot, book';
  return {
    lights: ['indoor'],
    zones: [
      zone(skirting + 0.26, 0.94, [0.36, 0.48], things),
      zone(skirting + 0.12, skirting + 0.22, [0.32, 0.36], 'toy block, teddy bear, robot, drum, cat, rocket', {
        distance: [0.1, 0.1],
      }),
      zone(skirting + 0.26, 0.94, [0.36, 0.48], 'ball, toy block, toy train, cat'),
    ],
    places: ['on a carpet', 'on the carpet', "in a child's room", 'on the playroom floor', 'on a soft rug'],
    paint: (b) => {
      b.blend(band(0, skirting), [shade(wall, 0.1), shade(wall, -0.1)], [0, 0], [1, skirting], ['cloud', 8, 0.7]);
      const pattern = random.below(3);
      for (let i = 0; i < 12; i++) {
        if (pattern === 0)
          b.flat([i / 12, 0, i / 12 + 0.04, 0, i / 12 + 0.04, skirting, i / 12, skirting], shade(wall, 0.35), 0.6);
        if (pattern === 1)
          for (let y = 0.04; y < skirting; y += 0.09)
            b.disc(i / 12 + (Math.round(y * 100) % 2) * 0.04, y, 0.008, shade(wall, 0.45));
      }
      if (pattern === 2) windowOn(b, random, skirting + 0.02);
      ground(b, skirting, 1, hex('#c49a6c'), hex('#b08458'));
      b.form(band(skirting - 0.035, skirting), hex('#f4eee2'), 0.4);
      const inset = skirting + 0.05;
      b.blend(
        [0.08, inset, 0.92, inset, 1.25, 1.02, -0.25, 1.02],
        [shade(carpet, 0.1), carpet],
        [0, inset],
        [0, 1],
        ['grain', 22, 1.1],
      );
      const trim = mix(carpet, [250, 236, 206], 0.65);
      b.line([0.105, inset + 0.025, 0.895, inset + 0.025], 0.012, trim, { opacity: 0.9 });
      for (let i = 0; i < 5; i++)
        for (let j = 0; j < 3; j++) {
          const y = inset + 0.1 + j * 0.17;
          const [x, r] = [0.5 + (i - 2) * (0.18 + j * 0.06), 0.022 + j * 0.01];
          b.flat([x, y - r * 0.6, x + r, y, x, y + r * 0.6, x - r, y], trim, 0.65);
        }
    },
  };
}

/** A room where charts stand on easels. */
export function meeting(random: Random): Stage {
  const foot = random.between(0.66, 0.74);
  const wall = random.pick(['#b4c2c8', '#c8bca8', '#a9b89c', '#b8aec4'].map(hex));
  return {
    lights: ['indoor'],
    zones: [
      zone(foot + 0.06, 0.9, [0.46, 0.54], 'bar chart, bar chart, line chart, pie chart', {
        left: 0.24,
        right: 0.76,
        distance: [0, 0],
      }),
    ],
    places: ['on a board', 'in a meeting room', 'on a presentation board', 'in an office'],
    paint: (b) => {
      b.blend(band(0, foot), [shade(wall, 0.15), shade(wall, -0.15)], [0, 0], [1, foot], ['cloud', 9, 0.7]);
      if (random.chance(0.5)) windowOn(b, random, foot - 0.1);
      else for (let x = 0.1; x < 1; x += 0.2) b.line([x, 0, x, foot], 0.004, shade(wall, -0.2), { opacity: 0.6 });
      ground(b, foot, 1, hex('#b89470'), hex('#9c7650'));
      b.form(band(foot - 0.025, foot), hex('#f0eadc'), 0.4);
    },
  };
}
