import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelInput } from '../../../src/core/models/image-processor.ts';
import { openPictureEncoder } from '../../../src/core/models/picture-encoder.ts';
import { openTextEncoder, type Pooling } from '../../../src/core/models/text-encoder.ts';
import { assertClose, model, picture, readTable, type Outputs } from './model-fixtures.ts';

const table = readTable<Outputs>('outputs');

function rowsOf(values: Float32Array, width: number): Float32Array[] {
  return Array.from({ length: values.length / width }, (_, row) => values.subarray(row * width, (row + 1) * width));
}

describe('texts become the vectors that transformers gives', () => {
  for (const pooling of ['mean', 'mean-padded', 'cls'] as const satisfies readonly Pooling[]) {
    for (const form of ['plain', 'normalized'] as const) {
      it(`pooled as ${pooling}, ${form}`, async () => {
        const normalize = form === 'normalized';
        const encoder = await openTextEncoder(await model('bert'), { pooling, normalize, threads: 1 });
        const vectors = rowsOf(await encoder.embed(table.bert.texts), encoder.dimensions);
        const peers = table.bert.poolings.map((poolings) => poolings[pooling]![form]);
        assertClose(vectors, peers, 1e-5);
        await encoder.close();
      });
    }
  }

  it('whatever other texts are embedded with them', async () => {
    const encoder = await openTextEncoder(await model('bert'), { pooling: 'mean', normalize: true, threads: 1 });
    const many = Array.from({ length: 40 }, (_, i) => 'a dog near the bridge '.repeat(1 + (i % 7)) + i);
    const together = rowsOf(await encoder.embed(many), encoder.dimensions);
    for (const [i, text] of many.entries()) {
      const alone = await encoder.embed([text]);
      assert.ok(
        alone.every((value, column) => Math.abs(value - together[i]![column]!) <= 1e-6),
        text,
      );
    }
    assert.equal((await encoder.embed([])).length, 0);
    await encoder.close();
  });
});

describe('pictures become vectors', () => {
  it('CLIP’s embeddings, as transformers gives them', async () => {
    const encoder = await openPictureEncoder(await model('clip'), { threads: 1, normalize: false });
    const rasters = await Promise.all(
      table.pictures.map(async (file) => modelInput(await picture(file), encoder.input)),
    );
    const vectors = rowsOf(await encoder.embed(rasters), encoder.dimensions);
    assertClose(vectors, table.clip.image_embeds, table.clip.spread.tolerance);
    await encoder.close();
  });

  it('of length 1 where that is asked for', async () => {
    const encoder = await openPictureEncoder(await model('clip'), { threads: 1, normalize: true });
    const vector = await encoder.embed([modelInput(await picture('square.png'), encoder.input)]);
    assert.equal(vector.length, encoder.dimensions);
    const length = Math.hypot(...vector);
    assert.ok(Math.abs(length - 1) < 1e-6, `length ${length}`);
    await encoder.close();
  });
});
