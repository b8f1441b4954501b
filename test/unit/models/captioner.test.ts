import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Random } from '../../../src/base/random.ts';
import type { Raster } from '../../../src/base/raster.ts';
import { captionRows, openCaptioner, type Caption, type Captioner } from '../../../src/core/models/captioner.ts';
import { loadPicture } from '../../../src/core/models/decode.ts';
import { modelInput } from '../../../src/core/models/image-processor.ts';
import { readModelFolder, type ModelFolder } from '../../../src/core/models/model-folder.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { upright } from './model-fixtures.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const expected = JSON.parse(readFileSync(`${root}test/fixtures/captions/demo-captioner.json`, 'utf8')) as {
  readonly picture: string;
  readonly en: string;
  readonly zh: string;
}[];
const whole = { language: 'en', maxTokens: 200 } as const;

let captioner: Captioner;
let rasters: Raster[];

function demo(name: string): Promise<ModelFolder> {
  return readModelFolder(`demo/${name}`, { demo: `${root}demo/models`, cache: '', base: root });
}

async function seen(file: string): Promise<Raster> {
  const picture = await loadPicture(`${root}demo/dataset/images/${file}`, 'pixels');
  return modelInput(await picture.rgb(), { processor: captioner.processor, flips: upright });
}

before(async () => {
  captioner = await openCaptioner(await demo('captioner'), 1);
  rasters = await Promise.all(expected.map(({ picture }) => seen(picture)));
});
after(() => captioner.close());

describe('pictures are described', () => {
  for (const language of ['en', 'zh'] as const) {
    it(`as the reference in Python describes them, in ${language}`, async () => {
      const captions = await captioner.caption(rasters, { language, maxTokens: 200 });
      assert.deepEqual(
        captions.map(({ text }) => text),
        expected.map((row) => row[language]),
      );
      assert.ok(captions.every(({ finishReason }) => finishReason === 'stop'));
    });
  }

  it('in the same words, whatever else is described with them', async () => {
    const alone: Caption[] = [];
    for (const raster of rasters) alone.push(...(await captioner.caption([raster], whole)));
    const random = new Random(7);
    const order = Array.from({ length: 2 * captionRows + 3 }, () => random.below(rasters.length));
    const together = await captioner.caption(
      order.map((picture) => rasters[picture]!),
      whole,
    );
    assert.deepEqual(
      together,
      order.map((picture) => alone[picture]),
    );
  });

  it('with as many threads as there are', async () => {
    const other = await openCaptioner(await demo('captioner'), 3);
    assert.deepEqual(await other.caption(rasters, whole), await captioner.caption(rasters, whole));
    await other.close();
  });

  it('and none are where there are none', async () => {
    assert.deepEqual(await captioner.caption([], whole), []);
  });
});

describe('an answer that may not be as long as it would be', () => {
  it('is cut off, and says so', async () => {
    const [full] = await captioner.caption(rasters.slice(0, 1), whole);
    const [cut] = await captioner.caption(rasters.slice(0, 1), { language: 'en', maxTokens: 9 });
    assert.deepEqual([cut!.finishReason, cut!.tokens], ['length', 9]);
    assert.ok(full!.text.startsWith(cut!.text) && cut!.text.length > 0, cut!.text);
  });

  it('counts as cut off where the end has no room, and as ended where it has', async () => {
    const [full] = await captioner.caption(rasters.slice(0, 1), whole);
    const [tight] = await captioner.caption(rasters.slice(0, 1), { language: 'en', maxTokens: full!.tokens });
    const [roomy] = await captioner.caption(rasters.slice(0, 1), { language: 'en', maxTokens: full!.tokens + 1 });
    assert.deepEqual(tight, { ...full, finishReason: 'length' });
    assert.deepEqual(roomy, full);
  });
});

it('a model of another kind is refused with its path', async () => {
  const clip = await demo('clip');
  await assert.rejects(openCaptioner(clip, 1), (error: unknown) => {
    assert.ok(error instanceof ProductError);
    assert.deepEqual([error.kind, error.details.where], ['model', `${clip.path}/config.json`]);
    return true;
  });
});
