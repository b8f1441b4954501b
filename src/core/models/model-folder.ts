/** A model on the disk, found and checked before anything is loaded. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { filesOf, hashFiles, readModelJson } from './model-files.ts';
import { modelPath, type ModelPlaces } from './model-places.ts';
import { modelProblem } from './model-problem.ts';

/** A model in the Hugging Face ONNX layout, checked and ready to be opened. */
export interface ModelFolder {
  /** As the recipe names it. */
  readonly reference: string;
  /** Absolute. */
  readonly path: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** `model_type` of the config. */
  readonly family: string;
  /** Of everything that its scores depend on: the weights' part of a score key. */
  readonly sha256: string;
  /** The model whose features it looks at in place of pixels. */
  readonly featuresFrom: ModelFolder | null;
}

const configSchema = z.looseObject({ model_type: z.string().min(1), features_from: z.string().min(1).optional() });

/**
 * Finds a model, reads its config and checks its files, its feature model's too.
 * @throws ProductError (model) where something is missing or wrong; it names the path and the remedy
 */
export async function readModelFolder(reference: string, places: ModelPlaces): Promise<ModelFolder> {
  return read(reference, places, []);
}

async function read(reference: string, places: ModelPlaces, heads: readonly string[]): Promise<ModelFolder> {
  const path = modelPath(reference, places);
  if (heads.includes(path)) throw modelProblem('Models take their features from each other in a circle.', path);
  const exists = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!exists) throw noFolder(reference, path);
  const config = await readModelJson(path, 'config.json', configSchema);
  const { model_type: family, features_from: source } = config;
  const featuresFrom = source === undefined ? null : await read(source, places, [...heads, path]);
  const hashes = await hashFiles(path, filesOf(family, featuresFrom !== null));
  const digest = createHash('sha256');
  for (const [name, sha256] of hashes) digest.update(`${name}\0${sha256}\n`);
  if (featuresFrom !== null) digest.update(`features_from\0${featuresFrom.sha256}\n`);
  return { reference, path, config, family, sha256: digest.digest('hex'), featuresFrom };
}

function noFolder(reference: string, path: string): Error {
  const next =
    `\`better-synth models path ${reference}\` says where it is looked for; ` +
    'a folder made by Hugging Face’s ONNX export can be put there.';
  return modelProblem(`The model ${reference} is not on this machine.`, path, next);
}
