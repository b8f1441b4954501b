/** One picture for all who want it, in the decoder process. */
import { findOperator } from '../operators/index.ts';
import type { Raster } from '../../base/raster.ts';
import { loadPicture, type LoadedPicture } from './decode.ts';
import { encodePicture } from './encode-picture.ts';
import { modelInput } from './image-processor.ts';
import type { PictureReport, PictureRequest, PictureResult, PictureTaker } from './picture-report.ts';

/** Reads and decodes a picture once and lets each taker measure it; a taker that fails, fails alone. */
export async function measurePicture(request: PictureRequest): Promise<PictureReport> {
  const { takers, inputs, encode } = request;
  try {
    const began = performance.now();
    const picture = await loadPicture(fileOf(request), request.need);
    const load = secondsSince(began);
    const results: PictureResult[] = [];
    const seconds = { load, takers: [] as number[], inputs: [] as number[] };
    for (const taker of takers) {
      const start = performance.now();
      results.push(await measureFor(taker, picture));
      seconds.takers.push(secondsSince(start));
    }
    const rasters: Raster[] = [];
    for (const input of inputs) {
      const start = performance.now();
      rasters.push(modelInput(await picture.rgb(), input));
      seconds.inputs.push(secondsSince(start));
    }
    const encoded = encode ? await encodePicture(await picture.rgb(), encode) : null;
    const { bytes, width, height, sha256, decoded, flags } = picture;
    return { ok: true, bytes, width, height, sha256, decoded, flags, results, inputs: rasters, encoded, seconds };
  } catch (error) {
    return { ok: false, reason: messageOf(error) };
  }
}

function fileOf({ path, bytes }: PictureRequest): string | Buffer {
  return bytes === undefined ? path : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

async function measureFor(
  { operator: name, parameters }: PictureTaker,
  picture: LoadedPicture,
): Promise<PictureResult> {
  const operator = findOperator(name);
  const measurement =
    operator?.kind === 'filter' || operator?.kind === 'deduplicator' ? operator.measurePicture : undefined;
  if (measurement === undefined) return { error: `${name} measures no pictures` };
  try {
    return checked(await measurement.measure(parameters)(picture));
  } catch (error) {
    return { error: messageOf(error) };
  }
}

function checked(result: Readonly<Record<string, number>> | string): PictureResult {
  if (typeof result === 'string') return result;
  const broken = Object.entries(result).find(([, value]) => !Number.isFinite(value));
  return broken === undefined ? result : { error: `${broken[0]} is ${broken[1]}` };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
