import { hex, mix, shade } from '../paint/colour.ts';
import { ellipse, smoothClosed } from '../paint/path.ts';
import { bright, type Kind } from './kind.ts';

const wood = hex('#8a5a3c');
const leaf = hex('#5c9150');

/** What stands on tables and shelves. */
export const household: readonly Kind[] = [
  {
    name: 'apple',
    colours: ['red', 'green', 'yellow'],
    height: 0.4,
    halfWidth: 0.5,
    draw(b) {
      b.shadow(0.42);
      b.form(
        smoothClosed([
          0, 0.06, -0.26, 0, -0.48, 0.3, -0.44, 0.66, -0.2, 0.8, 0, 0.72, 0.2, 0.8, 0.44, 0.66, 0.48, 0.3, 0.26, 0,
        ]),
      );
      b.flat(ellipse(-0.2, 0.58, 0.07, 0.13, { turn: -0.4 }), [255, 255, 255], 0.4);
      b.line([0, 0.7, 0.03, 0.84, 0.1, 0.94], 0.05, wood, { smooth: true });
      b.blob([0.06, 0.82, 0.26, 0.98, 0.42, 0.94, 0.26, 0.82], leaf);
    },
  },
  {
    name: 'pear',
    colours: ['green', 'yellow', 'red'],
    height: 0.5,
    halfWidth: 0.4,
    draw(b) {
      b.shadow(0.32);
      b.form(
        smoothClosed([
          0, 0.02, -0.3, 0.08, -0.36, 0.36, -0.16, 0.62, -0.1, 0.84, 0.1, 0.84, 0.16, 0.62, 0.36, 0.36, 0.3, 0.08,
        ]),
      );
      b.flat(ellipse(-0.16, 0.36, 0.05, 0.12), [255, 255, 255], 0.35);
      b.line([0, 0.84, 0.04, 1], 0.045, wood);
      for (const [x, y] of [
        [0.1, 0.3],
        [0.16, 0.2],
        [0.05, 0.46],
        [-0.04, 0.16],
      ] as const)
        b.dot(x, y, 0.018, shade(b.colour, -0.3));
    },
  },
  {
    name: 'cup',
    colours: bright,
    height: 0.45,
    halfWidth: 0.55,
    draw(b) {
      b.shadow(0.5);
      b.form(ellipse(0, 0.05, 0.56, 0.1), hex('#efe8da'));
      b.line([...ellipse(0.4, 0.52, 0.17, 0.18, { from: -1.6, to: 1.6 })], 0.08, shade(b.colour, -0.15));
      b.form(smoothClosed([-0.2, 0.08, -0.36, 0.4, -0.4, 0.86, 0.4, 0.86, 0.36, 0.4, 0.2, 0.08]));
      b.form(ellipse(0, 0.86, 0.4, 0.09), shade(b.colour, 0.35));
      b.flat(ellipse(0, 0.85, 0.33, 0.065), hex('#5e3a26'));
      b.line([-0.08, 0.98, -0.13, 1.12, -0.05, 1.22, -0.1, 1.36], 0.03, [255, 255, 255], {
        smooth: true,
        opacity: 0.3,
      });
    },
  },
  {
    name: 'teapot',
    colours: bright,
    height: 0.68,
    halfWidth: 0.72,
    draw(b) {
      b.shadow(0.5);
      b.line([-0.36, 0.68, -0.68, 0.66, -0.7, 0.36, -0.4, 0.26], 0.08, shade(b.colour, -0.15), { smooth: true });
      b.form(smoothClosed([0.34, 0.22, 0.6, 0.44, 0.66, 0.74, 0.8, 0.76, 0.7, 0.3, 0.42, 0.1]), shade(b.colour, -0.08));
      b.form(
        smoothClosed([-0.26, 0.02, -0.5, 0.3, -0.44, 0.66, -0.2, 0.8, 0.2, 0.8, 0.44, 0.66, 0.5, 0.3, 0.26, 0.02]),
      );
      b.form(smoothClosed([-0.24, 0.78, -0.12, 0.88, 0.12, 0.88, 0.24, 0.78]), shade(b.colour, 0.15));
      b.oval(0, 0.93, 0.07, 0.065);
      for (const x of [-0.22, 0, 0.22]) b.dot(x, 0.4, 0.06, mix(b.colour, [255, 250, 236], 0.75));
      b.flat(ellipse(-0.28, 0.56, 0.05, 0.12, { turn: -0.5 }), [255, 255, 255], 0.35);
    },
  },
  {
    name: 'bottle',
    colours: ['green', 'blue', 'brown', 'red', 'white'],
    height: 0.95,
    halfWidth: 0.2,
    draw(b) {
      b.shadow(0.18);
      b.form(
        smoothClosed([
          -0.15, 0, -0.16, 0.3, -0.15, 0.54, -0.05, 0.7, -0.05, 0.94, 0.05, 0.94, 0.05, 0.7, 0.15, 0.54, 0.16, 0.3,
          0.15, 0,
        ]),
      );
      b.box(-0.06, 0.91, 0.06, 1, hex('#c8a070'), 0.02);
      b.flat([-0.155, 0.18, 0.155, 0.18, 0.155, 0.42, -0.155, 0.42], hex('#f4ead4'));
      b.line([-0.09, 0.34, 0.09, 0.34], 0.015, hex('#8a7a68'));
      b.line([-0.09, 0.28, 0.05, 0.28], 0.012, hex('#8a7a68'));
      b.line([-0.1, 0.48, -0.1, 0.56], 0.02, [255, 255, 255], { opacity: 0.5 });
    },
  },
  {
    name: 'bowl',
    colours: bright,
    height: 0.36,
    halfWidth: 1.05,
    draw(b) {
      b.shadow(0.8);
      for (const [x, c] of [
        [-0.42, '#d84a3c'],
        [0.38, '#ecb040'],
        [0, '#e2873a'],
        [-0.14, '#8aae4c'],
      ] as const)
        b.oval(x, 0.86, 0.28, 0.24, hex(c));
      b.form([...ellipse(0, 0.8, 0.98, 0.78, { from: Math.PI, to: 2 * Math.PI })]);
      b.line([-0.98, 0.8, 0.98, 0.8], 0.07, shade(b.colour, 0.4));
      b.line([-0.8, 0.5, 0.8, 0.5], 0.05, shade(b.colour, 0.55));
    },
  },
  {
    name: 'vase',
    colours: ['blue', 'white', 'purple', 'green', 'pink', 'orange'],
    height: 1.15,
    halfWidth: 0.34,
    draw(b) {
      b.shadow(0.2);
      const { random } = b.look;
      const petal = random.pick([hex('#e8739a'), hex('#f2c14a'), hex('#f4efe6'), hex('#c8584a'), hex('#a88ad0')]);
      for (const [x, y] of [
        [-0.26, 0.76],
        [-0.1, 0.9],
        [0.12, 0.94],
        [0.26, 0.74],
        [0, 0.74],
      ] as const) {
        b.line([0, 0.4, x * 0.5, y * 0.75, x, y], 0.02, leaf, { smooth: true });
        b.blob([x * 0.4, y * 0.6, x * 0.9 + 0.06, y * 0.72, x * 0.6 + 0.02, y * 0.58], leaf);
        for (let i = 0; i < 5; i++)
          b.oval(x + 0.055 * Math.cos(i * 1.26), y + 0.055 * Math.sin(i * 1.26), 0.05, 0.04, petal, i * 1.26);
        b.dot(x, y, 0.03, hex('#d89a3a'));
      }
      b.form(
        smoothClosed([-0.09, 0, -0.19, 0.18, -0.08, 0.36, -0.11, 0.46, 0.11, 0.46, 0.08, 0.36, 0.19, 0.18, 0.09, 0]),
      );
      b.line([-0.17, 0.2, 0.17, 0.2], 0.025, shade(b.colour, 0.55));
    },
  },
  {
    name: 'cake',
    colours: ['pink', 'white', 'brown', 'yellow'],
    height: 0.62,
    halfWidth: 0.75,
    draw(b) {
      b.shadow(0.7);
      b.form(ellipse(0, 0.06, 0.8, 0.12), hex('#eef0ee'));
      b.form(smoothClosed([-0.56, 0.08, -0.58, 0.5, 0, 0.54, 0.58, 0.5, 0.56, 0.08, 0, 0.02], 10), hex('#d9a066'));
      b.flat([-0.575, 0.26, 0.575, 0.26, 0.575, 0.32, -0.575, 0.32], hex('#f8ecd8'));
      b.form(
        smoothClosed([
          -0.6, 0.6, -0.58, 0.42, -0.46, 0.5, -0.34, 0.36, -0.2, 0.48, -0.05, 0.36, 0.1, 0.48, 0.26, 0.35, 0.4, 0.48,
          0.54, 0.4, 0.6, 0.6, 0.3, 0.7, -0.3, 0.7,
        ]),
      );
      for (const x of [-0.34, 0, 0.34]) {
        b.box(x - 0.025, 0.66, x + 0.025, 0.86, hex('#f0f4f8'));
        b.glow(x, 0.92, 0.16, hex('#ffd070'), 0.6);
        b.shine(ellipse(x, 0.92, 0.03, 0.06), hex('#ffc23a'));
      }
    },
  },
  {
    name: 'loaf of bread',
    plural: 'loaves of bread',
    colours: ['brown'],
    height: 0.4,
    halfWidth: 1,
    draw(b) {
      b.shadow(0.85);
      const crust = hex('#c48a4c');
      b.form(smoothClosed([-0.9, 0.1, -0.94, 0.56, -0.5, 0.92, 0.5, 0.92, 0.94, 0.56, 0.9, 0.1, 0, 0.02]), crust);
      for (const x of [-0.5, -0.1, 0.3])
        b.form(smoothClosed([x, 0.56, x + 0.1, 0.84, x + 0.28, 0.9, x + 0.16, 0.6]), hex('#efd09a'));
    },
  },
  {
    name: 'book',
    colours: bright,
    height: 0.22,
    halfWidth: 2.2,
    top: 0.98,
    draw(b) {
      b.shadow(1.8, 0, 0, 0.12);
      b.box(-1.8, 0.08, 1.75, 0.9, hex('#f4ecd8'));
      for (const y of [0.3, 0.5, 0.7]) b.line([-1.7, y, 1.72, y], 0.03, hex('#c9bda2'));
      b.box(-1.95, 0, 1.85, 0.17);
      b.box(-1.95, 0.83, 1.85, 1);
      b.form(smoothClosed([-1.78, 0.02, -2.05, 0.3, -2.05, 0.7, -1.78, 0.98]), shade(b.colour, -0.12));
    },
  },
  {
    name: 'candle',
    colours: ['white', 'red', 'yellow', 'purple', 'blue', 'green'],
    height: 0.72,
    halfWidth: 0.3,
    draw(b) {
      b.shadow(0.24);
      b.form(ellipse(0, 0.06, 0.3, 0.07), hex('#c8a452'));
      b.form(smoothClosed([-0.1, 0.08, -0.1, 0.66, 0, 0.7, 0.1, 0.66, 0.1, 0.08, 0, 0.05], 5));
      b.blob([-0.1, 0.66, -0.12, 0.5, -0.07, 0.46, -0.04, 0.66], shade(b.colour, 0.25));
      b.line([0, 0.68, 0, 0.78], 0.02, hex('#3a3030'));
      b.glow(0, 0.86, 0.45, hex('#ffcf78'), 0.6);
      b.shine(smoothClosed([0, 0.74, -0.05, 0.84, 0, 1, 0.05, 0.84]), hex('#ffc848'));
      b.shine(smoothClosed([0, 0.76, -0.025, 0.82, 0, 0.9, 0.025, 0.82]), hex('#fff4cc'));
    },
  },
];
