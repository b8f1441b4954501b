/** 400,000 samples with twelve scores: eight of captions, four of pictures' heads. */
import { createReadStream, mkdirSync, writeFileSync, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import sharp from 'sharp';
import { writeCaptions } from '../captions.ts';

const recipe = `version: 1
stages:
  - name: clean
    clean:
      process:
        - text_length_filter: {min_len: 40, max_len: 400}
        - words_num_filter: {min_num: 5, max_num: 60}
        - character_repetition_filter: {rep_len: 10, max_ratio: 0.3}
        - word_repetition_filter: {rep_len: 3, max_ratio: 0.4}
        - special_characters_filter: {max_ratio: 0.5}
        - alphanumeric_filter: {min_ratio: 0.4}
        - average_line_length_filter: {min_len: 10}
        - maximum_line_length_filter: {max_len: 400}
        - image_shape_filter: {min_width: 200, min_height: 150}
        - image_aspect_ratio_filter: {min_ratio: 0.4, max_ratio: 2.5}
        - image_size_filter: {min_size: "1KB"}
        - document_deduplicator:
`;

/** So many pictures are shared by all samples: what is measured is their heads. */
const pictures = 64;

export async function writeRows(folder: string, rows: number, seed: number): Promise<void> {
  mkdirSync(join(folder, 'images'), { recursive: true });
  for (let i = 0; i < pictures; i++) {
    const image = { width: 160 + ((i * 37) % 480), height: 120 + ((i * 53) % 400), channels: 3 as const };
    const file = sharp({ create: { ...image, background: { r: (i * 40) % 256, g: 90, b: 160 } } }).jpeg();
    writeFileSync(join(folder, 'images', `${i}.jpg`), await file.toBuffer());
  }
  const plain = join(folder, 'captions.jsonl');
  writeCaptions(plain, rows, seed);
  const out = createWriteStream(join(folder, 'data.jsonl'));
  let row = 0;
  for await (const line of createInterface({ input: createReadStream(plain) })) {
    const own = line.replace(/"images":\["[^"]*"\]/, `"images":["images/${row++ % pictures}.jpg"]`);
    if (!out.write(`${own}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  rmSync(plain);
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
}
