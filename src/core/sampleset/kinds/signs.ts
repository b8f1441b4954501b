import type { Brush } from '../paint/brush.ts';
import { colours, hex, mix, shade, type Rgb } from '../paint/colour.ts';
import { ellipse } from '../paint/path.ts';
import { bright, type Kind } from './kind.ts';

const post = hex('#8e949c');
const white = hex('#f6f2e8');

function board(b: Brush): void {
  b.shadow(0.5, 0, -0.08, 0.08);
  for (const s of [-1, 1]) b.line([s * 0.3, 0.1, s * 0.42, -0.1], 0.05, hex('#8a6038'));
  b.line([0, 0.1, 0, -0.06], 0.045, hex('#7a5230'));
  b.box(-0.56, 0.04, 0.56, 0.98, hex('#a87848'), 0.02);
  b.box(-0.52, 0.08, 0.52, 0.94, white);
}

/** Colours for the parts of a chart beside its own. */
function companions(b: Brush): Rgb[] {
  return [
    b.colour,
    ...b.look.random.shuffled(Object.values(colours).filter((c) => c !== b.colour && c[0] + c[1] + c[2] < 600)),
  ];
}

/** Signs that stand at roads, and charts on boards. */
export const signs: readonly Kind[] = [
  {
    name: 'warning sign',
    colours: ['yellow', 'red', 'orange'],
    height: 1.2,
    halfWidth: 0.36,
    draw(b) {
      b.shadow(0.1, 0, 0, 0.1);
      b.box(-0.025, 0, 0.025, 0.6, post);
      b.form([-0.36, 0.44, 0.36, 0.44, 0, 1.04], hex('#2e2a2e'));
      b.form([-0.29, 0.48, 0.29, 0.48, 0, 0.96]);
      b.line([0, 0.82, 0, 0.65], 0.05, hex('#2e2a2e'));
      b.dot(0, 0.56, 0.033, hex('#2e2a2e'));
    },
  },
  {
    name: 'stop sign',
    lettered: true,
    colours: ['red'],
    height: 1.2,
    halfWidth: 0.34,
    draw(b) {
      b.shadow(0.1, 0, 0, 0.1);
      b.box(-0.025, 0, 0.025, 0.6, post);
      const octagon = (r: number): number[] =>
        Array.from({ length: 16 }, (_, i) =>
          i % 2 === 0 ? r * Math.cos((i + 1) * 0.3927) : 0.7 + r * Math.sin(i * 0.3927),
        );
      b.form(octagon(0.34), white);
      b.form(octagon(0.3));
      b.line(
        [-0.14, 0.76, -0.16, 0.78, -0.2, 0.78, -0.22, 0.75, -0.14, 0.66, -0.16, 0.63, -0.2, 0.63, -0.22, 0.65],
        0.026,
        white,
      );
      b.line([-0.11, 0.78, -0.01, 0.78], 0.026, white);
      b.line([-0.06, 0.78, -0.06, 0.63], 0.026, white);
      b.line([...ellipse(0.06, 0.705, 0.04, 0.075), 0.1, 0.705], 0.026, white);
      b.line([0.15, 0.63, 0.15, 0.78, 0.2, 0.78, 0.225, 0.745, 0.2, 0.71, 0.15, 0.71], 0.026, white);
    },
  },
  {
    name: 'arrow sign',
    colours: ['blue', 'green', 'white', 'yellow', 'orange'],
    height: 1.1,
    halfWidth: 0.55,
    draw(b) {
      b.shadow(0.1, 0, 0, 0.1);
      b.box(-0.035, 0, 0.035, 0.96, hex('#8a5a3c'));
      b.form([-0.46, 0.56, 0.34, 0.56, 0.58, 0.74, 0.34, 0.92, -0.46, 0.92]);
      const mark = mix(b.colour, b.colour[0] > 225 && b.colour[2] > 200 ? [50, 46, 60] : [255, 250, 240], 0.9);
      b.line([-0.3, 0.74, 0.3, 0.74], 0.05, mark);
      b.line([0.16, 0.84, 0.32, 0.74, 0.16, 0.64], 0.05, mark);
    },
  },
  {
    name: 'traffic light',
    colours: ['red', 'green', 'yellow'],
    height: 1.3,
    halfWidth: 0.2,
    draw(b) {
      b.shadow(0.1, 0, 0, 0.1);
      b.box(-0.03, 0, 0.03, 0.5, post);
      b.box(-0.15, 0.44, 0.15, 1, hex('#35343c'), 0.06);
      for (const [name, y] of [
        ['red', 0.87],
        ['yellow', 0.72],
        ['green', 0.57],
      ] as const) {
        const lit = b.colour === colours[name];
        if (lit) b.glow(0, y, 0.26, colours[name], 0.7);
        if (lit) b.shine(ellipse(0, y, 0.07, 0.065), mix(colours[name], [255, 255, 220], 0.25));
        else b.dot(0, y, 0.065, shade(colours[name], -0.7));
      }
    },
  },
  {
    name: 'bar chart',
    lettered: true,
    colours: bright,
    height: 1.15,
    halfWidth: 0.58,
    draw(b) {
      board(b);
      for (const y of [0.36, 0.52, 0.68, 0.84]) b.line([-0.44, y, 0.46, y], 0.006, hex('#c8c2b4'));
      const other = companions(b)[1] ?? post;
      for (let i = 0; i < 5; i++) {
        const top = 0.2 + b.look.random.between(0.12, 0.64);
        b.box(-0.38 + i * 0.17, 0.2, -0.27 + i * 0.17, top, i === 3 ? other : b.colour);
      }
      b.line([-0.44, 0.88, -0.44, 0.2, 0.46, 0.2], 0.016, hex('#4a464e'));
    },
  },
  {
    name: 'line chart',
    lettered: true,
    colours: ['red', 'orange', 'green', 'blue', 'purple', 'pink'],
    height: 1.15,
    halfWidth: 0.58,
    draw(b) {
      board(b);
      for (const y of [0.36, 0.52, 0.68, 0.84]) b.line([-0.44, y, 0.46, y], 0.006, hex('#c8c2b4'));
      const rise = b.look.random.between(-0.35, 0.35);
      const points = Array.from({ length: 6 }, (_, i) => [
        -0.42 + i * 0.17,
        0.5 + rise * (i / 5 - 0.5) + b.look.random.between(-0.1, 0.1),
      ]);
      b.flat([-0.42, 0.2, ...points.flat(), 0.43, 0.2], b.colour, 0.25);
      b.line(points.flat(), 0.026, b.colour);
      for (const [x = 0, y = 0] of points) b.dot(x, y, 0.028, b.colour);
      b.line([-0.44, 0.88, -0.44, 0.2, 0.46, 0.2], 0.016, hex('#4a464e'));
    },
  },
  {
    name: 'pie chart',
    colours: bright.filter((colour) => colour !== 'white'),
    height: 1.15,
    halfWidth: 0.58,
    draw(b) {
      board(b);
      const parts = [
        0.45,
        ...b.look.random.pick([
          [0.25, 0.3],
          [0.35, 0.2],
          [0.2, 0.2, 0.15],
        ]),
      ];
      const palette = companions(b);
      let from = b.look.random.next() * 6;
      parts.forEach((part, i) => {
        const to = from + part * 2 * Math.PI;
        b.form([0, 0.52, ...ellipse(0, 0.52, 0.36, 0.36, { from, to })], palette[i] ?? post, 0.5);
        b.line([0, 0.52, 0.36 * Math.cos(from), 0.52 + 0.36 * Math.sin(from)], 0.014, white);
        from = to;
      });
    },
  },
];
