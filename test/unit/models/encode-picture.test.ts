import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measurePicture } from '../../../src/core/models/measure-picture.ts';
import type { PictureEncoding, PictureReport, PictureRequest } from '../../../src/core/models/picture-report.ts';
import { exif, jpeg, noise, pictureFolder, sharp, withSegment } from './picture-files.ts';

const { put } = pictureFolder();
const usual: PictureEncoding = { shortest: 28, longest: 1280, quality: 92 };

type Seen = PictureReport & { ok: true };

async function look(file: string | Uint8Array, encode: PictureRequest['encode'] = null): Promise<Seen> {
  const given = typeof file === 'string' ? { path: file } : { path: 'some bytes', bytes: file };
  const report = await measurePicture({ ...given, takers: [], inputs: [], need: 'pixels', encode });
  assert.ok(report.ok, report.ok ? '' : report.reason);
  return report;
}

async function sizeAfter(width: number, height: number, encode: PictureEncoding): Promise<[number, number]> {
  const { encoded } = await look(put('sized.jpg', await jpeg(width, height)), encode);
  const { width: columns, height: rows } = await look(encoded!);
  return [columns, rows];
}

/** A JPEG of one colour. */
function plain(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg({ quality: 100 })
    .toBuffer();
}

describe('a picture that is sent elsewhere is encoded anew', () => {
  it('keeping its size within the bounds', async () => {
    assert.deepEqual(await sizeAfter(300, 200, usual), [300, 200]);
    assert.deepEqual(await sizeAfter(28, 1280, usual), [28, 1280]);
  });

  it('made smaller or larger in proportion outside of them', async () => {
    assert.deepEqual(await sizeAfter(300, 200, { ...usual, longest: 150 }), [150, 100]);
    assert.deepEqual(await sizeAfter(20, 14, usual), [40, 28]);
    assert.deepEqual(await sizeAfter(1, 1, usual), [28, 28]);
  });

  it('with black around where its proportions allow no other way', async () => {
    const bounds = { shortest: 40, longest: 100, quality: 100 };
    const { encoded } = await look(put('wide.jpg', await plain(400, 40, '#ffffff')), bounds);
    const { data, info } = await sharp(encoded!).raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [100, 40]);
    const rows = Array.from({ length: 40 }, (_, y) => data[(y * 100 + 50) * 3]! > 128);
    assert.deepEqual([rows.indexOf(true), rows.lastIndexOf(true)], [15, 24]);
  });

  it('to equal bytes each time, in full colour, turned upright, without what was written into it', async () => {
    const turned = withSegment(await jpeg(60, 40), 0xe1, exif(6));
    const [first, second] = [await look(put('turned.jpg', turned), usual), await look(turned, usual)];
    assert.deepEqual(first.encoded, second.encoded);
    const { width, height, chromaSubsampling, exif: written, format } = await sharp(first.encoded!).metadata();
    assert.deepEqual([width, height, chromaSubsampling, written, format], [40, 60, '4:4:4', undefined, 'jpeg']);
  });

  it('close to what it was', async () => {
    const gradient = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, i) => (i % 192) + ((i >> 8) % 32)));
    const raw = { width: 64, height: 64, channels: 3 } as const;
    const png = await sharp(gradient, { raw }).png().toBuffer();
    const { encoded } = await look(put('gradient.png', png), { ...usual, quality: 100 });
    const decoded = await sharp(encoded!).raw().toBuffer();
    const off = gradient.map((level, i) => Math.abs(level - decoded[i]!));
    assert.ok(off.reduce((sum, value) => sum + value, 0) / off.length < 2);
  });

  it('and not at all where nobody asks', async () => {
    assert.equal((await look(await jpeg(8, 8))).encoded, null);
  });
});

describe('a picture that lies on no disk', () => {
  it('is read as a file of the same bytes', async () => {
    const bytes = await jpeg(50, 30);
    const inputs = [{ processor: grey, flips: { horizontal: true, vertical: false } }];
    for (const need of ['file', 'header', 'pixels'] as const) {
      const request = { takers: [], inputs: need === 'pixels' ? inputs : [], need };
      const onDisk = await measurePicture({ ...request, path: put('same.jpg', bytes) });
      const inMemory = await measurePicture({ ...request, path: 'a name', bytes: Uint8Array.from(bytes) });
      assert.deepEqual({ ...inMemory, seconds: 0 }, { ...onDisk, seconds: 0 });
    }
  });

  it('fails for the same reasons', async () => {
    for (const bytes of [
      new Uint8Array(),
      Buffer.from('no picture'),
      (await jpeg(80, 60)).subarray(0, 200),
      noise(9, 9),
    ]) {
      const [inMemory, onDisk] = [{ path: 'a name', bytes }, { path: put('bad.jpg', bytes) }];
      const request = { takers: [], inputs: [], need: 'pixels' } as const;
      const report = await measurePicture({ ...request, ...inMemory });
      assert.equal(report.ok, false);
      assert.deepEqual(report, await measurePicture({ ...request, ...onDisk }));
    }
  });
});

const grey = {
  resize: { width: 8, height: 8 },
  kernel: 'bicubic',
  crop: null,
  rescale: null,
  normalize: null,
} as const;
