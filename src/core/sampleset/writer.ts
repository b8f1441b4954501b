import type { Encode } from '../../base/encoder.ts';
import { pictureBytes } from './picture.ts';
import { draftSamples } from './sample.ts';
import type { Truth } from './truth.ts';

/** What drawing a set needs from outside: an encoder of pictures, and a way to put a file into the set's folder. */
export interface SetTools {
  readonly encode: Encode;
  /** Writes a file at a path relative to the set's folder (with slashes), and makes the folders on its way. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
}

/** What was drawn. */
export interface DrawnSet {
  readonly truth: Truth;
  /** Picture files written. */
  readonly pictures: number;
  /** Bytes of all files together. */
  readonly bytes: number;
}

/**
 * Draws a sample dataset: `data.jsonl` in Data-Juicer's format, `images/…`, and `truth.json`, which says what each
 * sample was made to be. The same seed and number of samples give the same files.
 */
export async function drawSampleSet(
  { seed, samples }: { seed: number; samples: number },
  { encode, write }: SetTools,
): Promise<DrawnSet> {
  const drafts = draftSamples(seed, samples);
  let [pictures, bytes] = [0, 0];
  const put = async (path: string, content: Uint8Array): Promise<void> => {
    await write(path, content);
    bytes += content.length;
  };
  for (const picture of drafts.flatMap((sample) => sample.pictures)) {
    const content = await pictureBytes(picture, encode);
    if (content === null) continue;
    await put(picture.path, content);
    pictures++;
  }
  const truth: Truth = Object.fromEntries(drafts.map((sample) => [sample.id, sample.truth]));
  const lines = drafts.map((sample) => `${sample.line}\n`).join('');
  await put('truth.json', new TextEncoder().encode(`${JSON.stringify(truth, null, 1)}\n`));
  await put('data.jsonl', new TextEncoder().encode(lines));
  return { truth, pictures, bytes };
}
