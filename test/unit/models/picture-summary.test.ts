import assert from 'node:assert/strict';
import { it } from 'node:test';
import { modelInput } from '../../../src/core/models/image-processor.ts';
import { openGraph } from '../../../src/core/models/graph.ts';
import { readModelFolder } from '../../../src/core/models/model-folder.ts';
import { openPictureEncoder } from '../../../src/core/models/picture-encoder.ts';
import { openVision } from '../../../src/core/models/vision.ts';
import { model, picture } from './model-fixtures.ts';

it('a picture is summed up as its first token and the mean of its patches', async () => {
  const folder = await model('clip');
  const encoder = await openPictureEncoder(folder, { threads: 1, normalize: false, view: 'summary' });
  const raster = modelInput(await picture('square.png'), encoder.input);
  const vision = await openVision(folder, (path) => openGraph(path, 1));
  const { last_hidden_state: seen } = await vision.look([raster], ['last_hidden_state']);
  const [, tokens, width] = seen.shape as [number, number, number];
  const vector = await encoder.embed([raster]);
  assert.equal(vector.length, 2 * width);
  assert.deepEqual(vector.subarray(0, width), seen.data.subarray(0, width));
  for (let i = 0; i < width; i++) {
    const patches = Array.from({ length: tokens - 1 }, (_, patch) => seen.data[(1 + patch) * width + i]!);
    const mean = patches.reduce((sum, value) => sum + value, 0) / patches.length;
    assert.ok(Math.abs(vector[width + i]! - mean) < 1e-6);
  }
  await encoder.close();
});

it('the summary is that of encoder B, bit by bit whatever other pictures are looked at with it', async () => {
  const places = { demo: new URL('../../../demo/models', import.meta.url).pathname, cache: '/none', base: '/' };
  const encoder = await openPictureEncoder(await readModelFolder('demo/encoder-b', places), {
    threads: 2,
    normalize: false,
    view: 'summary',
  });
  assert.equal(encoder.dimensions, 384);
  const names = ['square.png', 'dark.jpg', 'landscape.jpg'];
  const rasters = await Promise.all(names.map(async (name) => modelInput(await picture(name), encoder.input)));
  const together = await encoder.embed(rasters);
  for (const [i, raster] of rasters.entries())
    assert.deepEqual(await encoder.embed([raster]), together.slice(i * 384, (i + 1) * 384));
  await encoder.close();
});
