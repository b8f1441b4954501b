/** Pictures as vectors, by an encoder of the CLIP or ViT kind. */
import type { Raster } from '../../base/raster.ts';
import { modelInput } from './image-processor.ts';
import { openGraph, type Graph } from './graph.ts';
import type { ModelFolder } from './model-folder.ts';
import type { PictureInput } from './picture-report.ts';
import { chunks, split } from './scoring/rows.ts';
import { normalized } from './unit-length.ts';
import { openVision, visionModel } from './vision.ts';

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

/**
 * Opens a picture embedding model: CLIP's projected embedding; of others the vector of their first token.
 * @param options.normalize To length 1.
 * @throws ProductError (model) where a file of the model is missing or wrong
 */
export async function openPictureEncoder(
  folder: ModelFolder,
  { threads, normalize }: { readonly threads: number; readonly normalize: boolean },
): Promise<PictureEncoder> {
  const model = visionModel(folder);
  let graph: Graph | null = null;
  const vision = await openVision(model, async (path) => (graph = await openGraph(path, threads)));
  const feature = model.family === 'clip' ? 'image_embeds' : 'last_hidden_state';
  const input: PictureInput = { processor: vision.processor, flips: { horizontal: false, vertical: false } };
  const vectorsOf = async (rasters: readonly Raster[]): Promise<Float32Array[]> => {
    const { [feature]: seen } = await vision.look(rasters, [feature]);
    const width = seen.shape.at(-1)!;
    const first = split(seen).map(({ data }) => data.slice(0, width));
    return normalize ? first.map(normalized) : first;
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

/** Any picture, to learn from the graph how long its vectors are. */
const blank: Raster = { width: 1, height: 1, channels: 3, data: new Uint8Array(3) };
