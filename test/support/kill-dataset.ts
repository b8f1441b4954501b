/** A dataset for the kill test: some hundred small pictures and captions, with enough to measure, drop and group. */
import { hash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { Random } from '../../src/base/random.ts';
import { filesBelow, framed, jsonl, temporaryFolder } from './dataset.ts';

/** The stages of the recipe, in order; the first two are clean stages. */
export const stages = ['words', 'pictures', 'cluster', 'select', 'export'] as const;

/** What the recipe's export stage writes. */
export const output = 'out.jsonl';

const recipe = `version: 1
seed: 7
error_budget: 0.1
stages:
  - name: words
    clean:
      process:
        - whitespace_normalization_mapper:
        - clean_links_mapper:
        - words_num_filter: {min_num: 6}
        - character_repetition_filter: {rep_len: 10, max_ratio: 0.5}
        - document_deduplicator:
  - name: pictures
    clean:
      process:
        - image_shape_filter: {min_width: 200}
        - image_blur_filter: {min_score: {percentile: 5}}
        - image_dark_filter: {min_score: 0.32}
        - image_light_filter: {min_score: 0.05}
        - image_low_information_filter: {min_score: 0.2}
        - image_deduplicator: {method: phash}
        - image_near_deduplicator: {radius: 4}
  - name: cluster
    cluster: {of: text, model: tf-idf, k: 6}
  - name: select
    select: {strategy: dynamic-increase, budget: 60, fill: repeat}
  - name: export
    export: {format: data-juicer, output: ${output}}
`;

const subjects = [
  'a red boat',
  'two dogs',
  'an old house',
  'a tall tree',
  'a small child',
  'the white horse',
  'a train',
];
const verbs = ['stands', 'waits', 'moves', 'rests', 'shines', 'turns'];
const places = [
  'by the sea',
  'in a narrow street',
  'under a grey sky',
  'near the station',
  'on the green hill',
  'at night',
];
const ends = [
  'while people look on',
  'far from the town',
  'in the morning light',
  'behind a wooden fence',
  'all alone',
];

/** What another process does to a dataset: its arguments after `better-synth`, with the folder left out. */
export type Write =
  | { readonly command: 'edit'; readonly id: string; readonly caption: string }
  | { readonly command: 'tag'; readonly id: string; readonly op: '--add' | '--remove'; readonly tag: string };

/** What people do during the test, in this order; some of it is done again, or undone. */
export const writes: readonly Write[] = [
  { command: 'edit', id: 'c12', caption: 'a blue boat waits by the sea while people look on' },
  { command: 'tag', id: 'c20', op: '--add', tag: 'drop' },
  { command: 'edit', id: 'c33', caption: 'a first draft that will be written again soon' },
  { command: 'tag', id: 'c3', op: '--add', tag: 'keep' },
  { command: 'edit', id: 'c33', caption: 'three dogs rest on the green hill all alone' },
  { command: 'tag', id: 'c41', op: '--add', tag: 'look again' },
  { command: 'tag', id: 'c20', op: '--remove', tag: 'drop' },
  { command: 'edit', id: 'c57', caption: 'too short' },
];

/** The command line of a write. */
export function argumentsOf(write: Write, folder: string): string[] {
  return write.command === 'edit'
    ? ['edit', folder, write.id, '--text', write.caption]
    : ['tag', folder, write.id, write.op, write.tag];
}

/** Draws the dataset into a new folder, the same for the same seed. */
export async function drawDataset(samples: number, seed = 1): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'images'));
  const random = new Random(seed);
  const lines: object[] = [];
  for (let i = 0; i < samples; i++) {
    const path = `images/${i}.jpg`;
    // Some stand twice, some cannot be read.
    const bytes =
      i % 60 === 59
        ? Buffer.from('no picture')
        : i % 15 === 14
          ? readFileSync(join(folder, `images/${i - 5}.jpg`))
          : await picture(random, i % 20 === 7 ? 12 : 110);
    writeFileSync(join(folder, path), bytes);
    lines.push({ id: `c${i}`, images: [path], text: framed(caption(random, i)) });
  }
  writeFileSync(join(folder, 'data.jsonl'), jsonl(lines));
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
  return folder;
}

/** Another folder with the same files. */
export function copyDataset(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** The hashes of the user's files by their path in the folder. */
export function filesOfUser(folder: string): Map<string, string> {
  const paths = filesBelow(folder).map((path) => path.slice(folder.length + 1));
  const own = paths.filter((path) => !path.startsWith('.better-synth') && path !== output);
  return new Map(own.map((path) => [path, hash('sha256', readFileSync(join(folder, path)))]));
}

function caption(random: Random, i: number): string {
  const of = (list: readonly string[]): string => list[random.below(list.length)]!;
  if (i % 25 === 24) return of(subjects);
  const sentence = `${of(subjects)} ${of(verbs)} ${of(places)} ${of(ends)}`;
  if (i % 9 === 8) return `${sentence}   see https://example.org/${i}`;
  return i % 3 === 0 ? sentence : `${sentence}, number ${i}`;
}

/** Soft shapes, large enough that to measure them takes a while. */
async function picture(random: Random, level: number): Promise<Buffer> {
  const [width, height] = [16 + random.below(8), 12 + random.below(6)];
  const noise = Uint8Array.from({ length: width * height * 3 }, () => random.below(2 * level));
  const large = sharp(noise, { raw: { width, height, channels: 3 } }).resize(640, 480, {
    kernel: 'cubic',
    fit: 'fill',
  });
  return large.jpeg({ quality: 85 }).toBuffer();
}
