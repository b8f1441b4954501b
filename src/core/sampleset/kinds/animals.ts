import type { Brush } from '../paint/brush.ts';
import { hex, mix, shade, type Rgb } from '../paint/colour.ts';
import { ellipse, smoothClosed } from '../paint/path.ts';
import type { Kind } from './kind.ts';

const black = hex('#26222a');

function legs(b: Brush, places: readonly number[], top: number, width: number, colour: Rgb): void {
  places.forEach((x, i) =>
    b.form(
      [x - width, 0, x + width, 0, x + width * 1.1, top, x - width * 1.1, top],
      i % 2 === 1 ? shade(colour, -0.3) : colour,
    ),
  );
}

function eye(b: Brush, x: number, y: number, radius: number): void {
  b.dot(x, y, radius, black);
  b.dot(x + radius * 0.3, y + radius * 0.3, radius * 0.35, [255, 255, 255]);
}

/** Animals, and people in coats. */
export const animals: readonly Kind[] = [
  {
    name: 'dog',
    colours: ['brown', 'white', 'grey', 'orange'],
    height: 0.52,
    halfWidth: 0.72,
    draw(b) {
      b.shadow(0.62);
      legs(b, [-0.34, -0.44, 0.3, 0.2], 0.45, 0.06, b.colour);
      b.line([-0.46, 0.6, -0.66, 0.74, -0.66, 0.94], 0.09, b.colour, { smooth: true });
      b.blob([-0.5, 0.42, -0.5, 0.64, -0.2, 0.68, 0.28, 0.7, 0.42, 0.58, 0.36, 0.38, 0, 0.4]);
      b.blob([0.28, 0.58, 0.3, 0.9, 0.5, 0.98, 0.66, 0.84, 0.8, 0.76, 0.78, 0.64, 0.5, 0.62]);
      b.blob([0.34, 0.92, 0.24, 0.72, 0.34, 0.62, 0.42, 0.8], shade(b.colour, -0.35));
      b.flat([0.28, 0.58, 0.5, 0.6, 0.5, 0.66, 0.28, 0.65], hex('#c03a3a'));
      b.dot(0.78, 0.74, 0.045, black);
      eye(b, 0.56, 0.84, 0.035);
    },
  },
  {
    name: 'cat',
    colours: ['orange', 'grey', 'white', 'brown'],
    height: 0.46,
    halfWidth: 0.45,
    draw(b) {
      b.shadow(0.42);
      b.line([-0.26, 0.06, -0.5, 0.1, -0.52, 0.34, -0.42, 0.46], 0.08, shade(b.colour, -0.12), { smooth: true });
      b.blob([-0.32, 0, -0.3, 0.3, -0.08, 0.58, 0.12, 0.6, 0.24, 0.3, 0.26, 0]);
      for (const s of [-1, 1]) b.form([0.08 + s * 0.08, 0.86, 0.08 + s * 0.22, 1, 0.08 + s * 0.23, 0.76], b.colour);
      b.oval(0.08, 0.72, 0.25, 0.2);
      for (const x of [0.02, 0.16]) b.line([x, 0.02, x, 0.3], 0.03, shade(b.colour, -0.3));
      for (const y of [0.2, 0.3, 0.4]) b.line([-0.28, y, -0.12, y + 0.03], 0.03, shade(b.colour, -0.3));
      eye(b, 0, 0.74, 0.035);
      eye(b, 0.18, 0.74, 0.035);
      b.flat([0.06, 0.67, 0.13, 0.67, 0.095, 0.63], hex('#d98a90'));
      for (const s of [-1, 1]) b.line([0.1 + s * 0.08, 0.64, 0.1 + s * 0.3, 0.67], 0.01, hex('#f2ece4'));
    },
  },
  {
    name: 'cow',
    colours: ['brown', 'white', 'grey'],
    height: 0.82,
    halfWidth: 0.85,
    draw(b) {
      b.shadow(0.8);
      legs(b, [-0.5, -0.38, 0.36, 0.26], 0.42, 0.06, b.colour);
      b.line([-0.6, 0.72, -0.7, 0.5, -0.68, 0.32], 0.04, shade(b.colour, -0.3), { smooth: true });
      b.form(smoothClosed([-0.62, 0.4, -0.62, 0.76, -0.3, 0.8, 0.3, 0.8, 0.5, 0.72, 0.46, 0.42, 0, 0.34]));
      const patch = b.colour[0] > 200 ? hex('#3a3436') : mix(b.colour, [250, 240, 226], 0.75);
      b.flat(smoothClosed([-0.5, 0.52, -0.46, 0.74, -0.22, 0.74, -0.2, 0.58, -0.36, 0.46]), patch);
      b.flat(smoothClosed([0.02, 0.5, 0.06, 0.74, 0.3, 0.72, 0.26, 0.5]), patch);
      b.oval(-0.12, 0.36, 0.13, 0.08, hex('#eab0ac'));
      b.blob([0.4, 0.66, 0.46, 0.92, 0.66, 0.94, 0.82, 0.7, 0.78, 0.58, 0.6, 0.58]);
      b.oval(0.76, 0.64, 0.09, 0.075, hex('#e8b8ac'));
      b.form([0.4, 0.9, 0.3, 0.86, 0.42, 0.8], shade(b.colour, -0.2));
      b.line([0.5, 0.94, 0.46, 1.02], 0.04, hex('#efe4c8'));
      b.line([0.6, 0.95, 0.62, 1.03], 0.04, hex('#efe4c8'));
      eye(b, 0.62, 0.82, 0.03);
    },
  },
  {
    name: 'sheep',
    plural: 'sheep',
    colours: ['white', 'grey', 'brown'],
    height: 0.56,
    halfWidth: 0.7,
    draw(b) {
      b.shadow(0.62);
      legs(b, [-0.3, -0.2, 0.24, 0.14], 0.4, 0.05, hex('#3c3638'));
      const curls: number[] = [];
      for (let i = 0; i < 14; i++) {
        const [u, v] = [Math.cos((i / 14) * 2 * Math.PI), Math.sin((i / 14) * 2 * Math.PI)];
        const bulge = i % 2 === 0 ? 1.08 : 0.93;
        curls.push(0.54 * u * bulge - 0.05, 0.6 + 0.29 * v * bulge);
      }
      b.blob(curls);
      for (const [x, y] of [
        [-0.3, 0.66],
        [-0.05, 0.72],
        [0.16, 0.6],
        [-0.18, 0.5],
        [0.02, 0.55],
      ] as const) {
        b.line([x - 0.07, y, x, y + 0.05, x + 0.07, y], 0.02, shade(b.colour, -0.25), { smooth: true });
      }
      b.blob([0.36, 0.84, 0.5, 0.9, 0.62, 0.82, 0.68, 0.6, 0.56, 0.52, 0.44, 0.62], hex('#4a4244'));
      b.oval(0.36, 0.82, 0.1, 0.045, hex('#4a4244'), 0.5);
      b.dot(0.54, 0.76, 0.035, [255, 255, 255]);
      b.dot(0.55, 0.76, 0.02, black);
    },
  },
  {
    name: 'hen',
    colours: ['white', 'brown', 'orange', 'grey'],
    height: 0.4,
    halfWidth: 0.5,
    draw(b) {
      b.shadow(0.4);
      for (const x of [-0.06, 0.1]) b.line([x, 0.2, x, 0.02, x + 0.08, 0.01], 0.03, hex('#e0982c'));
      b.blob([-0.5, 0.84, -0.34, 0.4, 0, 0.16, 0.28, 0.3, 0.36, 0.7, 0.3, 0.94, 0.16, 0.9, 0.08, 0.6, -0.2, 0.58]);
      b.blob([-0.22, 0.5, 0, 0.34, 0.14, 0.42, 0.02, 0.56], shade(b.colour, -0.2));
      b.flat(smoothClosed([0.14, 0.92, 0.18, 1.02, 0.24, 0.98, 0.3, 1.02, 0.32, 0.92]), hex('#cc3a34'));
      b.flat([0.35, 0.84, 0.48, 0.79, 0.35, 0.75], hex('#eba83a'));
      b.flat(ellipse(0.34, 0.69, 0.035, 0.06), hex('#cc3a34'));
      eye(b, 0.27, 0.83, 0.03);
    },
  },
  {
    name: 'duck',
    colours: ['yellow', 'white', 'brown', 'grey'],
    height: 0.36,
    halfWidth: 0.62,
    draw(b) {
      b.flat(ellipse(0, 0.06, 0.62, 0.08), [24, 50, 70], 0.3);
      b.blob([-0.6, 0.62, -0.5, 0.16, 0, 0.06, 0.4, 0.14, 0.5, 0.4, 0.3, 0.56, -0.2, 0.5]);
      b.oval(0.36, 0.74, 0.2, 0.22);
      b.blob([-0.34, 0.42, -0.1, 0.22, 0.2, 0.3, 0.08, 0.46], shade(b.colour, -0.2));
      b.form(smoothClosed([0.52, 0.76, 0.76, 0.72, 0.74, 0.64, 0.52, 0.66]), hex('#e88a2c'));
      eye(b, 0.42, 0.8, 0.04);
    },
  },
  {
    name: 'bird',
    colours: ['red', 'blue', 'yellow', 'white', 'brown', 'grey'],
    height: 0.3,
    halfWidth: 0.62,
    draw(b) {
      for (const x of [0, 0.1]) b.line([x, 0.2, x + 0.02, 0], 0.025, hex('#5a4636'));
      b.form([-0.7, 0.34, -0.66, 0.22, -0.2, 0.3, -0.2, 0.46], shade(b.colour, -0.3));
      b.blob([-0.4, 0.36, -0.1, 0.16, 0.24, 0.2, 0.44, 0.54, 0.46, 0.86, 0.24, 0.98, 0.08, 0.84, -0.1, 0.6]);
      b.flat(smoothClosed([0.06, 0.22, 0.26, 0.28, 0.38, 0.54, 0.16, 0.5]), [250, 240, 222], 0.75);
      b.blob([-0.44, 0.36, -0.08, 0.3, 0.12, 0.5, -0.06, 0.62], shade(b.colour, -0.2));
      b.flat([0.46, 0.82, 0.66, 0.76, 0.46, 0.72], hex('#e8a03a'));
      eye(b, 0.32, 0.82, 0.045);
    },
  },
  {
    name: 'fish',
    plural: 'fish',
    colours: ['red', 'orange', 'yellow', 'blue', 'purple', 'pink'],
    height: 0.4,
    halfWidth: 0.9,
    draw(b) {
      b.form([-0.5, 0.5, -0.92, 0.86, -0.82, 0.5, -0.92, 0.14], shade(b.colour, -0.15));
      b.blob([-0.62, 0.5, -0.2, 0.88, 0.4, 0.9, 0.86, 0.5, 0.4, 0.12, -0.2, 0.14]);
      b.form(smoothClosed([-0.2, 0.86, 0, 1.06, 0.34, 0.9, 0.1, 0.84]), shade(b.colour, -0.2));
      for (const x of [-0.2, 0, 0.2])
        b.line([x, 0.72, x + 0.08, 0.5, x, 0.28], 0.03, shade(b.colour, 0.5), { smooth: true });
      eye(b, 0.58, 0.6, 0.07);
    },
  },
  {
    name: 'woman',
    plural: 'women',
    colours: ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'white'],
    height: 0.95,
    halfWidth: 0.22,
    draw(b) {
      const skin = b.look.random.pick([hex('#f2cba8'), hex('#c98f66'), hex('#8a5a3e'), hex('#e0ac84')]);
      const hair = b.look.random.pick([hex('#3a2a22'), hex('#7a4a26'), hex('#c89040'), hex('#262026')]);
      b.shadow(0.2);
      for (const x of [-0.06, 0.06]) b.box(x - 0.035, 0, x + 0.035, 0.3, hex('#3c3a4c'));
      b.blob([-0.1, 0.94, -0.13, 0.8, -0.1, 0.72, 0.06, 0.72, 0.1, 0.9], hair);
      b.form(smoothClosed([-0.12, 0.72, -0.2, 0.24, 0, 0.21, 0.2, 0.24, 0.12, 0.72, 0, 0.76]));
      b.line([-0.11, 0.68, -0.2, 0.52, -0.17, 0.4], 0.06, shade(b.colour, -0.18), { smooth: true });
      b.line([0.11, 0.68, 0.2, 0.54, 0.22, 0.42], 0.06, shade(b.colour, 0.12), { smooth: true });
      b.dot(0.22, 0.4, 0.03, skin);
      b.oval(0.01, 0.85, 0.085, 0.1, skin);
      b.form(smoothClosed([-0.1, 0.86, -0.08, 0.98, 0.04, 0.99, 0.1, 0.92, 0.02, 0.92, -0.05, 0.88]), hair);
      b.dot(0.05, 0.85, 0.012, black);
      b.flat([-0.12, 0.7, 0.12, 0.7, 0.1, 0.76, -0.1, 0.76], shade(b.colour, 0.6));
    },
  },
];
