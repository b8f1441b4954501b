import type { Brush } from '../paint/brush.ts';
import { hex, shade } from '../paint/colour.ts';
import { ellipse, smoothClosed } from '../paint/path.ts';
import { bright, type Kind } from './kind.ts';

const rubber = hex('#34313a');
const metal = hex('#b9bec6');
const glass = hex('#bfdbe6');

function wheel(b: Brush, x: number, radius: number): void {
  b.oval(x, radius, radius, radius, rubber);
  b.oval(x, radius, radius * 0.52, radius * 0.52, metal);
  b.dot(x, radius, radius * 0.16, rubber);
}

function pane(b: Brush, path: readonly number[]): void {
  b.flat(path, glass);
  const [x0 = 0, y0 = 0, x1 = 0, , , y2 = 0] = path;
  const w = x1 - x0;
  b.flat([x0 + w * 0.2, y0, x0 + w * 0.45, y0, x0 + w * 0.75, y2, x0 + w * 0.5, y2], [255, 255, 255], 0.35);
}

/** Things that drive, sail and fly. */
export const vehicles: readonly Kind[] = [
  {
    name: 'car',
    colours: bright,
    height: 0.62,
    halfWidth: 1.15,
    draw(b) {
      b.shadow(1.2, 0, 0.04);
      b.form(
        smoothClosed([
          -1.12, 0.2, -1.14, 0.5, -0.78, 0.6, -0.5, 0.96, 0.22, 0.98, 0.58, 0.62, 1.08, 0.5, 1.16, 0.22, 0.5, 0.15,
          -0.6, 0.15,
        ]),
      );
      pane(b, [-0.56, 0.62, -0.12, 0.62, -0.12, 0.88, -0.42, 0.88]);
      pane(b, [-0.04, 0.62, 0.44, 0.62, 0.2, 0.88, -0.04, 0.88]);
      b.line([-0.08, 0.2, -0.08, 0.6], 0.02, shade(b.colour, -0.45));
      b.line([0.08, 0.52, 0.2, 0.52], 0.03, shade(b.colour, -0.5));
      b.flat(ellipse(1.06, 0.42, 0.07, 0.08), hex('#fff3b8'));
      b.flat(ellipse(-1.1, 0.42, 0.05, 0.07), hex('#c8342c'));
      wheel(b, -0.62, 0.22);
      wheel(b, 0.64, 0.22);
    },
  },
  {
    name: 'bus',
    plural: 'buses',
    colours: ['red', 'orange', 'yellow', 'green', 'blue', 'white'],
    height: 1.25,
    halfWidth: 1.05,
    draw(b) {
      b.shadow(1.1, 0, 0.02);
      b.box(-1, 0.12, 1, 1, b.colour, 0.1);
      b.flat([-0.98, 0.36, 0.99, 0.36, 0.99, 0.43, -0.98, 0.43], shade(b.colour, 0.55));
      for (let i = 0; i < 5; i++)
        pane(b, [-0.92 + i * 0.33, 0.54, -0.65 + i * 0.33, 0.54, -0.65 + i * 0.33, 0.86, -0.92 + i * 0.33, 0.86]);
      pane(b, [0.74, 0.2, 0.94, 0.2, 0.94, 0.88, 0.74, 0.88]);
      b.flat(ellipse(0.97, 0.24, 0.04, 0.05), hex('#fff3b8'));
      wheel(b, -0.58, 0.15);
      wheel(b, 0.5, 0.15);
    },
  },
  {
    name: 'truck',
    colours: ['red', 'yellow', 'green', 'blue', 'white', 'orange'],
    height: 1.05,
    halfWidth: 1.15,
    draw(b) {
      b.shadow(1.2, 0, 0.02);
      b.box(-1.15, 0.2, 0.42, 1, hex('#d9d3c4'));
      for (const x of [-0.9, -0.6, -0.3, 0, 0.25]) b.line([x, 0.22, x, 0.97], 0.015, hex('#a39c8c'));
      b.form(smoothClosed([0.46, 0.16, 0.46, 0.82, 0.86, 0.8, 1.02, 0.52, 1.14, 0.44, 1.14, 0.18]));
      pane(b, [0.58, 0.5, 0.96, 0.5, 0.82, 0.73, 0.58, 0.73]);
      b.flat([-1.15, 0.14, 1.1, 0.14, 1.1, 0.21, -1.15, 0.21], rubber);
      for (const x of [-0.85, -0.5, 0.8]) wheel(b, x, 0.17);
    },
  },
  {
    name: 'bicycle',
    colours: bright,
    height: 0.62,
    halfWidth: 0.9,
    draw(b) {
      b.shadow(0.85, 0, 0, 0.12);
      for (const x of [-0.52, 0.52]) {
        b.line([...ellipse(x, 0.36, 0.34, 0.34), x + 0.34, 0.36], 0.05, rubber);
        for (let spoke = 0; spoke < 4; spoke++) {
          const [u, v] = [Math.cos(spoke * 0.79) * 0.33, Math.sin(spoke * 0.79) * 0.33];
          b.line([x - u, 0.36 - v, x + u, 0.36 + v], 0.012, metal);
        }
      }
      b.line([-0.52, 0.36, -0.04, 0.34, 0.36, 0.78, -0.22, 0.78, -0.52, 0.36], 0.06, b.colour);
      b.line([-0.04, 0.34, -0.26, 0.9], 0.06, b.colour);
      b.line([0.52, 0.36, 0.34, 0.96, 0.5, 1], 0.055, b.colour);
      b.line([-0.38, 0.92, -0.14, 0.92], 0.08, rubber);
      b.dot(-0.04, 0.34, 0.09, metal);
    },
  },
  {
    name: 'tractor',
    colours: ['red', 'green', 'blue', 'orange', 'yellow'],
    height: 0.95,
    halfWidth: 0.85,
    draw(b) {
      b.shadow(0.9, 0, 0.02);
      b.line([0.42, 0.6, 0.42, 0.92], 0.05, rubber);
      b.box(-0.1, 0.3, 0.82, 0.62, b.colour, 0.06);
      b.form([-0.62, 0.4, 0.02, 0.4, -0.04, 0.96, -0.56, 0.96], b.colour);
      pane(b, [-0.5, 0.58, -0.06, 0.58, -0.12, 0.88, -0.48, 0.88]);
      b.box(-0.68, 0.93, 0.06, 1, shade(b.colour, -0.2), 0.03);
      for (let i = 0; i < 3; i++) b.line([0.6, 0.38 + i * 0.08, 0.78, 0.38 + i * 0.08], 0.02, rubber);
      wheel(b, -0.36, 0.34);
      wheel(b, 0.6, 0.2);
    },
  },
  {
    name: 'sailboat',
    colours: bright,
    height: 1.25,
    halfWidth: 0.5,
    draw(b) {
      b.flat(ellipse(0, -0.02, 0.56, 0.05), [30, 50, 80], 0.35);
      b.form([-0.02, 0.24, -0.02, 0.98, -0.42, 0.26], hex('#f6efe0'));
      b.form(smoothClosed([0.02, 0.22, 0.02, 1, 0.2, 0.7, 0.42, 0.24]), b.colour);
      b.line([0, 0.14, 0, 1], 0.02, hex('#6a4a34'));
      b.form([-0.5, 0.16, 0.54, 0.17, 0.4, -0.01, -0.36, -0.01], hex('#8a5a3c'));
      b.flat([-0.5, 0.13, 0.54, 0.14, 0.53, 0.17, -0.5, 0.16], hex('#f6efe0'));
    },
  },
  {
    name: 'ship',
    colours: ['red', 'blue', 'green', 'white', 'orange'],
    height: 0.85,
    halfWidth: 1.2,
    draw(b) {
      b.flat(ellipse(0, -0.02, 1.2, 0.06), [30, 50, 80], 0.35);
      b.box(-0.7, 0.3, 0.4, 0.52, hex('#f2ece0'));
      b.box(-0.55, 0.52, 0.15, 0.68, hex('#f2ece0'));
      for (const x of [-0.4, -0.05]) b.form([x, 0.66, x + 0.18, 0.66, x + 0.18, 0.98, x, 0.98], shade(b.colour, -0.1));
      for (const x of [-0.4, -0.05]) b.flat([x, 0.9, x + 0.18, 0.9, x + 0.18, 0.98, x, 0.98], rubber);
      for (let i = 0; i < 6; i++) b.dot(-0.6 + i * 0.18, 0.42, 0.035, hex('#6a8aa0'));
      b.form([-1.1, 0.34, 1.2, 0.4, 0.9, -0.01, -0.92, -0.01], b.colour);
      b.flat([-1.04, 0.08, 0.98, 0.1, 0.9, -0.01, -0.92, -0.01], shade(b.colour, -0.45));
    },
  },
  {
    name: 'hot-air balloon',
    colours: bright,
    height: 1,
    halfWidth: 0.36,
    draw(b) {
      const top = smoothClosed([
        0, 0.26, -0.12, 0.32, -0.34, 0.6, -0.24, 0.92, 0, 1, 0.24, 0.92, 0.34, 0.6, 0.12, 0.32,
      ]);
      b.form(top);
      b.form(
        smoothClosed([-0.03, 0.27, -0.16, 0.6, -0.1, 0.94, 0, 0.99, 0.1, 0.94, 0.16, 0.6, 0.03, 0.27]),
        shade(b.colour, 0.6),
      );
      for (const x of [-1, 1]) b.line([x * 0.1, 0.3, x * 0.06, 0.14], 0.012, hex('#5a4636'));
      b.box(-0.08, 0.02, 0.08, 0.14, hex('#9a6a40'), 0.02);
    },
  },
  {
    name: 'rocket',
    colours: ['red', 'orange', 'yellow', 'blue', 'white', 'purple'],
    height: 1.1,
    halfWidth: 0.26,
    draw(b) {
      b.glow(0, -0.02, 0.3, hex('#ffb84a'), 0.7);
      b.shine(smoothClosed([-0.09, 0.16, -0.06, 0, 0, -0.16, 0.06, 0, 0.09, 0.16]), hex('#ffd36a'));
      for (const s of [-1, 1]) b.form([s * 0.12, 0.14, s * 0.28, 0.04, s * 0.14, 0.42], shade(b.colour, -0.15));
      b.form(smoothClosed([-0.12, 0.14, -0.18, 0.5, 0, 1, 0.18, 0.5, 0.12, 0.14]), hex('#efeade'));
      b.form(smoothClosed([-0.13, 0.76, -0.06, 0.92, 0, 1, 0.06, 0.92, 0.13, 0.76]), b.colour);
      b.oval(0, 0.56, 0.085, 0.085, b.colour);
      b.shine(ellipse(0, 0.56, 0.055, 0.055), hex('#cfeef6'));
    },
  },
];
