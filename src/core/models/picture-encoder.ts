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
 * What of a picture is taken: `whole`, one vector of it; `summary`, that of the first token and the mean of all patches,
 * one behind the other.
 */
export type PictureView = 'whole' | 'summary';

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
 * @throws ProductError (model) where a file of the model is missing or wrong, or it has no patches
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
    const taken = split(seen).map(({ data }) =>
      view === 'summary' ? summaryOf(data, width, folder) : data.slice(0, width),
    );
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

/** A first token, and behind it the mean of the patches; sums in float64. */
function summaryOf(tokens: Float32Array, width: number, folder: ModelFolder): Float32Array {
  const patches = tokens.length / width - 1;
  if (patches === 0) throw modelProblem('It sees a picture as one vector alone, without patches.', folder.path);
  const sums = new Float64Array(width);
  for (let at = width; at < tokens.length; at += width) {
    for (let i = 0; i < width; i++) sums[i]! += tokens[at + i]!;
  }
  const taken = new Float32Array(2 * width);
  taken.set(tokens.subarray(0, width));
  taken.set(
    sums.map((sum) => sum / patches),
    width,
  );
  return taken;
}

/** Any picture, to learn from the graph how long its vectors are. */
const blank: Raster = { width: 1, height: 1, channels: 3, data: new Uint8Array(3) };
