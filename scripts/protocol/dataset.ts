/** Some pictures of the demo with a recipe that has them captioned, and what the second server must say of each. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findPrompt, writePrompt } from '../../src/core/captions/prompts.ts';
import { loadPicture } from '../../src/core/models/decode.ts';
import { encodePicture } from '../../src/core/models/encode-picture.ts';
import { sentPicture } from '../../src/core/pipeline/stages/synthesize/requests.ts';
import { root } from '../demo/product.ts';
import { readTruth } from '../demo/truth.ts';

const demo = join(root, 'demo/dataset');
const prompt = 'numbered-sentences';

/** A recipe with one stage that asks a profile. */
const recipeOf = (profile: string): string => `version: 1
dataset: data.jsonl
stages:
  - name: write
    synthesize: { profile: ${profile}, prompt: ${prompt}, keep_original: false }
`;

/** Makes a folder anew with the first clean samples of the demo; the captions that each must get, by its id. */
export async function captionable(folder: string, profile: string, count: number): Promise<Map<string, string[]>> {
  const truth = readTruth(demo);
  const lines = readFileSync(join(demo, 'data.jsonl'), 'utf8').split('\n');
  const picked = Object.keys(truth)
    .map((id, i) => ({ id, line: lines[i]!, kind: truth[id]!.kind }))
    .filter(({ kind }) => kind === 'clean')
    .slice(0, count);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'data.jsonl'), picked.map(({ line }) => `${line}\n`).join(''));
  writeFileSync(join(folder, 'better-synth.yaml'), recipeOf(profile));
  const expected = new Map<string, string[]>();
  for (const { id, line } of picked) {
    const { images } = JSON.parse(line) as { images: [string] };
    mkdirSync(dirname(join(folder, images[0])), { recursive: true });
    cpSync(join(demo, images[0]), join(folder, images[0]));
    expected.set(id, await captionsOf(join(folder, images[0])));
  }
  return expected;
}

/** What the model behind the server says of a picture that has reached it whole, as the product sends it. */
async function captionsOf(path: string): Promise<string[]> {
  const picture = await loadPicture(path, 'pixels');
  const sent = await encodePicture(await picture.rgb(), sentPicture);
  const mark = createHash('sha256').update(sent).digest('hex');
  const words = writePrompt(findPrompt(prompt, 'en')!, { variables: {}, caption: '', language: 'en' });
  return [
    `A picture of ${sent.length} bytes with the mark ${mark}.`,
    `It came with a prompt of ${[...words].length} characters.`,
  ];
}
