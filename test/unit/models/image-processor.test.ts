import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Raster } from '../../../src/base/raster.ts';
import { readImageProcessor } from '../../../src/core/models/image-processor-config.ts';
import { modelInput, pixelValues } from '../../../src/core/models/image-processor.ts';
import type { ImageProcessor } from '../../../src/core/models/picture-report.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { picture, readTable, upright } from './model-fixtures.ts';
import { pictureFolder } from './picture-files.ts';

interface PixelsTable {
  readonly processors: Readonly<Record<string, object>>;
  readonly pixels: readonly {
    readonly picture: string;
    readonly processor: string;
    /** Of the 8-bit picture [height, width, 3], and of the float32 values [3, height, width]. */
    readonly levels: string;
    readonly values: string;
    readonly width: number;
    readonly height: number;
    readonly error?: string;
  }[];
}

/** A named difference: transformers takes a height of three pixels for the three channels. */
const misread = 'three-high.png';

const { path: folder } = pictureFolder();
const table = readTable<PixelsTable>('pixels');

function read(name: string, config: object): Promise<ImageProcessor> {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'preprocessor_config.json'), JSON.stringify(config));
  return readImageProcessor({ path });
}

function sha256(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function sized(width: number, height: number): Raster {
  return { width, height, channels: 3, data: Uint8Array.from({ length: width * height * 3 }, (_, i) => i % 251) };
}

describe('a picture is prepared for a model as by transformers', () => {
  for (const [name, config] of Object.entries(table.processors)) {
    it(`equal bytes and equal float32 values with the processor ${name}`, async () => {
      const processor = await read(name, config);
      const rows = table.pixels.filter(
        (row) => row.processor === name && row.error === undefined && row.picture !== misread,
      );
      assert.ok(rows.length > 10);
      for (const row of rows) {
        const input = modelInput(await picture(row.picture), { processor, flips: upright });
        assert.deepEqual([input.width, input.height], [row.width, row.height], row.picture);
        assert.equal(sha256(input.data), row.levels, row.picture);
        assert.equal(sha256(bytesOf(pixelValues([input], processor))), row.values, row.picture);
      }
    });
  }

  it('pictures of a batch follow each other', async () => {
    const processor = await read('clip', table.processors['clip']!);
    const rasters = [sized(48, 48), modelInput(await picture('landscape.jpg'), { processor, flips: upright })];
    const [first, second] = rasters.map((raster) => pixelValues([raster], processor));
    assert.deepEqual(pixelValues(rasters, processor), Float32Array.of(...first!, ...second!));
  });

  it('flips are those of Pillow, made before everything else', async () => {
    const processor = await read('no-resize', { image_processor_type: 'ViTImageProcessor', do_resize: false });
    const raster = {
      width: 2,
      height: 2,
      channels: 3,
      data: Uint8Array.of(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4),
    } as const;
    const corners = (horizontal: boolean, vertical: boolean): number[] => {
      const { data } = modelInput(raster, { processor, flips: { horizontal, vertical } });
      return [data[0]!, data[3]!, data[6]!, data[9]!];
    };
    assert.deepEqual(corners(false, false), [1, 2, 3, 4]);
    assert.deepEqual(corners(true, false), [2, 1, 4, 3]);
    assert.deepEqual(corners(false, true), [3, 4, 1, 2]);
    assert.deepEqual(corners(true, true), [4, 3, 2, 1]);
  });
});

describe('preprocessor_config.json is read in all its spellings', () => {
  it('an old CLIPFeatureExtractor with numbers as sizes', async () => {
    const config = { feature_extractor_type: 'CLIPFeatureExtractor', size: 32, crop_size: 24, resample: 3 };
    const processor = await read('old-clip', config);
    assert.deepEqual(processor.resize, { shortestEdge: 32 });
    assert.deepEqual(processor.crop, { width: 24, height: 24 });
  });

  it('an old ViTFeatureExtractor, whose number is a square, and which never crops', async () => {
    const config = { feature_extractor_type: 'ViTFeatureExtractor', size: 32, image_mean: 0.5, do_center_crop: true };
    const processor = await read('old-vit', config);
    assert.deepEqual(processor.resize, { width: 32, height: 32 });
    assert.equal(processor.crop, null);
    assert.equal(processor.kernel, 'bilinear');
    assert.deepEqual(processor.normalize?.mean, [0.5, 0.5, 0.5]);
  });

  it('a fast processor’s name, and the defaults of each kind', async () => {
    assert.deepEqual((await read('fast', { image_processor_type: 'CLIPImageProcessorFast' })).crop, {
      width: 224,
      height: 224,
    });
    const blip = await read('blip-bare', { image_processor_type: 'BlipImageProcessor' });
    assert.deepEqual([blip.resize, blip.crop, blip.kernel], [{ width: 384, height: 384 }, null, 'bicubic']);
    assert.equal(blip.rescale, 1 / 255);
  });

  it('what is switched off is left out', async () => {
    const off = { do_resize: false, do_center_crop: false, do_rescale: false, do_normalize: false };
    const processor = await read('off', { image_processor_type: 'CLIPImageProcessor', ...off });
    assert.deepEqual(
      { ...processor, kernel: null },
      { resize: null, kernel: null, crop: null, rescale: null, normalize: null },
    );
    const raster = sized(3, 2);
    assert.deepEqual(modelInput(raster, { processor, flips: upright }), raster);
    assert.deepEqual([...pixelValues([raster], processor)].slice(0, 3), [0, 3, 6]);
  });

  it('what is not supported is refused by name, with the file', async () => {
    const refused: [object, RegExp][] = [
      [{ image_processor_type: 'DonutImageProcessor' }, /DonutImageProcessor/],
      [{ image_processor_type: 'CLIPImageProcessor', resample: 0 }, /resample 0/],
      [{ image_processor_type: 'CLIPImageProcessor', size: { longest_edge: 9 } }, /size/],
      [{ image_processor_type: 'CLIPImageProcessor', image_mean: [1, 2] }, /image_mean/],
      [{}, /image processor none/],
    ];
    for (const [config, message] of refused) {
      await assert.rejects(read('refused', config), (error) => {
        assert.ok(error instanceof ProductError);
        assert.match(error.message, message);
        assert.equal(error.exitCode, 10);
        assert.match(error.details.where!, /preprocessor_config\.json$/);
        return true;
      });
    }
  });
});
