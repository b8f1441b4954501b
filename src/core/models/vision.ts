/** The part of a model that looks at pixels. */
import { join } from 'node:path';
import type { Raster } from '../../base/raster.ts';
import type { Graph, GraphTensor } from './graph.ts';
import { readImageProcessor } from './image-processor-config.ts';
import { pixelValues } from './image-processor.ts';
import { visionGraph } from './model-files.ts';
import type { ModelFolder } from './model-folder.ts';
import type { ImageProcessor } from './picture-report.ts';

/** What a graph makes of pixels. */
export type Feature = 'image_embeds' | 'last_hidden_state' | 'logits';

/** A graph from pictures to features. */
export interface Vision {
  readonly processor: ImageProcessor;
  /** @throws ProductError (model) where the graph does not make a feature */
  demand(feature: Feature): void;
  /** Each feature asked for, [pictures, …]. The pictures are as the processor makes them, of one size. */
  look<Name extends Feature>(
    rasters: readonly Raster[],
    features: readonly Name[],
  ): Promise<Readonly<Record<Name, GraphTensor<Float32Array>>>>;
}

/** The model that looks at pixels for a model: itself, or the one that its features come from. */
export function visionModel(model: ModelFolder): ModelFolder {
  return model.featuresFrom === null ? model : visionModel(model.featuresFrom);
}

/**
 * Loads what of a model looks at pixels.
 * @param open Opens the graph of a path.
 * @throws ProductError (model) where a file is missing or wrong
 */
export async function openVision(model: ModelFolder, open: (path: string) => Promise<Graph>): Promise<Vision> {
  const processor = await readImageProcessor(model);
  const graph = await open(join(model.path, visionGraph(model.family)));
  return {
    processor,
    demand: (feature) => graph.demand(['pixel_values'], [feature]),
    look(rasters, features) {
      const [{ width, height } = { width: 0, height: 0 }] = rasters;
      const shape = [rasters.length, 3, height, width];
      return graph.run({ pixel_values: { data: pixelValues(rasters, processor), shape } }, features);
    },
  };
}
