import { seededRandom } from '../random.ts';

/** Side of the noise tiles in pixels, a power of two. */
export const tileSide = 256;

/** Wraps a whole number into a noise tile. */
const wrap = tileSide - 1;

/**
 * Value noise on a tile that repeats without a seam, from −1 to 1: `octaves` layers, the first with `cells` cells
 * a side, each next one twice as fine and `gain` times as strong (K. Perlin's turbulence sum).
 */
export function noiseTile(seed: number, cells: number, octaves: number, gain = 0.5): Float32Array {
  const tile = new Float32Array(tileSide * tileSide);
  let strength = 1;
  let total = 0;
  for (let octave = 0; octave < octaves; octave++) {
    addOctave(tile, seededRandom(seed + octave), cells << octave, strength);
    total += strength;
    strength *= gain;
  }
  return tile.map((value) => value / total);
}

function addOctave(tile: Float32Array, random: { next(): number }, cells: number, strength: number): void {
  const knots = Float32Array.from({ length: cells * cells }, () => random.next() * 2 - 1);
  const at = (x: number, y: number): number => knots[(y % cells) * cells + (x % cells)] ?? 0;
  const step = cells / tileSide;
  for (let y = 0; y < tileSide; y++) {
    const row = Math.floor(y * step);
    const v = smooth(y * step - row);
    for (let x = 0; x < tileSide; x++) {
      const column = Math.floor(x * step);
      const u = smooth(x * step - column);
      const upper = at(column, row) * (1 - u) + at(column + 1, row) * u;
      const lower = at(column, row + 1) * (1 - u) + at(column + 1, row + 1) * u;
      tile[y * tileSide + x] = (tile[y * tileSide + x] ?? 0) + strength * (upper * (1 - v) + lower * v);
    }
  }
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** The tiles that paints use: `grain` like paper, `cloud` soft and wide, `brush` streaks along x. */
export const textures = {
  grain: noiseTile(11, 128, 1),
  cloud: noiseTile(23, 4, 5, 0.55),
  brush: streaks(noiseTile(37, 64, 2, 0.7)),
} as const;

/** The name of a texture. */
export type Texture = keyof typeof textures;

/** The same tile drawn out along x, so that a ground reads as strokes. */
function streaks(tile: Float32Array): Float32Array {
  const drawn = new Float32Array(tile.length);
  for (let y = 0; y < tileSide; y++) {
    for (let x = 0; x < tileSide; x++) {
      let sum = 0;
      for (let dx = 0; dx < 9; dx++) sum += tile[y * tileSide + ((x + dx) & wrap)] ?? 0;
      drawn[y * tileSide + x] = sum / 4;
    }
  }
  return drawn;
}

/** The noise at a place, bilinear, for places between pixels. */
export function noiseAt(tile: Float32Array, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = x - column;
  const v = y - row;
  const at = (dx: number, dy: number): number => tile[((row + dy) & wrap) * tileSide + ((column + dx) & wrap)] ?? 0;
  return (at(0, 0) * (1 - u) + at(1, 0) * u) * (1 - v) + (at(0, 1) * (1 - u) + at(1, 1) * u) * v;
}
