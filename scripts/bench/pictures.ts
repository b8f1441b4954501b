/** Generated folders of JPEGs, for figures about picture operators. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { Random } from '../../src/base/random.ts';

const width = 640;
const height = 480;
/** So many pictures are drawn; the others are the same under another comment, which makes them files of their own. */
const drawn = 50;

/**
 * Writes `count` JPEGs of about 90 kB into `images/`, and the `data.jsonl` that lists them.
 * @returns the pictures' size in bytes
 */
export async function writePictures(folder: string, count: number, seed: number): Promise<number> {
  const random = new Random(seed);
  const originals: Buffer[] = [];
  for (let i = 0; i < Math.min(drawn, count); i++) originals.push(await draw(random));
  mkdirSync(join(folder, 'images'), { recursive: true });
  const lines: string[] = [];
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    const name = `images/${String(i).padStart(5, '0')}.jpg`;
    const file = commented(originals[i % originals.length]!, `picture ${i}`);
    writeFileSync(join(folder, name), file);
    bytes += file.length;
    lines.push(JSON.stringify({ id: String(i), images: [name], text: `<__dj__image>\nPicture ${i}. <|__dj__eoc|>` }));
  }
  writeFileSync(join(folder, 'data.jsonl'), `${lines.join('\n')}\n`);
  return bytes;
}

/** Shapes of one colour over a gradient, under noise: about as hard to compress as a photograph. */
function draw(random: Random): Promise<Buffer> {
  const shapes = Array.from({ length: 12 }, () => ({
    x: random.below(width),
    y: random.below(height),
    radius: 20 + random.below(120),
    colour: [random.below(256), random.below(256), random.below(256)],
  }));
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shape = shapes.find((one) => (x - one.x) ** 2 + (y - one.y) ** 2 < one.radius ** 2);
      for (let channel = 0; channel < 3; channel++, at++) {
        const plain = shape?.colour[channel] ?? (x * 180) / width + (y * 60) / height;
        data[at] = Math.max(0, Math.min(255, plain + random.below(49) - 24));
      }
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** A JPEG with a comment segment behind its first marker. */
function commented(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment);
  const length = text.length + 2;
  return Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xfe, length >> 8, length & 0xff]),
    text,
    jpeg.subarray(2),
  ]);
}
