/** Pictures as vectors, by an encoder of the CLIP or ViT kind. */
import type { Raster } from '../../base/raster.ts';
import { modelInput } from './image-processor.ts';
import { openGraph, type Graph } from './graph.ts';
import type { ModelFolder } from './model-folder.ts';
import { modelProblem } from './model-problem.ts';
import type { PictureInput } from './picture-report.ts';
import { chunks, split } from './scoring/rows.ts';
import { normalized } from './unit-length.ts';
import { openVision, visionModel } from './vision.ts';

/**
 * What of a picture is taken: `whole`, one vector of it; `grid`, that of the first token and of each cell of a grid of
 * 3 × 3, the mean of the patches in it, one behind the other.
 */
export type PictureView = 'whole' | 'grid';

/** Turns pictures into vectors. */
export interface PictureEncoder {
  /** What decoders have to make of a picture. */
  readonly input: PictureInput;
  readonly dimensions: number;
  /** n × dimensions, in the order of the pictures, which are as `input` says. */
  embed(rasters: readonly Raster[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Pictures in one run of the graph. */
const batchPictures = 16;

/** How an encoder is opened. */
export interface PictureEncoderOptions {
  readonly threads: number;
  /** To length 1. */
  readonly normalize: boolean;
  /** `whole` by default. */
  readonly view?: PictureView;
}

/**
 * Opens a picture embedding model: of the whole CLIP's projected embedding, of others the vector of their first token.
 * @throws ProductError (model) where a file of the model is missing or wrong, or its patches form no square
 */
export async function openPictureEncoder(
  folder: ModelFolder,
  { threads, normalize, view = 'whole' }: PictureEncoderOptions,
): Promise<PictureEncoder> {
  const model = visionModel(folder);
  let graph: Graph | null = null;
  const vision = await openVision(model, async (path) => (graph = await openGraph(path, threads)));
  const feature = model.family === 'clip' && view === 'whole' ? 'image_embeds' : 'last_hidden_state';
  const input: PictureInput = { processor: vision.processor, flips: { horizontal: false, vertical: false } };
  const vectorsOf = async (rasters: readonly Raster[]): Promise<Float32Array[]> => {
    const { [feature]: seen } = await vision.look(rasters, [feature]);
    const width = seen.shape.at(-1)!;
    const taken = split(seen).map(({ data }) => (view === 'grid' ? gridOf(data, width, folder) : data.slice(0, width)));
    return normalize ? taken.map(normalized) : taken;
  };
  const [{ length: dimensions }] = (await vectorsOf([modelInput(blank, input)])) as [Float32Array];
  return {
    input,
    dimensions,
    async embed(rasters) {
      const vectors: Float32Array[] = [];
      for (const some of chunks(rasters, batchPictures)) vectors.push(...(await vectorsOf(some)));
      const rows = new Float32Array(vectors.length * dimensions);
      for (const [row, vector] of vectors.entries()) rows.set(vector, row * dimensions);
      return rows;
    },
    close: () => graph!.close(),
  };
}

/** Cells of a grid in a row. */
const side = 3;

/** A first token, and the mean of the patches in each cell, row by row; sums in float64. */
function gridOf(tokens: Float32Array, width: number, folder: ModelFolder): Float32Array {
  const patches = Math.sqrt(tokens.length / width - 1);
  if (!Number.isInteger(patches) || patches < side)
    throw modelProblem(
      `It does not see a picture as one vector and a square of ${side} × ${side} patches or more.`,
      folder.path,
    );
  const taken = new Float32Array((1 + side * side) * width);
  taken.set(tokens.subarray(0, width));
  for (let cell = 0; cell < side * side; cell++) {
    const [top, bottom] = bordersOf(Math.floor(cell / side), patches);
    const [left, right] = bordersOf(cell % side, patches);
    const sums = new Float64Array(width);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const patch = (1 + y * patches + x) * width;
        for (let i = 0; i < width; i++) sums[i]! += tokens[patch + i]!;
      }
    }
    const count = (bottom - top) * (right - left);
    taken.set(
      sums.map((sum) => sum / count),
      (1 + cell) * width,
    );
  }
  return taken;
}

/** The first patch of a row or column of cells, and the first beyond it. */
function bordersOf(cell: number, patches: number): readonly [number, number] {
  return [Math.floor((cell * patches) / side), Math.floor(((cell + 1) * patches) / side)];
}

/** Any picture, to learn from the graph how long its vectors are. */
const blank: Raster = { width: 1, height: 1, channels: 3, data: new Uint8Array(3) };
