import { stageFor } from './compose.ts';
import { kindOf } from './kinds/index.ts';
import { Brush, type Look } from './paint/brush.ts';
import { Canvas } from './paint/canvas.ts';
import { alpha, colours, type Rgb } from './paint/colour.ts';
import { lightMoods } from './paint/light.ts';
import { textures, tileSide } from './paint/noise.ts';
import { rectangle } from './paint/path.ts';
import { seedOf, seededRandom } from './random.ts';
import type { Scene } from './scene.ts';
import type { Drawing } from '../../base/encoder.ts';

/** Draws a scene: 8-bit red, green, blue at the scene's size. The same scene gives the same pixels. */
export function renderScene(scene: Scene): Drawing {
  const random = seededRandom(seedOf(scene.seed, 'paint'));
  const canvas = new Canvas(scene.width, scene.height);
  const look: Look = { light: random.pick(lightMoods[scene.light]), ink: scene.ink, random };
  const stage = stageFor(scene.seed, scene.setting, scene.plain);
  const mirrored = random.chance(0.5);
  const backdrop = {
    x: mirrored ? scene.width : 0,
    y: 0,
    unitX: mirrored ? -scene.width : scene.width,
    unitY: -scene.height,
    distance: 0,
  };
  stage.paint(new Brush(canvas, { ...look, ink: false }, backdrop, colours.grey));
  for (const object of scene.objects) {
    const zone = stage.zones.find(
      ({ kinds, top, bottom }) => kinds.includes(object.kind) && object.y >= top - 1e-9 && object.y <= bottom + 1e-9,
    );
    const depth = zone === undefined ? 1 : (object.y - zone.top) / (zone.bottom - zone.top || 1);
    const [far, near] = zone?.distance ?? [0, 0];
    const unit = object.scale * scene.height;
    const frame = {
      x: object.x * scene.width,
      y: object.y * scene.height,
      unitX: object.flip ? -unit : unit,
      unitY: unit,
      distance: far + (near - far) * depth,
    };
    kindOf(object.kind).draw(new Brush(canvas, look, frame, colours[object.colour]));
  }
  if (scene.light === 'fog') veil(canvas, look.light.haze);
  return finish(canvas, scene.light === 'night' ? [10, 12, 34] : [60, 40, 50], scene.plain ? 0.4 : 1);
}

/** Fog over the whole picture, thicker in the distance. */
function veil(canvas: Canvas, haze: Rgb): void {
  const { width, height } = canvas;
  const stops = [0.86, 0.8, 0.62, 0.5].map((opacity) => alpha(haze, opacity));
  canvas.fill(rectangle(0, 0, width, height), {
    stops,
    line: [0, 0, 0, height],
    texture: { name: 'cloud', strength: 8, scale: 0.6 },
  });
}

/** The last touch: darker corners and the grain of paper; then to 8 bits. */
function finish({ width, height, rgb }: Canvas, corner: Rgb, strength: number): Drawing {
  const data = new Uint8Array(rgb.length);
  for (let y = 0, at = 0; y < height; y++) {
    const v = ((y / height - 0.5) * 2) ** 2;
    for (let x = 0; x < width; x++) {
      const u = ((x / width - 0.5) * 2) ** 2;
      const dark = Math.max(0, u + v - 0.9) * 0.16 * strength;
      const grain = (textures.grain[(y & (tileSide - 1)) * tileSide + (x & (tileSide - 1))] ?? 0) * 2.5 * strength;
      for (let c = 0; c < 3; c++, at++) {
        const level = (rgb[at] ?? 0) * (1 - dark) + (corner[c] ?? 0) * dark + grain + 0.5;
        data[at] = level < 0 ? 0 : level > 255 ? 255 : level;
      }
    }
  }
  return { width, height, channels: 3, data };
}
