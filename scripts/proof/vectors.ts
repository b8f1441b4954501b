/** Features of pictures and vectors of captions, as the product's train stage makes them. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createDecoderPool } from '../../src/core/models/decoder-pool.ts';
import { readModelFolder, type ModelFolder } from '../../src/core/models/model-folder.ts';
import { openPictureEncoder } from '../../src/core/models/picture-encoder.ts';
import { openTextEncoder } from '../../src/core/models/text-encoder.ts';
import type { Matrix } from '../../src/base/matrix.ts';
import { root } from '../demo/product.ts';

const threads = availableParallelism();

/** Pictures that are decoded and embedded together. */
const batch = 64;

function model(name: string): Promise<ModelFolder> {
  return readModelFolder(`demo/${name}`, { demo: join(root, 'demo/models'), cache: root, base: root });
}

/** A row of features per picture. @param paths absolute, of pictures that decode */
export async function featuresOf(paths: readonly string[]): Promise<Matrix> {
  const encoder = await openPictureEncoder(await model('encoder-b'), { normalize: false, view: 'summary', threads });
  const decoders = createDecoderPool({ entry: join(root, 'dist/decoder.js'), size: threads });
  const see = async (path: string) => {
    const report = await decoders.measure({ path, takers: [], inputs: [encoder.input], need: 'pixels' });
    if (!report.ok) throw new Error(`${path}: ${report.reason}`);
    return report.inputs[0]!;
  };
  const data = new Float32Array(paths.length * encoder.dimensions);
  for (let from = 0; from < paths.length; from += batch) {
    const rasters = await Promise.all(paths.slice(from, from + batch).map(see));
    data.set(await encoder.embed(rasters), from * encoder.dimensions);
  }
  await decoders.close();
  await encoder.close();
  return { rows: paths.length, columns: encoder.dimensions, data };
}

/** A row of length 1 per caption. */
export async function vectorsOf(captions: readonly string[]): Promise<Matrix> {
  const encoder = await openTextEncoder(await model('text-embedding'), { pooling: 'mean', normalize: true, threads });
  const data = await encoder.embed(captions);
  await encoder.close();
  return { rows: captions.length, columns: encoder.dimensions, data };
}
