import { hex, shade } from '../paint/colour.ts';
import { ellipse } from '../paint/path.ts';
import type { Random } from '../random.ts';
import { band, ground, meadow, ridge, sky } from './backdrop.ts';
import { zone, type Stage } from './setting.ts';

/** A road through the country with nothing but sky and hills about. */
export function roadside(random: Random): Stage {
  const horizon = random.between(0.5, 0.6);
  return {
    lights: ['day', 'morning', 'evening', 'overcast'],
    zones: [
      zone(horizon + 0.2, 0.9, [0.4, 0.54], 'stop sign, warning sign, arrow sign, traffic light', {
        left: 0.15,
        right: 0.85,
      }),
      zone(horizon + 0.12, horizon + 0.2, [0.24, 0.3], 'tree, car, house, arrow sign', { distance: [0.3, 0.2] }),
    ],
    places: ['beside a road', 'by the roadside', 'at a crossing', 'next to the road', 'along a country road'],
    paint: (b) => {
      sky(b, random, horizon);
      ridge(b.at(0.9), random, horizon + 0.03, 0.14, hex('#8a9a8c'), random.chance(0.4) ? 1 : 0);
      ground(b, horizon + 0.03, 1, hex('#bcb878'), hex('#8a9a50'));
      const x = random.between(0.3, 0.7);
      b.blend(
        [x - 0.015, horizon + 0.03, x + 0.015, horizon + 0.03, x + 0.5, 1.02, x - 0.5, 1.02],
        [hex('#9a9a9e'), hex('#6e6c74')],
        [0, horizon],
        [0, 1],
        ['grain', 10, 1],
      );
      for (let i = 0; i < 6; i++) {
        const [y0, y1] = [horizon + 0.05 + (i / 6) ** 1.8 * 0.45, horizon + 0.05 + ((i + 0.55) / 6) ** 1.8 * 0.45];
        const w = (y: number): number => (y - horizon) * 0.018;
        b.flat([x - w(y0), y0, x + w(y0), y0, x + w(y1), y1, x - w(y1), y1], hex('#f2e6bc'));
      }
      meadow(b.at(0), random, horizon + 0.3, hex('#7f8f48'), false);
    },
  };
}

/** Nothing but one sign before an even wall: little to see, and yet a fine picture. */
export function plainSign(random: Random): Stage {
  const wall = random.pick([hex('#e8e4da'), hex('#d4e0e4'), hex('#efe0cc'), hex('#dfe4d4')]);
  return {
    lights: ['overcast'],
    zones: [
      zone(0.84, 0.9, [0.5, 0.6], 'stop sign, warning sign, arrow sign', { left: 0.35, right: 0.65, distance: [0, 0] }),
    ],
    places: ['on a plain background', 'against a plain wall', 'before an empty wall'],
    paint: (b) => {
      b.flat(band(0, 0.86), wall);
      b.flat(band(0.86, 1), shade(wall, -0.12));
      b.flat(ellipse(0.5, 0.93, 0.3, 0.02), shade(wall, -0.16), 0.4);
    },
  };
}
