import { hex, mix, shade } from '../paint/colour.ts';
import { ellipse, smoothClosed } from '../paint/path.ts';
import { bright, type Kind } from './kind.ts';

const black = hex('#2a262c');

/** Toys, and what people take to the park. */
export const playthings: readonly Kind[] = [
  {
    name: 'ball',
    colours: bright,
    height: 0.42,
    halfWidth: 0.5,
    draw(b) {
      b.shadow(0.46);
      b.form(ellipse(0, 0.5, 0.5, 0.5));
      const stripe = mix(b.colour, b.colour[0] > 235 && b.colour[2] > 200 ? [206, 58, 50] : [255, 250, 238], 0.85);
      b.flat(
        smoothClosed([-0.46, 0.6, -0.2, 0.72, 0.2, 0.72, 0.46, 0.6, 0.49, 0.46, 0.2, 0.54, -0.2, 0.54, -0.49, 0.46]),
        stripe,
        0.95,
      );
      b.flat(ellipse(-0.18, 0.78, 0.12, 0.08, { turn: 0.5 }), [255, 255, 255], 0.45);
    },
  },
  {
    name: 'toy block',
    lettered: true,
    colours: bright,
    height: 0.42,
    halfWidth: 0.58,
    top: 0.9,
    draw(b) {
      b.shadow(0.56);
      b.form([-0.5, 0, 0.34, 0, 0.34, 0.76, -0.5, 0.76]);
      b.form([0.34, 0, 0.6, 0.16, 0.6, 0.92, 0.34, 0.76], shade(b.colour, -0.32));
      b.form([-0.5, 0.76, 0.34, 0.76, 0.6, 0.92, -0.24, 0.92], shade(b.colour, 0.35));
      const mark = mix(b.colour, [255, 250, 236], 0.8);
      const letter = b.look.random.below(3);
      if (letter === 0) b.line([-0.24, 0.16, -0.08, 0.6, 0.08, 0.16], 0.09, mark);
      if (letter === 1) b.line([...ellipse(-0.08, 0.38, 0.2, 0.2), 0.12, 0.38], 0.09, mark);
      if (letter === 2) b.line([-0.26, 0.58, 0.1, 0.58, -0.26, 0.18, 0.1, 0.18], 0.09, mark);
    },
  },
  {
    name: 'teddy bear',
    colours: ['brown', 'white', 'grey', 'pink', 'yellow'],
    height: 0.85,
    halfWidth: 0.42,
    draw(b) {
      b.shadow(0.4);
      const pale = mix(b.colour, [252, 238, 214], 0.6);
      for (const s of [-1, 1]) b.oval(s * 0.25, 0.12, 0.17, 0.12, b.colour, s * 0.2);
      for (const s of [-1, 1]) b.dot(s * 0.3, 0.12, 0.065, pale);
      for (const s of [-1, 1]) b.oval(s * 0.31, 0.4, 0.09, 0.17, shade(b.colour, -0.08), s * 0.6);
      b.oval(0, 0.34, 0.27, 0.3);
      b.flat(ellipse(0, 0.32, 0.17, 0.2), pale);
      for (const s of [-1, 1]) b.oval(s * 0.21, 0.92, 0.09, 0.09);
      b.oval(0, 0.77, 0.25, 0.22);
      b.flat(ellipse(0, 0.7, 0.12, 0.09), pale);
      b.dot(0, 0.74, 0.04, black);
      for (const s of [-1, 1]) b.dot(s * 0.09, 0.81, 0.03, black);
      b.form([-0.12, 0.6, -0.02, 0.565, -0.12, 0.52], hex('#c8443c'));
      b.form([0.12, 0.6, 0.02, 0.565, 0.12, 0.52], hex('#c8443c'));
    },
  },
  {
    name: 'toy train',
    colours: bright,
    height: 0.6,
    halfWidth: 1.1,
    draw(b) {
      b.shadow(1.05, 0, 0, 0.14);
      b.box(-1.05, 0.16, 0.95, 0.26, hex('#4a4650'));
      b.box(-0.1, 0.26, 0.8, 0.62, b.colour, 0.12);
      b.box(-0.46, 0.26, -0.06, 0.88, shade(b.colour, -0.15));
      b.flat([-0.38, 0.56, -0.14, 0.56, -0.14, 0.78, -0.38, 0.78], hex('#cfe4ea'));
      b.box(-0.54, 0.86, 0.02, 0.96, hex('#e8c24a'), 0.03);
      b.box(-1.05, 0.26, -0.56, 0.6, hex('#e0a24a'));
      b.form([0.52, 0.6, 0.66, 0.6, 0.72, 0.92, 0.46, 0.92], hex('#e8c24a'));
      b.form([0.8, 0.16, 1.08, 0.12, 0.92, 0.36, 0.8, 0.4], hex('#c84a3c'));
      for (const [x, r] of [
        [-0.86, 0.13],
        [-0.28, 0.19],
        [0.16, 0.14],
        [0.56, 0.14],
      ] as const) {
        b.oval(x, r, r, r, hex('#c84a3c'));
        b.dot(x, r, r * 0.45, hex('#f0dca0'));
      }
    },
  },
  {
    name: 'drum',
    colours: bright,
    height: 0.5,
    halfWidth: 0.62,
    top: 0.88,
    draw(b) {
      b.shadow(0.58);
      b.form([...ellipse(0, 0.18, 0.56, 0.16, { from: Math.PI, to: 2 * Math.PI }), 0.56, 0.84, -0.56, 0.84]);
      for (let i = 0; i < 5; i++)
        b.line([-0.54 + i * 0.22, 0.8, -0.43 + i * 0.22, 0.16, -0.32 + i * 0.22, 0.8], 0.03, hex('#f4e6b8'));
      b.line([...ellipse(0, 0.18, 0.56, 0.16, { from: Math.PI, to: 2 * Math.PI })], 0.07, hex('#e0b44a'));
      b.form(ellipse(0, 0.84, 0.57, 0.15), hex('#f2ecdc'));
      b.line([0.02, 0.9, 0.6, 1.06], 0.05, hex('#a8703c'));
      b.dot(0.04, 0.9, 0.05, hex('#a8703c'));
    },
  },
  {
    name: 'robot',
    colours: ['red', 'blue', 'green', 'grey', 'yellow', 'purple'],
    height: 0.85,
    halfWidth: 0.36,
    draw(b) {
      b.shadow(0.3);
      const steel = hex('#a4acb6');
      for (const s of [-1, 1]) b.box(s * 0.12 - 0.06, 0, s * 0.12 + 0.06, 0.24, steel, 0.02);
      for (const s of [-1, 1]) b.line([s * 0.24, 0.52, s * 0.36, 0.42, s * 0.34, 0.28], 0.07, steel);
      b.box(-0.25, 0.2, 0.25, 0.6, b.colour, 0.04);
      b.flat([-0.16, 0.32, 0.16, 0.32, 0.16, 0.5, -0.16, 0.5], hex('#2c3440'));
      for (const [x, c] of [
        [-0.09, '#ff6a4a'],
        [0, '#ffd04a'],
        [0.09, '#6ae08a'],
      ] as const)
        b.shine(ellipse(x, 0.41, 0.03, 0.03), hex(c));
      b.box(-0.2, 0.63, 0.2, 0.89, shade(b.colour, 0.2), 0.05);
      for (const s of [-1, 1]) b.dot(s * 0.08, 0.78, 0.055, [255, 255, 255]);
      for (const s of [-1, 1]) b.dot(s * 0.08, 0.78, 0.028, black);
      b.line([-0.08, 0.69, 0.08, 0.69], 0.025, black);
      b.line([0, 0.89, 0, 0.97], 0.02, steel);
      b.shine(ellipse(0, 0.98, 0.03, 0.03), hex('#ff5a4a'));
    },
  },
  {
    name: 'kite',
    colours: ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink'],
    height: 0.8,
    halfWidth: 0.4,
    draw(b) {
      b.line([0, 0.22, -0.1, 0.06, 0.05, -0.1, -0.06, -0.26, 0.04, -0.42], 0.015, hex('#f4efe6'), { smooth: true });
      for (const [x, y] of [
        [-0.06, 0.02],
        [0.02, -0.14],
        [-0.04, -0.3],
      ] as const)
        b.form([x - 0.06, y + 0.03, x + 0.06, y - 0.03, x + 0.06, y + 0.03, x - 0.06, y - 0.03], shade(b.colour, 0.3));
      b.form([0, 0.2, -0.3, 0.7, 0, 1]);
      b.form([0, 0.2, 0.3, 0.7, 0, 1], shade(b.colour, 0.35));
      b.line([0, 0.2, 0, 1], 0.015, hex('#6a4a34'));
      b.line([-0.3, 0.7, 0.3, 0.7], 0.015, hex('#6a4a34'));
    },
  },
  {
    name: 'bench',
    plural: 'benches',
    colours: ['brown', 'green', 'red', 'blue', 'white'],
    height: 0.5,
    halfWidth: 1.1,
    top: 0.5,
    draw(b) {
      b.shadow(1.1, 0, 0, 0.1);
      for (const x of [-0.85, 0.85]) b.form([x - 0.06, 0, x + 0.06, 0, x + 0.05, 0.98, x - 0.05, 0.98], hex('#4c4850'));
      for (const y of [0.6, 0.76, 0.92]) b.box(-1.08, y - 0.055, 1.08, y + 0.055);
      b.form([-1.12, 0.4, 1.12, 0.4, 1.06, 0.5, -1.06, 0.5]);
      for (const x of [-0.98, 0.98])
        b.form([x - 0.05, -0.04, x + 0.05, -0.04, x + 0.05, 0.42, x - 0.05, 0.42], hex('#4c4850'));
    },
  },
  {
    name: 'umbrella',
    colours: ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink'],
    height: 0.9,
    halfWidth: 0.55,
    draw(b) {
      b.shadow(0.4);
      b.line([0.06, 0, 0, 0.9], 0.03, hex('#f0e6d4'));
      b.form(
        smoothClosed([
          -0.54, 0.56, -0.4, 0.82, 0, 1, 0.4, 0.84, 0.56, 0.6, 0.36, 0.64, 0.16, 0.56, -0.04, 0.62, -0.22, 0.54, -0.38,
          0.6,
        ]),
      );
      b.flat(
        smoothClosed([-0.22, 0.54, -0.16, 0.8, 0, 0.99, 0.1, 0.8, 0.16, 0.56, -0.04, 0.62]),
        mix(b.colour, [255, 250, 238], 0.8),
        0.95,
      );
    },
  },
  {
    name: 'haystack',
    colours: ['yellow'],
    height: 0.62,
    halfWidth: 0.72,
    top: 0.94,
    draw(b) {
      b.shadow(0.7);
      const straw = hex('#dfb550');
      b.form(smoothClosed([-0.68, 0, -0.58, 0.5, -0.3, 0.9, 0, 1, 0.3, 0.9, 0.58, 0.5, 0.68, 0, 0, -0.04]), straw);
      const { random } = b.look;
      for (let i = 0; i < 34; i++) {
        const y = random.between(0.05, 0.85);
        const x = random.between(-0.55, 0.55) * (1 - y * 0.5);
        b.line([x, y, x + random.between(-0.08, 0.08), y + 0.1], 0.015, shade(straw, random.between(-0.35, 0.45)));
      }
    },
  },
];
