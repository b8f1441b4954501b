import { hex } from '../paint/colour.ts';
import { smoothClosed } from '../paint/path.ts';
import type { Random } from '../random.ts';
import { fir, ground, meadow, ridge, sky } from './backdrop.ts';
import { zone, type Stage } from './setting.ts';

/** Mountains under the stars. */
export function night(random: Random): Stage {
  const horizon = random.between(0.55, 0.64);
  const lake = random.chance(0.4);
  return {
    lights: ['night'],
    zones: [
      zone(
        horizon + 0.14,
        lake ? 0.8 : 0.9,
        [0.28, 0.4],
        'tent, tent, house, tree, cat, lamp post, windmill, dog, car',
      ),
      zone(horizon * 0.45, horizon * 0.8, [0.26, 0.4], 'rocket, hot-air balloon', { distance: [0.1, 0] }),
      zone(horizon + 0.1, horizon + 0.2, [0.22, 0.28], 'house, tree, tree, lamp post', { distance: [0.3, 0.2] }),
    ],
    places: ['under the stars', 'at night', 'under a starry sky', 'in the moonlight', 'by night'],
    paint: (b) => {
      sky(b, random, horizon);
      ridge(b.at(0.7), random, horizon + 0.02, 0.24, hex('#8c90b4'), 1);
      ridge(b.at(0.4), random, horizon + 0.05, 0.1, hex('#6a7a8c'));
      for (let i = 0; i < 12; i++)
        fir(b.at(0.3), random.next(), horizon + random.between(0.06, 0.1), random.between(0.1, 0.2), hex('#4a6a5c'));
      ground(b, horizon + 0.07, 1, hex('#7a9474'), hex('#546e50'));
      meadow(b, random, horizon + 0.16, hex('#5f7c58'), false);
      if (lake) {
        b.blend(
          smoothClosed([-0.2, 0.9, 0.3, 0.85, 0.8, 0.86, 1.2, 0.92, 1.2, 1.2, -0.2, 1.2]),
          [hex('#8ca4d8'), hex('#5468a0')],
          [0, 0.86],
          [0, 1],
          ['brush', 10, 0.5],
        );
        for (let i = 0; i < 24; i++) b.disc(random.next(), random.between(0.9, 1), 0.0016, hex('#dfe6ff'));
      }
    },
  };
}
