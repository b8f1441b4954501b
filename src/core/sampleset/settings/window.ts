import type { Brush } from '../paint/brush.ts';
import { hex } from '../paint/colour.ts';
import { smoothClosed } from '../paint/path.ts';
import type { Random } from '../random.ts';

/** A window with curtains and hills behind it, above the table or the skirting at `edge`. */
export function windowOn(b: Brush, random: Random, edge: number): void {
  const x = random.between(0.08, 0.5);
  const [right, bottom] = [x + random.between(0.3, 0.42), edge - 0.1];
  b.form(
    [x - 0.02, 0.04, right + 0.02, 0.04, right + 0.02, bottom + 0.03, x - 0.02, bottom + 0.03],
    hex('#f2eadb'),
    0.4,
  );
  b.wash(
    [x, 0.06, right, 0.06, right, bottom, x, bottom],
    [hex('#9cc8e0'), hex('#dcecec'), hex('#f4ecd0')],
    [0, 0.06],
    [0, bottom],
    ['cloud', 8, 0.8],
  );
  b.blend(
    smoothClosed([
      x + 0.01,
      bottom - 0.005,
      x + 0.08,
      bottom - 0.09,
      x + 0.18,
      bottom - 0.05,
      right - 0.06,
      bottom - 0.1,
      right - 0.01,
      bottom - 0.005,
    ]),
    [hex('#9cba7c'), hex('#7ea268')],
    [0, bottom - 0.1],
    [0, bottom],
  );
  b.line([(x + right) / 2, 0.06, (x + right) / 2, bottom], 0.012, hex('#f2eadb'));
  b.line([x, bottom * 0.5, right, bottom * 0.5], 0.012, hex('#f2eadb'));
  const curtain = random.pick(['#d8897c', '#e8d4a4', '#9cb0c4', '#c8a4b8'].map(hex));
  for (const [at, lean] of [
    [x - 0.04, 0.1],
    [right + 0.04, -0.1],
  ] as const)
    b.form(
      smoothClosed([
        at,
        0,
        at + lean,
        0.02,
        at + lean * 0.75,
        bottom * 0.5,
        at + lean * 0.2,
        bottom + 0.02,
        at - lean * 0.25,
        bottom,
        at - lean * 0.3,
        0.02,
      ]),
      curtain,
      0.8,
    );
}
