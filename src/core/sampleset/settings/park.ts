import { hex, mix } from '../paint/colour.ts';
import { smoothClosed } from '../paint/path.ts';
import type { Random } from '../random.ts';
import { farTree, ground, meadow, sky } from './backdrop.ts';
import { waves } from './sea.ts';
import { zone, type Stage } from './setting.ts';
import { skyline } from './street.ts';

/** Lawns with trees around, a path or a pond. */
export function park(random: Random): Stage {
  const horizon = random.between(0.38, 0.46);
  const pond = random.chance(0.45);
  const lawn = 'dog, woman, bench, bench, ball, bicycle, cat, tree, flower, umbrella';
  return {
    lights: ['day', 'day', 'morning', 'evening', 'overcast'],
    zones: [
      zone(horizon + 0.2, pond ? 0.72 : 0.94, [0.28, 0.4], lawn),
      zone(horizon * 0.55, horizon * 0.9, [0.2, 0.28], 'kite, hot-air balloon, kite', { distance: [0.2, 0.1] }),
      ...(pond ? [zone(0.84, 0.95, [0.34, 0.42], 'duck, duck, fish')] : []),
      zone(horizon + 0.14, horizon + 0.3, [0.24, 0.3], 'tree, lamp post, woman, bench', { distance: [0.3, 0.2] }),
    ],
    places: ['in a park', 'in the park', 'on the grass in a park', 'among the trees', 'in a city park'],
    paint: (b) => {
      sky(b, random, horizon);
      if (random.chance(0.4)) skyline(b.at(0.9), random, horizon + 0.02);
      const leaves = random.pick([hex('#6f9a58'), hex('#84a050'), hex('#5c9068')]);
      for (let i = 0; i < 16; i++)
        farTree(
          b.at(0.7),
          random,
          i / 15 + random.between(-0.03, 0.03),
          horizon + 0.05,
          random.between(0.14, 0.26),
          mix(leaves, [190, 170, 80], random.next() * 0.3),
        );
      ground(b, horizon + 0.04, 1, hex('#b4cc84'), hex('#7aa658'));
      meadow(b, random, horizon + 0.1, hex('#6f9c4c'), !pond);
      if (pond) {
        b.blend(
          smoothClosed([-0.2, 0.86, 0.2, 0.77, 0.7, 0.78, 1.2, 0.84, 1.2, 1.2, -0.2, 1.2]),
          [hex('#d2c49a'), hex('#c0b088')],
          [0, 0.77],
          [0, 1],
        );
        b.blend(
          smoothClosed([-0.2, 0.88, 0.2, 0.79, 0.7, 0.8, 1.2, 0.86, 1.2, 1.2, -0.2, 1.2]),
          [hex('#a8cfd4'), hex('#5f9ab0')],
          [0, 0.78],
          [0, 1],
          ['brush', 12, 0.5],
        );
        waves(b, random, 0.8, hex('#dcefee'));
      } else if (random.chance(0.6)) {
        const x = random.between(0.3, 0.7);
        b.blend(
          smoothClosed([
            x - 0.02,
            horizon + 0.05,
            x + 0.02,
            horizon + 0.05,
            x + 0.1,
            0.7,
            x + 0.3,
            1.1,
            x - 0.2,
            1.1,
            x - 0.02,
            0.7,
          ]),
          [hex('#dccfae'), hex('#e8d8b4')],
          [0, horizon],
          [0, 1],
          ['grain', 10, 1],
        );
      }
    },
  };
}
