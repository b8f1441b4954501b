import assert from 'node:assert/strict';
import { it } from 'node:test';
import { modelInput } from '../../../src/core/models/image-processor.ts';
import { openGraph } from '../../../src/core/models/graph.ts';
import { readModelFolder } from '../../../src/core/models/model-folder.ts';
import { openPictureEncoder } from '../../../src/core/models/picture-encoder.ts';
import { openVision } from '../../../src/core/models/vision.ts';
import { model, picture } from './model-fixtures.ts';

it('a picture is seen as its first token and the means of nine cells', async () => {
  const folder = await model('clip');
  const encoder = await openPictureEncoder(folder, { threads: 1, normalize: false, view: 'grid' });
  const raster = modelInput(await picture('square.png'), encoder.input);
  const vision = await openVision(folder, (path) => openGraph(path, 1));
  const { last_hidden_state: seen } = await vision.look([raster], ['last_hidden_state']);
  const [, tokens, width] = seen.shape as [number, number, number];
  const patches = Math.sqrt(tokens - 1);
  assert.ok(Number.isInteger(patches) && patches >= 3);
  const vector = await encoder.embed([raster]);
  assert.equal(vector.length, 10 * width);
  assert.deepEqual(vector.subarray(0, width), seen.data.subarray(0, width));
  // Every patch is in one cell: the cells' means, by their sizes, add up to all patches.
  const borders = [0, 1, 2, 3].map((i) => Math.floor((i * patches) / 3));
  const sizes = borders.slice(1).map((end, i) => end - borders[i]!);
  for (let i = 0; i < width; i++) {
    let cells = 0;
    for (let cell = 0; cell < 9; cell++)
      cells += vector[(1 + cell) * width + i]! * sizes[Math.floor(cell / 3)]! * sizes[cell % 3]!;
    let all = 0;
    for (let token = 1; token < tokens; token++) all += seen.data[token * width + i]!;
    assert.ok(Math.abs(cells - all) < 1e-3);
  }
  // The last cell has the last patch, and is nearer to it than the first cell is where they differ.
  const last = sizes[2]!;
  let corner = 0;
  for (let y = patches - last; y < patches; y++)
    for (let x = patches - last; x < patches; x++) corner += seen.data[(1 + y * patches + x) * width]! / last ** 2;
  assert.ok(Math.abs(vector[9 * width]! - corner) < 1e-5);
  await encoder.close();
});

it('the grid is that of encoder B, bit by bit whatever other pictures are looked at with it', async () => {
  const places = { demo: new URL('../../../demo/models', import.meta.url).pathname, cache: '/none', base: '/' };
  const encoder = await openPictureEncoder(await readModelFolder('demo/encoder-b', places), {
    threads: 2,
    normalize: false,
    view: 'grid',
  });
  assert.equal(encoder.dimensions, 1920);
  const names = ['square.png', 'dark.jpg', 'landscape.jpg'];
  const rasters = await Promise.all(names.map(async (name) => modelInput(await picture(name), encoder.input)));
  const together = await encoder.embed(rasters);
  for (const [i, raster] of rasters.entries())
    assert.deepEqual(await encoder.embed([raster]), together.slice(i * 1920, (i + 1) * 1920));
  await encoder.close();
});
