/**
 * The only door to embedding-atlas. Its algorithms stand in a file that the package does not export: the one that it does
 * export draws with a graphics card, and does not load outside of a browser.
 */
import { createNNDescent, createUMAP } from '../../../node_modules/embedding-atlas/dist/umap.js';
import type { Matrix } from '../../base/matrix.ts';

/** Neighbours of a point that are to stay near. */
const neighbours = 15;

/**
 * Passes over a layout, and how near points may come to one another. Few points have the time for more passes, as in
 * umap-learn, and the room to be seen one by one: close together they would be blots.
 */
function settingsFor(rows: number): { readonly nEpochs: number; readonly minDist: number } {
  if (rows <= 2000) return { nEpochs: 500, minDist: 0.8 };
  if (rows <= 10_000) return { nEpochs: 500, minDist: 0.5 };
  return { nEpochs: 200, minDist: 0.1 };
}

/** What an algorithm does at the moment, and how much of that is done: 0 to 1. */
export type Tell = (what: 'neighbours' | 'layout', share: number) => void;

/** Two coordinates per row, the same for the same seed. There must be more rows than {@link neighbours}. */
export async function umap({ rows, columns, data }: Matrix, seed: number, tell: Tell): Promise<Float32Array> {
  const progress = (share: number, stage: string): void =>
    tell(stage.startsWith('Optimizing') ? 'layout' : 'neighbours', share);
  const options = { ...settingsFor(rows), seed, nNeighbors: neighbours, progress };
  const made = await createUMAP(rows, columns, 2, data, options);
  try {
    await made.run();
    return made.embedding.slice();
  } finally {
    made.destroy();
  }
}

/** Finds the nearest of some rows. */
export interface NearestRows {
  /** The `count` nearest of a vector, nearest first. */
  of(vector: Float32Array, count: number): { readonly rows: Int32Array; readonly distances: Float32Array };
  /** Of a row itself, which is among them; `count` is at most that of the index. */
  ofRow(row: number, count: number): Int32Array;
  close(): void;
}

/** Prepares rows for finding nearest ones, approximately and the same for the same seed. @param count of neighbours */
export async function nearestRows(
  { rows, columns, data }: Matrix,
  count: number,
  seed: number,
  tell: Tell,
): Promise<NearestRows> {
  const progress = (share: number): void => tell('neighbours', share);
  const index = await createNNDescent(rows, columns, data, { nNeighbors: count, seed, progress, epsilon: 0 });
  return {
    of: (vector, most) => {
      const { indices, distances } = index.queryByVector(vector, most);
      return { rows: indices, distances };
    },
    ofRow: (row, most) => index.queryByIndex(row, most).indices,
    close: () => index.destroy(),
  };
}
