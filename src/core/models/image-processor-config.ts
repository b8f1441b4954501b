/** What `preprocessor_config.json` says: the words of transformers 4.57, older spellings included. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Kernel } from '../../base/resample.ts';
import { readModelJson } from './model-files.ts';
import type { ModelFolder } from './model-folder.ts';
import { modelProblem } from './model-problem.ts';
import type { ImageProcessor } from './picture-report.ts';

const file = 'preprocessor_config.json';

const side = z.int().min(1).max(8192);
const sizeSchema = z.union([
  side,
  z.strictObject({ shortest_edge: side }),
  z.strictObject({ width: side, height: side }),
]);
type Size = z.infer<typeof sizeSchema>;

/** Pillow's numbers of its filters; 0 is nearest, which no convolution does. */
const kernels: Readonly<Record<number, Kernel>> = {
  1: 'lanczos',
  2: 'bilinear',
  3: 'bicubic',
  4: 'box',
  5: 'hamming',
};

/** What a processor does where its config is silent. A number as size is its shortest edge, or both sides. */
interface Defaults {
  readonly size: Size;
  readonly numberIs: 'shortest edge' | 'square';
  readonly crops: boolean;
  readonly resample: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

const openAi = { mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] };
const half = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
const families: Readonly<Record<string, Defaults>> = {
  CLIP: { size: { shortest_edge: 224 }, numberIs: 'shortest edge', crops: true, resample: 3, ...openAi },
  ViT: { size: { width: 224, height: 224 }, numberIs: 'square', crops: false, resample: 2, ...half },
  Blip: { size: { width: 384, height: 384 }, numberIs: 'square', crops: false, resample: 3, ...openAi },
};

const typePattern = /^(CLIP|ViT|Blip)(ImageProcessor(Fast)?|FeatureExtractor)$/;
const perChannel = z.union([z.number(), z.array(z.number()).length(3)]).nullish();
const configSchema = z.looseObject({
  image_processor_type: z.string().nullish(),
  feature_extractor_type: z.string().nullish(),
  do_resize: z.boolean().nullish(),
  size: sizeSchema.nullish(),
  resample: z.number().nullish(),
  do_center_crop: z.boolean().nullish(),
  crop_size: sizeSchema.nullish(),
  do_rescale: z.boolean().nullish(),
  rescale_factor: z.number().nullish(),
  do_normalize: z.boolean().nullish(),
  image_mean: perChannel,
  image_std: perChannel,
});

/** @throws ProductError (model) where the file is missing or asks for what is not supported */
export async function readImageProcessor({ path }: Pick<ModelFolder, 'path'>): Promise<ImageProcessor> {
  const config = await readModelJson(path, file, configSchema);
  const type = config.image_processor_type ?? config.feature_extractor_type ?? 'none';
  const defaults = families[typePattern.exec(type)?.[1] ?? ''];
  if (defaults === undefined) throw unsupported(path, `the image processor ${type}`);
  const kernel = kernels[config.resample ?? defaults.resample];
  if (kernel === undefined) throw unsupported(path, `resample ${config.resample}`);
  return {
    resize: (config.do_resize ?? true) ? resizeTo(config.size ?? defaults.size, defaults.numberIs) : null,
    kernel,
    crop: (config.do_center_crop ?? defaults.crops) && defaults.crops ? cropTo(config.crop_size ?? 224, path) : null,
    rescale: (config.do_rescale ?? true) ? (config.rescale_factor ?? 1 / 255) : null,
    normalize:
      (config.do_normalize ?? true)
        ? { mean: threeOf(config.image_mean ?? defaults.mean), std: threeOf(config.image_std ?? defaults.std) }
        : null,
  };
}

function resizeTo(size: Size, numberIs: Defaults['numberIs']): ImageProcessor['resize'] {
  if (typeof size === 'object') return 'width' in size ? size : { shortestEdge: size.shortest_edge };
  return numberIs === 'square' ? { width: size, height: size } : { shortestEdge: size };
}

function cropTo(size: Size, path: string): ImageProcessor['crop'] {
  if (typeof size === 'number') return { width: size, height: size };
  if ('width' in size) return size;
  throw unsupported(path, 'a crop_size by its shortest edge');
}

function threeOf(value: number | readonly number[]): readonly number[] {
  return typeof value === 'number' ? [value, value, value] : value;
}

function unsupported(path: string, what: string): Error {
  return modelProblem(`The model asks for ${what}, which is not supported.`, join(path, file), 'Use another model.');
}
