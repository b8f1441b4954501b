import type { Drawing, Encode, EncodeOptions } from '../../base/encoder.ts';
import {
  blank,
  blurred,
  cropped,
  darkened,
  orientations,
  roundedOff,
  shrunk,
  storedAs,
  strip,
  washedOut,
} from './degrade.ts';
import { seedOf, seededRandom, type Random } from './random.ts';
import { renderScene } from './render.ts';
import type { Scene } from './scene.ts';
import type { Defect } from './truth.ts';

/** A picture file to be made. */
export interface PicturePlan {
  /** Relative to the dataset's folder, with slashes. */
  readonly path: string;
  readonly scene: Scene;
  readonly format: EncodeOptions['format'];
  readonly quality: number;
  readonly exifOrientation?: (typeof orientations)[number];
  /** The defect of its sample, which may be one of pixels or of the file. */
  readonly defect: Defect | null;
}

/** Plans a scene's picture: mostly JPEG, some of them turned by EXIF, some WebP, some PNG with alpha. */
export function planPicture(name: string, scene: Scene, defect: Defect | null): PicturePlan {
  const random = seededRandom(seedOf(scene.seed, 'format'));
  const quality = 68 + random.below(15);
  const roll = defect === null ? random.next() : 1;
  if (roll < 0.03) return { path: `images/${name}.png`, scene, format: 'png', quality, defect };
  if (roll < 0.09) return { path: `images/${name}.webp`, scene, format: 'webp', quality, defect };
  const path = `images/${name}.jpg`;
  if (roll < 0.13) return { path, scene, format: 'jpeg', quality, defect, exifOrientation: random.pick(orientations) };
  return { path, scene, format: 'jpeg', quality, defect };
}

/** The same picture as another site would keep it: compressed anew, smaller, or with its rim cut off. */
export function planNearDuplicate(name: string, original: PicturePlan, random: Random): PicturePlan {
  const format = random.pick(['jpeg', 'jpeg', 'webp'] as const);
  return {
    path: `images/${name}.${format === 'jpeg' ? 'jpg' : 'webp'}`,
    scene: original.scene,
    format,
    quality: 45 + random.below(20),
    defect: 'near-duplicate',
  };
}

/** The file's bytes; null where the file is to be missing. */
export async function pictureBytes(plan: PicturePlan, encode: Encode): Promise<Uint8Array | null> {
  const random = seededRandom(seedOf(plan.scene.seed, 'spoil', plan.defect ?? ''));
  if (plan.defect === 'missing-file') return null;
  if (plan.defect === 'not-an-image')
    return new TextEncoder().encode(
      `<!doctype html>\n<title>404</title>\n<p>No picture ${random.below(10000)} here.</p>\n`,
    );
  const { format, quality, exifOrientation } = plan;
  const drawing = spoiled(plan.defect === 'blank' ? blank(random) : renderScene(plan.scene), plan.defect, random);
  if (exifOrientation !== undefined)
    return encode(storedAs(drawing, exifOrientation), { format, quality, exifOrientation });
  const bytes = await encode(format === 'png' ? roundedOff(drawing) : drawing, { format, quality });
  return plan.defect === 'truncated' ? bytes.subarray(0, Math.floor(bytes.length * random.between(0.45, 0.8))) : bytes;
}

function spoiled(drawing: Drawing, defect: Defect | null, random: Random): Drawing {
  switch (defect) {
    case 'blur':
      return blurred(drawing, 3 + random.below(6));
    case 'too-dark':
      return darkened(drawing, random.between(0.04, 0.14));
    case 'washed-out':
      return washedOut(drawing, random.between(0.04, 0.16));
    case 'tiny': {
      const side = 14 + random.below(34);
      return shrunk(drawing, side, Math.max(10, Math.round((side * drawing.height) / drawing.width)));
    }
    case 'odd-aspect':
      return strip(drawing, random);
    case 'near-duplicate':
      return nearly(drawing, random);
    default:
      return drawing;
  }
}

function nearly(drawing: Drawing, random: Random): Drawing {
  const { width, height } = drawing;
  const kind = random.below(3);
  if (kind === 0) return drawing;
  if (kind === 1) return shrunk(drawing, Math.round(width * 0.8), Math.round(height * 0.8));
  const rim = 1 + random.below(3);
  return cropped(drawing, rim, rim, width - 2 * rim, height - 2 * rim);
}
