/** Datasets whose embeddings can be mapped. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { machines } from '../../src/core/pipeline/machines.ts';
import { runRecipe } from '../../src/core/pipeline/run.ts';
import { withSession } from '../../src/core/pipeline/session.ts';
import { copyDemo } from './demo.ts';

/** Three kinds of things, each with its own words. */
const kinds = [
  ['teapot', 'kitchen', 'table', 'steam'],
  ['fox', 'wood', 'snow', 'night'],
  ['harbour', 'ship', 'rope', 'wave'],
] as const;

/** A caption of one of three kinds, no two alike. */
export function captionOfKind(row: number): string {
  const words = kinds[row % kinds.length]!;
  return `a ${words[row % 4]} and a ${words[(row >> 2) % 4]} with a ${words[(row >> 1) % 4]} number ${row}`;
}

/** Captions are measured, clustered by their words, and some of each cluster chosen. */
export const mappedRecipe = `version: 1
seed: 11
stages:
  - name: words
    measure: {process: [words_num_filter: {}, text_length_filter: {}]}
  - name: topics
    cluster: {of: text, model: tf-idf, k: 3}
  - name: choose
    select: {strategy: dynamic-increase}
`;

/** A folder with samples, run through a recipe; removed after the tests of a file. */
export async function mappedDataset(
  captions: readonly string[],
  recipe: string | null = mappedRecipe,
): Promise<string> {
  const folder = newFolder();
  const lines = captions.map((text, row) => JSON.stringify({ id: `s${row}`, images: [], text }));
  writeFileSync(join(folder, 'data.jsonl'), `${lines.join('\n')}\n`);
  if (recipe === null) return folder;
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
  await run(folder);
  return folder;
}

/** A part of the demo, with clusters of its pictures and of its captions. */
export async function mappedDemo(): Promise<string> {
  const folder = newFolder();
  copyDemo(folder, (kind, line) => line < 160 && !['unreadable', 'missing-image', 'broken-image'].includes(kind));
  const recipe = `version: 1
seed: 42
error_budget: 1
stages:
  - name: measure
    measure: {process: [words_num_filter: {}]}
  - name: pictures
    cluster: {of: image, model: demo/clip, k: 6}
  - name: captions
    cluster: {of: text, model: demo/text-embedding, k: 7}
  - name: choose
    select: {strategy: dynamic-increase}
`;
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
  await run(folder);
  return folder;
}

/** Runs a folder's recipe. */
export async function run(folder: string): Promise<void> {
  await withSession(folder, undefined, async (session) => {
    const running = runRecipe(session, {}, machines(), new AbortController().signal);
    while ((await running.next()).done !== true);
  });
}

function newFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'better-synth-map-'));
  mkdirSync(folder, { recursive: true });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
