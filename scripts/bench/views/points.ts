/** A million samples, clustered by their words, with a map that is drawn by chance: UMAP's own time is not what is measured. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../../src/base/random.ts';
import { machines } from '../../../src/core/pipeline/machines.ts';
import { keyOfMap, storeMap } from '../../../src/core/pipeline/map/make-map.ts';
import { spacesOf } from '../../../src/core/pipeline/map/spaces.ts';
import { runRecipe } from '../../../src/core/pipeline/run.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { createViews } from '../../../src/core/pipeline/views.ts';
import { writeCaptions } from '../captions.ts';

const recipe = `version: 1
seed: 1
stages:
  - name: topics
    cluster: {of: text, model: tf-idf, k: 12}
`;

/** So many heaps of points, of different sizes. */
const heaps = 40;

/** Writes the dataset, runs its recipe and stores its map. */
export async function writePoints(folder: string, points: number, seed: number): Promise<void> {
  writeCaptions(join(folder, 'data.jsonl'), points, seed);
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
  await withSession(folder, undefined, async (session) => {
    const running = runRecipe(session, {}, machines(), new AbortController().signal);
    while ((await running.next()).done !== true);
    const { flow } = await createViews(session);
    const [space] = spacesOf(session, flow);
    const rows = Int32Array.from({ length: points }, (_, row) => row);
    const key = keyOfMap(space!, 'umap');
    const places = heapsOf(points, new Random(seed));
    await storeMap(session.layout.cache, { key, rows, places, laidOut: null, lost: 0 });
  });
}

/** x and y in turns: sums of three numbers by chance lie around the middle of their heap. */
function heapsOf(points: number, random: Random): Float32Array {
  const middles = Array.from({ length: heaps }, () => [random.real() * 20, random.real() * 14, 0.2 + random.real()]);
  const around = (): number => random.real() + random.real() + random.real() - 1.5;
  const places = new Float32Array(points * 2);
  for (let point = 0; point < points; point++) {
    const [x, y, width] = middles[random.below(heaps)]!;
    places.set([x! + around() * width!, y! + around() * width!], point * 2);
  }
  return places;
}
