import type { Brush } from '../paint/brush.ts';
import { hex, mix, shade, type Rgb } from '../paint/colour.ts';
import { smoothClosed } from '../paint/path.ts';
import type { Random } from '../random.ts';
import { band, ridge, sky } from './backdrop.ts';
import { zone, type Stage } from './setting.ts';

/** The sea, seen from a beach or from a boat. */
export function sea(random: Random): Stage {
  const horizon = random.between(0.36, 0.5);
  const beach = random.chance(0.55) ? random.between(0.78, 0.84) : 1.05;
  const water = zone(horizon + 0.05, Math.min(0.9, beach - 0.06), [0.12, 0.42], 'sailboat, sailboat, ship, ship', {
    distance: [0.8, 0.1],
  });
  const rock = zone(horizon + 0.03, horizon + 0.08, [0.22, 0.28], 'lighthouse', {
    left: 0.1,
    right: 0.9,
    distance: [0.3, 0.2],
  });
  const sand = zone(beach + 0.05, 0.95, [0.3, 0.4], 'umbrella, ball, dog, woman, bird');
  const air = zone(horizon * 0.6, horizon * 0.9, [0.2, 0.3], 'hot-air balloon, kite', { distance: [0.2, 0.1] });
  return {
    lights: ['day', 'day', 'morning', 'evening', 'evening', 'overcast'],
    zones: beach < 1 ? [water, rock, sand, air] : [water, rock, air, water],
    places:
      beach < 1
        ? ['by the beach', 'near the shore', 'at the seaside']
        : ['on the sea', 'at sea', 'on calm water', 'on the open water'],
    paint: (b) => {
      sky(b, random, horizon);
      const stops = b.look.light.sky;
      const deep = mix(hex('#2f6f8c'), stops[0] ?? hex('#2f6f8c'), 0.25);
      if (random.chance(0.6)) ridge(b.at(0.85), random, horizon + 0.005, 0.09, hex('#6f8a80'));
      b.blend(
        band(horizon, 1.02),
        [mix(deep, stops[2] ?? deep, 0.55), deep, shade(deep, -0.25)],
        [0.5, horizon],
        [0.5, 1],
        ['brush', 16, 0.55],
      );
      waves(b, random, horizon, mix(deep, stops[2] ?? deep, 0.7));
      if (beach < 1) {
        b.blend(
          smoothClosed([
            -0.1,
            beach - 0.01,
            0.2,
            beach + 0.02,
            0.5,
            beach - 0.02,
            0.8,
            beach + 0.015,
            1.1,
            beach - 0.01,
            1.1,
            1.1,
            -0.1,
            1.1,
          ]),
          [hex('#f8f6ee'), hex('#f8f6ee')],
          [0, 0],
          [0, 1],
        );
        b.blend(
          smoothClosed([
            -0.1,
            beach + 0.01,
            0.2,
            beach + 0.04,
            0.5,
            beach,
            0.8,
            beach + 0.035,
            1.1,
            beach + 0.01,
            1.1,
            1.1,
            -0.1,
            1.1,
          ]),
          [hex('#d8bf92'), hex('#ecd6a8')],
          [0, beach],
          [0, 1],
          ['grain', 12, 1],
        );
      }
    },
  };
}

/** Light strokes on water below the horizon. */
export function waves(b: Brush, random: Random, horizon: number, colour: Rgb): void {
  for (let i = 0; i < 70; i++) {
    const depth = random.next() ** 1.4;
    const [x, y, w] = [random.next(), horizon + 0.01 + (1 - horizon) * depth, 0.01 + 0.06 * depth];
    b.line(
      [x - w, y, x - w / 2, y - 0.004 - 0.006 * depth, x, y, x + w / 2, y - 0.004 - 0.006 * depth, x + w, y],
      0.0022 + 0.004 * depth,
      colour,
      { smooth: true, opacity: 0.55 },
    );
  }
}
