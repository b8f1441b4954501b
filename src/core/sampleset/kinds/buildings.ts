import type { Brush } from '../paint/brush.ts';
import { hex, shade } from '../paint/colour.ts';
import { ellipse, smoothClosed } from '../paint/path.ts';
import { bright, type Kind } from './kind.ts';

const wood = hex('#8a5a3c');
const cream = hex('#f2e8d2');

/** A window: dark by day, lit at night. */
export function window(b: Brush, x0: number, y0: number, x1: number, y1: number, night: boolean): void {
  b.flat([x0 - 0.015, y0 - 0.015, x1 + 0.015, y0 - 0.015, x1 + 0.015, y1 + 0.015, x0 - 0.015, y1 + 0.015], cream);
  if (night) b.shine([x0, y0, x1, y0, x1, y1, x0, y1], hex('#ffd67a'));
  else b.flat([x0, y0, x1, y0, x1, y1, x0, y1], hex('#6f8ea0'));
  b.line([(x0 + x1) / 2, y0, (x0 + x1) / 2, y1], 0.012, cream);
  b.line([x0, (y0 + y1) / 2, x1, (y0 + y1) / 2], 0.012, cream);
}

function atNight(b: Brush): boolean {
  return b.look.light.tint[0] < 140;
}

/** Houses, towers and what grows beside them. */
export const buildings: readonly Kind[] = [
  {
    name: 'house',
    colours: bright,
    height: 1.9,
    halfWidth: 0.5,
    draw(b) {
      b.shadow(0.5, 0, 0.01);
      b.box(-0.42, 0, 0.42, 0.6);
      for (const y of [0.12, 0.24, 0.36, 0.48]) b.line([-0.41, y, 0.41, y], 0.006, shade(b.colour, -0.25));
      b.box(0.16, 0.72, 0.28, 0.98, hex('#a0584a'));
      b.form([-0.52, 0.57, 0.52, 0.57, 0.28, 0.94, -0.28, 0.94], hex('#8c4a42'));
      for (const y of [0.66, 0.75, 0.84])
        b.line([-0.47 + (y - 0.6) * 0.7, y, 0.47 - (y - 0.6) * 0.7, y], 0.008, hex('#6a3632'));
      b.box(-0.09, 0, 0.09, 0.32, wood, 0.02);
      b.dot(0.055, 0.15, 0.014, hex('#e8c860'));
      window(b, -0.34, 0.26, -0.18, 0.46, atNight(b));
      window(b, 0.18, 0.26, 0.34, 0.46, atNight(b));
    },
  },
  {
    name: 'barn',
    colours: ['red', 'brown', 'white', 'grey', 'green'],
    height: 1.7,
    halfWidth: 0.66,
    draw(b) {
      b.shadow(0.68, 0, 0.01);
      b.form([-0.6, 0, 0.6, 0, 0.6, 0.5, 0.36, 0.86, 0, 1, -0.36, 0.86, -0.6, 0.5]);
      for (let x = -0.5; x < 0.6; x += 0.125) b.line([x, 0.02, x, 0.5], 0.006, shade(b.colour, -0.3));
      b.line([-0.66, 0.46, -0.38, 0.87, 0, 1.02, 0.38, 0.87, 0.66, 0.46], 0.05, hex('#5c4a4a'));
      b.box(-0.2, 0, 0.2, 0.4, shade(b.colour, -0.3));
      b.line([-0.2, 0, -0.2, 0.4, 0.2, 0.4, 0.2, 0, -0.2, 0.4], 0.025, cream);
      b.line([-0.2, 0, 0.2, 0.4], 0.025, cream);
      b.flat([-0.09, 0.58, 0.09, 0.58, 0.09, 0.74, -0.09, 0.74], hex('#3c3036'));
    },
  },
  {
    name: 'lighthouse',
    colours: ['red', 'blue', 'green', 'orange'],
    height: 1.9,
    halfWidth: 0.22,
    draw(b) {
      b.form(smoothClosed([-0.4, -0.03, -0.3, 0.08, 0, 0.1, 0.32, 0.07, 0.42, -0.03]), hex('#8a8078'));
      b.form([-0.16, 0.06, 0.16, 0.06, 0.1, 0.74, -0.1, 0.74], cream);
      for (const y of [0.16, 0.38, 0.6]) {
        const [w0, w1] = [0.16 - (y - 0.06) * 0.088, 0.16 - (y + 0.05) * 0.088];
        b.form([-w0, y, w0, y, w1, y + 0.11, -w1, y + 0.11], b.colour);
      }
      b.box(-0.14, 0.73, 0.14, 0.76, hex('#4a4448'));
      b.box(-0.075, 0.76, 0.075, 0.87, hex('#fff0b0'));
      if (atNight(b)) b.glow(0, 0.82, 0.5, hex('#ffe9a0'), 0.8);
      b.form([-0.11, 0.87, 0.11, 0.87, 0, 0.99], b.colour);
    },
  },
  {
    name: 'windmill',
    colours: ['white', 'brown', 'red', 'grey'],
    height: 1.8,
    halfWidth: 0.45,
    draw(b) {
      b.shadow(0.3, 0, 0.01);
      b.form([-0.22, 0, 0.22, 0, 0.13, 0.66, -0.13, 0.66]);
      b.form(smoothClosed([-0.15, 0.65, -0.12, 0.76, 0, 0.82, 0.12, 0.76, 0.15, 0.65]), hex('#7c4a40'));
      b.box(-0.055, 0, 0.055, 0.17, wood);
      window(b, -0.04, 0.36, 0.04, 0.46, atNight(b));
      const turn = b.look.random.next() * 1.5;
      for (let i = 0; i < 4; i++) {
        const [u, v] = [Math.cos(turn + i * 1.5708), Math.sin(turn + i * 1.5708)];
        b.form(
          [
            u * 0.08,
            0.7 + v * 0.08,
            u * 0.42,
            0.7 + v * 0.42,
            u * 0.42 - v * 0.1,
            0.7 + v * 0.42 + u * 0.1,
            u * 0.08 - v * 0.1,
            0.7 + v * 0.08 + u * 0.1,
          ],
          cream,
        );
        b.line([0, 0.7, u * 0.43, 0.7 + v * 0.43], 0.018, wood);
      }
      b.dot(0, 0.7, 0.035, hex('#4a3830'));
    },
  },
  {
    name: 'tent',
    colours: ['red', 'orange', 'yellow', 'green', 'blue', 'purple'],
    height: 0.75,
    halfWidth: 0.75,
    draw(b) {
      b.shadow(0.75, 0, 0.02);
      if (atNight(b)) b.glow(0, 0.35, 1, hex('#ffca70'), 0.4);
      b.form([-0.7, 0, 0.24, 0, 0.02, 1, -0.1, 1], shade(b.colour, -0.22));
      b.form([-0.1, 0, 0.78, 0, 0.02, 1]);
      const door = [0.12, 0, 0.5, 0, 0.05, 0.78];
      if (atNight(b)) b.shine(door, hex('#ffdf98'));
      else b.flat(door, shade(b.colour, -0.7));
      b.line([0.78, 0, 0.95, -0.06], 0.015, cream);
      b.line([-0.7, 0, -0.88, -0.04], 0.015, cream);
    },
  },
  {
    name: 'tree',
    colours: ['green', 'green', 'yellow', 'red', 'pink'],
    height: 1.7,
    halfWidth: 0.4,
    draw(b) {
      b.shadow(0.36, 0, 0.01);
      b.form(smoothClosed([-0.07, 0, -0.05, 0.3, -0.12, 0.5, 0.14, 0.5, 0.05, 0.3, 0.08, 0]), hex('#7a5440'));
      const { random } = b.look;
      for (const [x, y, r] of [
        [-0.2, 0.52, 0.2],
        [0.2, 0.54, 0.2],
        [-0.13, 0.72, 0.2],
        [0.14, 0.74, 0.19],
        [0, 0.62, 0.24],
        [0, 0.82, 0.17],
      ] as const) {
        const points: number[] = [];
        for (let i = 0; i < 10; i++) {
          const reach = r * random.between(0.9, 1.1);
          points.push(x + reach * Math.cos(i * 0.628), y + reach * Math.sin(i * 0.628));
        }
        b.form(smoothClosed(points, 5), shade(b.colour, (y - 0.68) * 0.7), 0.8);
      }
      for (let i = 0; i < 16; i++)
        b.dot(
          random.between(-0.28, 0.28),
          random.between(0.46, 0.88),
          0.022,
          shade(b.colour, random.between(-0.25, 0.35)),
          0.7,
        );
    },
  },
  {
    name: 'lamp post',
    colours: ['green', 'grey', 'blue', 'red'],
    height: 1.5,
    halfWidth: 0.12,
    draw(b) {
      b.shadow(0.1, 0, 0.005);
      b.box(-0.05, 0, 0.05, 0.06, shade(b.colour, -0.35), 0.01);
      b.box(-0.02, 0.05, 0.02, 0.8, shade(b.colour, -0.35));
      b.form([-0.06, 0.8, 0.06, 0.8, 0.09, 0.95, -0.09, 0.95], hex('#fff2c4'));
      if (atNight(b)) b.glow(0, 0.87, 0.5, hex('#ffd98a'), 0.75);
      b.form([-0.11, 0.95, 0.11, 0.95, 0, 1.02], shade(b.colour, -0.35));
    },
  },
  {
    name: 'flower',
    colours: ['red', 'orange', 'yellow', 'purple', 'pink', 'white', 'blue'],
    height: 0.42,
    halfWidth: 0.26,
    draw(b) {
      b.line([0, 0, 0.03, 0.4, 0, 0.74], 0.04, hex('#4f8a46'), { smooth: true });
      b.blob([0.02, 0.2, 0.2, 0.42, 0.16, 0.26], hex('#5f9a50'));
      b.blob([0.02, 0.3, -0.2, 0.5, -0.14, 0.32], hex('#5f9a50'));
      for (let i = 0; i < 7; i++) {
        const angle = (i / 7) * 2 * Math.PI;
        b.oval(0.15 * Math.cos(angle), 0.78 + 0.15 * Math.sin(angle), 0.12, 0.075, b.colour, angle);
      }
      b.form(ellipse(0, 0.78, 0.085, 0.085), hex('#a8702c'));
    },
  },
];
