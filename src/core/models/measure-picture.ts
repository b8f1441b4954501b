/** One picture for all who want it, in the decoder process. */
import { findOperator } from '../operators/index.ts';
import { loadPicture, type LoadedPicture } from './decode.ts';
import type { PictureReport, PictureRequest, PictureResult, PictureTaker } from './picture-report.ts';

/** Reads and decodes a picture once and lets each taker measure it; a taker that fails, fails alone. */
export async function measurePicture({ path, takers, need }: PictureRequest): Promise<PictureReport> {
  try {
    const times = [performance.now()];
    const picture = await loadPicture(path, need);
    times.push(performance.now());
    const results: PictureResult[] = [];
    for (const taker of takers) {
      results.push(await measureFor(taker, picture));
      times.push(performance.now());
    }
    const [load = 0, ...each] = times.slice(1).map((time, i) => (time - times[i]!) / 1000);
    const { bytes, width, height, sha256, decoded, flags } = picture;
    return { ok: true, bytes, width, height, sha256, decoded, flags, results, seconds: { load, takers: each } };
  } catch (error) {
    return { ok: false, reason: messageOf(error) };
  }
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
