import { statSync } from 'node:fs';
import { listModels } from '../../core/models/list-models.ts';
import { modelPath, type ModelPlaces } from '../../core/models/model-places.ts';
import { exitCodes, ProductError } from '../../protocol/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { machines } from '../../core/pipeline/machines.ts';
import type { Output } from '../output.ts';
import { table } from '../table.ts';

/** `models list` and `models path ID`: the models on this machine, and where one is looked for. */
export async function models({ output }: CommandContext, [action, id]: string[]): Promise<number> {
  const places = { ...machines().models, base: process.cwd() };
  if (action === 'list' && id === undefined) return list(output, places);
  if (action === 'path' && id !== undefined) return path(output, id, places);
  if (action === 'get' || action === 'remove' || action === 'export') {
    const next = 'better-synth models path ID says where a folder can be put by hand.';
    throw new ProductError('usage', `"models ${action}" is not in this version.`, { next });
  }
  throw new ProductError('usage', 'Expected: better-synth models list, or better-synth models path ID');
}

async function list(output: Output, places: ModelPlaces): Promise<number> {
  const found = await listModels(places);
  output.document({ models: found });
  const rows = found.map(({ reference, family, bytes, title, path }) => [
    reference,
    family,
    sizeText(bytes),
    title,
    path,
  ]);
  output.print(table(['model', 'family', 'size', 'title', 'path'], rows));
  output.print(`Models with a hub id are looked for in ${places.cache}`);
  return exitCodes.done;
}

function path(output: Output, reference: string, places: ModelPlaces): number {
  const path = modelPath(reference, places);
  output.print(path);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ProductError('model', `The model ${reference} is not on this machine.`, {
      where: path,
      next: 'Put a folder made by Hugging Face’s ONNX export there.',
    });
  }
  output.document({ reference, path });
  return exitCodes.done;
}

function sizeText(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
