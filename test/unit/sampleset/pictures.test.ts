import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import type { Drawing } from '../../../src/base/encoder.ts';
import { encode } from '../../../src/core/models/encode.ts';
import { composeScene } from '../../../src/core/sampleset/compose.ts';
import { orientations, storedAs } from '../../../src/core/sampleset/degrade.ts';
import { pictureBytes, type PicturePlan } from '../../../src/core/sampleset/picture.ts';
import { renderScene } from '../../../src/core/sampleset/render.ts';
import { draftSamples } from '../../../src/core/sampleset/sample.ts';
import type { TruthKind } from '../../../src/core/sampleset/truth.ts';
import { drawSampleSet } from '../../../src/core/sampleset/writer.ts';

const drafts = draftSamples(3, 400);

/** Two of the planned pictures of a kind, and their bytes. */
async function drawn(kind: TruthKind): Promise<{ plan: PicturePlan; bytes: Uint8Array }[]> {
  const plans = drafts.filter(({ truth }) => truth.kind === kind).flatMap(({ pictures }) => pictures.slice(0, 1));
  assert.ok(plans.length >= 2, kind);
  return Promise.all(
    plans.slice(0, 2).map(async (plan) => ({ plan, bytes: (await pictureBytes(plan, encode)) ?? new Uint8Array() })),
  );
}

/** Mean, spread and detail of a picture's grey levels; detail is the mean step between neighbours. */
async function levels(
  bytes: Uint8Array,
): Promise<{ width: number; height: number; mean: number; spread: number; detail: number }> {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  let [sum, squares, steps] = [0, 0, 0];
  data.forEach((level, i) => {
    sum += level;
    squares += level * level;
    steps += Math.abs(level - (data[i + 1] ?? level));
  });
  const mean = sum / data.length;
  return {
    width: info.width,
    height: info.height,
    mean,
    spread: Math.sqrt(squares / data.length - mean * mean),
    detail: steps / data.length,
  };
}

test('a set is drawn to the last byte the same from the same seed', async () => {
  const draw = async (seed: number): Promise<[Map<string, string>, Awaited<ReturnType<typeof drawSampleSet>>]> => {
    const files = new Map<string, string>();
    const write = (path: string, bytes: Uint8Array): Promise<void> =>
      Promise.resolve(void files.set(path, Buffer.from(bytes).toString('base64')));
    return [files, await drawSampleSet({ seed, samples: 8 }, { encode, write })];
  };
  const [first, report] = await draw(5);
  const [second] = await draw(5);
  const [other] = await draw(6);
  assert.deepEqual(first, second);
  assert.notEqual(first.get('data.jsonl'), other.get('data.jsonl'));
  assert.equal(Object.keys(report.truth).length, 8);
  assert.equal(report.pictures, [...first.keys()].filter((path) => path.startsWith('images/')).length);
  assert.equal(
    Buffer.from(first.get('data.jsonl') ?? '', 'base64')
      .toString()
      .split('\n').length,
    9,
  );
});

test('clean pictures are rich: 336 to 640 pixels a side, with light, dark and detail', async () => {
  for (const { bytes } of await drawn('clean')) {
    const { width, height, spread, detail } = await levels(bytes);
    assert.ok(Math.min(width, height) >= 336 && Math.max(width, height) <= 640, `${width} × ${height}`);
    assert.ok(spread > 20 && detail > 1.5, `${spread} ${detail}`);
  }
});

test('pictures spoilt in their pixels are what their kind says', async () => {
  for (const { bytes } of await drawn('too-dark')) assert.ok((await levels(bytes)).mean < 35);
  for (const { bytes } of await drawn('washed-out')) assert.ok((await levels(bytes)).mean > 225);
  for (const { bytes } of await drawn('blank')) assert.ok((await levels(bytes)).spread < 3);
  for (const { bytes } of await drawn('blur')) assert.ok((await levels(bytes)).detail < 1.5);
  for (const { bytes } of await drawn('tiny')) assert.ok((await levels(bytes)).width < 50);
  for (const { bytes } of await drawn('odd-aspect')) {
    const { width, height } = await levels(bytes);
    assert.ok(Math.max(width / height, height / width) > 4.5);
  }
});

test('a truncated picture is refused by strict decoders and read by lenient ones', async () => {
  for (const { bytes } of await drawn('truncated')) {
    await assert.rejects(sharp(bytes, { failOn: 'truncated' }).stats());
    assert.equal((await sharp(bytes, { failOn: 'none' }).stats()).channels.length, 3);
  }
});

test('what is no image cannot be decoded, and a missing file has no bytes', async () => {
  for (const { bytes } of await drawn('not-an-image')) await assert.rejects(sharp(bytes).metadata());
  for (const { bytes } of await drawn('missing-file')) assert.equal(bytes.length, 0);
});

test('an exact duplicate has the bytes of its original, a near one the look', async () => {
  const original = (of: string | undefined): PicturePlan | undefined => drafts.find(({ id }) => id === of)?.pictures[0];
  for (const kind of ['exact-duplicate', 'near-duplicate'] as const) {
    const draft = drafts.find(({ truth }) => truth.kind === kind);
    const [copy, source] = [draft?.pictures[0], original(draft?.truth.of)];
    assert.ok(copy !== undefined && source !== undefined);
    const [copied, kept] = [await pictureBytes(copy, encode), await pictureBytes(source, encode)];
    if (kind === 'exact-duplicate') assert.deepEqual(copied, kept);
    else assert.notDeepEqual(copied, kept);
  }
});

test('a picture turned by EXIF is upright for who obeys the tag', async () => {
  const drawing: Drawing = renderScene(composeScene(4, 'street'));
  const upright = await sharp(drawing.data, { raw: { width: drawing.width, height: drawing.height, channels: 3 } })
    .resize(24, 24, { fit: 'fill' })
    .raw()
    .toBuffer();
  for (const orientation of orientations) {
    const bytes = await encode(storedAs(drawing, orientation), {
      format: 'jpeg',
      quality: 95,
      exifOrientation: orientation,
    });
    assert.equal((await sharp(bytes).metadata()).orientation, orientation);
    const seen = await sharp(bytes).autoOrient().resize(24, 24, { fit: 'fill' }).raw().toBuffer();
    const error = upright.reduce((sum, level, i) => sum + Math.abs(level - (seen[i] ?? 0)), 0) / upright.length;
    assert.ok(error < 3, `${orientation}: ${error}`);
  }
});

test('a PNG has an alpha channel, cut at the corners, with the drawing below', async () => {
  const plan = draftSamples(3, 400)
    .flatMap(({ pictures }) => pictures)
    .find(({ format }) => format === 'png');
  assert.ok(plan !== undefined);
  const { data, info } = await sharp((await pictureBytes(plan, encode)) ?? new Uint8Array())
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.equal(info.channels, 4);
  assert.equal(data[3], 0);
  assert.equal(data[(Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * 4 + 3], 255);
});
