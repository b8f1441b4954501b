import type { Brush } from '../paint/brush.ts';
import { hex } from '../paint/colour.ts';
import { smoothClosed } from '../paint/path.ts';
import type { Random } from '../random.ts';
import { farTree, ground, meadow, ridge, sky } from './backdrop.ts';
import { zone, type Stage } from './setting.ts';

const grass = { far: hex('#a9bf7a'), near: hex('#6f9a4e') };

/** Fields with a fence, hills behind. */
export function farm(random: Random): Stage {
  const horizon = random.between(0.36, 0.48);
  return {
    lights: ['day', 'day', 'morning', 'evening', 'overcast'],
    zones: [
      zone(horizon + 0.26, 0.93, [0.3, 0.44], 'cow, cow, sheep, sheep, hen, tractor, haystack, dog'),
      zone(horizon + 0.1, horizon + 0.18, [0.19, 0.23], 'barn, barn, windmill, house, tree, haystack', {
        distance: [0.5, 0.3],
      }),
      zone(horizon + 0.26, 0.93, [0.3, 0.44], 'sheep, hen, hen, haystack, cow'),
    ],
    places: ['on a farm', 'in a field', 'in a green meadow', 'on the pasture', 'in the countryside'],
    paint: (b) => {
      sky(b, random, horizon);
      ridge(b.at(0.9), random, horizon + 0.02, 0.14, hex('#8aa68c'));
      ridge(b.at(0.6), random, horizon + 0.05, 0.09, hex('#8fae68'));
      ground(b, horizon + 0.04, 1, grass.far, grass.near);
      for (let i = 0; i < 4; i++) {
        const [x, w] = [random.next(), random.between(0.15, 0.4)];
        const y = horizon + 0.06 + i * 0.035;
        b.blend(
          smoothClosed([x - w, y, x, y - 0.014, x + w, y, x, y + 0.02]),
          [random.pick([hex('#d8c878'), hex('#94b460'), hex('#c2b66a'), hex('#7ea458')]), hex('#a9bf6a')],
          [x - w, y],
          [x + w, y],
          ['brush', 12, 0.8],
        );
      }
      for (let i = 0; i < 6; i++)
        farTree(b.at(0.55), random, random.next(), horizon + random.between(0.05, 0.09), 0.09, hex('#6a8f54'));
      if (random.chance(0.7)) fence(b, horizon + 0.22);
      meadow(b, random, horizon + 0.24, hex('#678f44'), random.chance(0.5));
    },
  };
}

function fence(b: Brush, y: number): void {
  const wood = hex('#a88a68');
  for (const rise of [0.02, 0.05]) b.line([-0.02, y - rise, 1.02, y - rise - 0.006], 0.009, wood);
  for (let i = 0; i <= 12; i++)
    b.form(
      [i / 12 - 0.006, y + 0.015, i / 12 + 0.006, y + 0.015, i / 12 + 0.006, y - 0.075, i / 12 - 0.006, y - 0.075],
      wood,
    );
}
