/** Tiny models with random weights, and what transformers makes of them; `python/parity/models` wrote both. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Raster } from '../../../src/base/raster.ts';
import { loadPicture } from '../../../src/core/models/decode.ts';
import { modelInput } from '../../../src/core/models/image-processor.ts';
import { readModelFolder, type ModelFolder } from '../../../src/core/models/model-folder.ts';
import type { PictureInput } from '../../../src/core/models/picture-report.ts';
import type { ScorePicture, Scorer } from '../../../src/core/models/scorer.ts';

/** Where the models lie. */
export const folder = fileURLToPath(new URL('../../fixtures/models', import.meta.url));

export const upright: PictureInput['flips'] = { horizontal: false, vertical: false };

/** A table as its file has it. */
export function readTable<T>(name: string): T {
  return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as T;
}

/** What transformers says of some pictures, in this order. */
export interface Outputs {
  readonly pictures: readonly string[];
  readonly clip: {
    readonly texts: readonly string[];
    readonly image_embeds: readonly (readonly number[])[];
    /** By text, then picture. */
    readonly logits_per_text: readonly (readonly number[])[];
    readonly spread: Spread;
  };
  readonly blip: {
    readonly texts: readonly string[];
    /** By text, then picture. */
    readonly itm_score: readonly (readonly (readonly number[])[])[];
    readonly spread: Spread;
  };
  readonly nsfw: { readonly logits: readonly (readonly number[])[]; readonly spread: Spread };
  readonly watermark: { readonly logits: readonly (readonly number[])[]; readonly spread: Spread };
  readonly 'aesthetics-predictor-v1': { readonly logits: readonly (readonly number[])[]; readonly spread: Spread };
  readonly bert: {
    readonly texts: readonly string[];
    readonly poolings: readonly Readonly<Record<string, Readonly<Record<'plain' | 'normalized', readonly number[]>>>>[];
    readonly spread: Spread;
  };
}

/** How wide scores lie, measured again in the test, and how far they may be from the peer's. */
interface Spread {
  readonly tolerance: number;
}

export function model(name: string): Promise<ModelFolder> {
  return readModelFolder(name, { demo: '', cache: '', base: folder });
}

/** A test picture as it is decoded. */
export async function picture(file: string): Promise<Raster> {
  return (await loadPicture(`${folder}/pictures/${file}`, 'pixels')).rgb();
}

/** A picture of a question, decoded when it is asked for. */
export function asked(file: string, scorer: Pick<Scorer, 'inputs'>): ScorePicture {
  return { key: file, raster: async (input) => modelInput(await picture(file), scorer.inputs[input]!) };
}

/** Compares rows of numbers with the peer's, after seeing that the peer's lie wide enough to mean something. */
export function assertClose(
  ours: readonly (readonly number[] | Float32Array)[],
  peers: readonly (readonly number[])[],
  tolerance: number,
): void {
  assert.equal(ours.length, peers.length);
  for (let column = 0; column < peers[0]!.length; column++) {
    const spread = deviation(peers.map((row) => row[column]!));
    assert.ok(spread >= 50 * tolerance, `column ${column} lies within ${spread} only`);
  }
  const off = ours.flatMap((row, i) => Array.from(row, (value, column) => Math.abs(value - peers[i]![column]!)));
  assert.equal(off.length, peers.flat().length);
  assert.ok(Math.max(...off) <= tolerance, `off by ${Math.max(...off)}`);
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
