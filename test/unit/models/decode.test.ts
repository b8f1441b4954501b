import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadPicture, PictureProblem } from '../../../src/core/models/decode.ts';
import { chunk, exif, jpeg, noise, pictureFolder, png, pngRows, sharp, withSegment } from './picture-files.ts';

const { path: folder, put } = pictureFolder();

async function pixels(path: string): Promise<Uint8Array> {
  return (await (await loadPicture(path, 'pixels')).rgb()).data;
}

function refuses(path: string, reason: RegExp, need: 'header' | 'pixels' = 'pixels'): Promise<void> {
  return assert.rejects(loadPicture(path, need), (error: Error) => {
    assert.ok(error instanceof PictureProblem, String(error.stack));
    assert.match(error.message, reason);
    return true;
  });
}

describe('a file that is no picture is refused with its reason', () => {
  it('missing, empty, a folder, a pipe', async () => {
    mkdirSync(join(folder, 'folder.jpg'));
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    for (const need of ['header', 'pixels'] as const) {
      await refuses(join(folder, 'missing.jpg'), /missing/, need);
      await refuses(put('empty.jpg', Buffer.alloc(0)), /empty/, need);
      await refuses(join(folder, 'folder.jpg'), /folder/, need);
      await refuses(join(folder, 'pipe.jpg'), /not a file/, need);
    }
  });

  it('by its content, whatever its name says', async () => {
    const kinds: Record<string, Uint8Array> = {
      SVG: Buffer.from('\ufeff <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      XML: Buffer.from('<?xml version="1.0"?><svg width="9" height="9"/>'),
      HTML: Buffer.from('<!DOCTYPE html><img src="http://127.0.0.1/x.png">'),
      PDF: Buffer.from('%PDF-1.7\n'),
      ZIP: Buffer.from('PK\x03\x04 and so on'),
      BMP: Buffer.from('BM and so on, as bitmaps are'),
      TIFF: await sharp(noise(8, 8), { raw: { width: 8, height: 8, channels: 3 } })
        .tiff()
        .toBuffer(),
      AVIF: await sharp(noise(8, 8), { raw: { width: 8, height: 8, channels: 3 } })
        .avif()
        .toBuffer(),
    };
    for (const [kind, bytes] of Object.entries(kinds)) await refuses(put('named.jpg', bytes), new RegExp(kind));
    await refuses(put('named.jpg', Buffer.from('no picture at all')), /unknown kind/);
  });

  it('but a picture under a wrong name is one', async () => {
    const path = put('really-a-jpeg.png', await jpeg(20, 10));
    assert.equal((await pixels(path)).length, 600);
  });

  it('a picture that goes on as a ZIP is flagged', async () => {
    const { flags } = await loadPicture(
      put('both.jpg', Buffer.concat([await jpeg(9, 9), Buffer.from('PK')])),
      'pixels',
    );
    assert.deepEqual(flags, ['trailing']);
  });
});

describe('a picture that ends early', () => {
  it('is filled up where it is a JPEG, and flagged', async () => {
    const whole = await jpeg(80, 60);
    const { length } = await pixels(put('whole.jpg', whole));
    for (const share of [0.3, 0.5, 0.99]) {
      const path = put('cut.jpg', whole.subarray(0, whole.length * share));
      const picture = await loadPicture(path, 'pixels');
      assert.deepEqual(picture.flags, ['truncated']);
      assert.equal((await picture.rgb()).data.length, length);
    }
    await refuses(put('cut.jpg', whole.subarray(0, whole.length / 100)), /ends before/);
    await refuses(put('cut.jpg', whole.subarray(0, 200)), /ends before/, 'header');
  });

  it('fails where it is a PNG or a WebP without its last pixel', async () => {
    const source = sharp(noise(80, 60), { raw: { width: 80, height: 60, channels: 3 } });
    for (const [name, bytes] of [
      ['cut.png', await source.clone().png().toBuffer()],
      ['cut.webp', await source.clone().webp().toBuffer()],
    ] as const) {
      for (const share of [0.01, 0.5, 0.99]) await refuses(put(name, bytes.subarray(0, bytes.length * share)), /./);
      assert.deepEqual((await loadPicture(put(name, bytes), 'pixels')).flags, []);
    }
  });

  it('is taken where only what follows the last pixel is missing, and flagged', async () => {
    const bytes = png(4, 4, 8, 2, pngRows(12, 4));
    assert.deepEqual((await loadPicture(put('no-end.png', bytes.subarray(0, -12)), 'pixels')).flags, ['truncated']);
  });
});

describe('limits', () => {
  it('a small file of many pixels is refused within a second', async () => {
    const zeros = Buffer.alloc(1000);
    for (const [width, height] of [
      [16_384, 16_384],
      [30_000, 30_000],
      [65_535, 65_535],
    ] as const) {
      const started = performance.now();
      await refuses(put('bomb.png', png(width, height, 8, 0, zeros)), /limit is 100 million/);
      await refuses(join(folder, 'bomb.png'), /limit is 100 million/, 'header');
      assert.ok(performance.now() - started < 1000);
    }
  });

  it('one row of 65,535 pixels is a picture', async () => {
    const picture = await loadPicture(put('row.png', png(65_535, 1, 8, 0, Buffer.alloc(65_536))), 'pixels');
    assert.deepEqual([picture.width, picture.height], [65_535, 1]);
  });

  it('tiny pictures are pictures', async () => {
    for (const [width, height] of [
      [1, 1],
      [2, 3],
      [27, 1],
    ] as const) {
      assert.equal((await pixels(put('tiny.jpg', await jpeg(width, height)))).length, width * height * 3);
    }
  });
});

describe('moving pictures show their first frame, and are flagged', () => {
  const first = noise(16, 8, 3, 1);
  const frames = Buffer.concat([first, noise(16, 8, 3, 2), noise(16, 8, 3, 3)]);
  const moving = sharp(frames, { raw: { width: 16, height: 24, channels: 3, pageHeight: 8 } });

  it('WebP', async () => {
    const picture = await loadPicture(
      put('m.webp', await moving.clone().webp({ lossless: true }).toBuffer()),
      'pixels',
    );
    assert.deepEqual([picture.width, picture.height, picture.flags], [16, 8, ['animated']]);
    assert.deepEqual(Buffer.from((await picture.rgb()).data), first);
  });

  it('GIF', async () => {
    const chessboard = Buffer.from(Array.from({ length: 16 * 8 * 3 }, (_, i) => (Math.floor(i / 3) % 3) * 127));
    const black = Buffer.alloc(16 * 8 * 3);
    const file = await sharp(Buffer.concat([chessboard, black]), {
      raw: { width: 16, height: 16, channels: 3, pageHeight: 8 },
    })
      .gif({ dither: 0 })
      .toBuffer();
    const picture = await loadPicture(put('m.gif', file), 'pixels');
    assert.deepEqual([picture.width, picture.height, picture.flags], [16, 8, ['animated']]);
    assert.deepEqual(Buffer.from((await picture.rgb()).data), chessboard);
  });

  it('PNG', async () => {
    const still = png(4, 4, 8, 2, pngRows(12, 4));
    const control = Buffer.from([0, 0, 0, 3, 0, 0, 0, 0]);
    const path = put('m.png', Buffer.concat([still.subarray(0, 33), chunk('acTL', control), still.subarray(33)]));
    assert.deepEqual((await loadPicture(path, 'pixels')).flags, ['animated']);
  });
});

describe('orientation', () => {
  /** Where the stored pixel of column x and row y goes; sides are those of the stored picture. */
  const places: Record<number, (x: number, y: number, w: number, h: number) => [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y, w) => [w - 1 - x, y],
    3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
    4: (x, y, _w, h) => [x, h - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y, _w, h) => [h - 1 - y, x],
    7: (x, y, w, h) => [h - 1 - y, w - 1 - x],
    8: (x, y, w) => [y, w - 1 - x],
  };

  for (const [orientation, place] of Object.entries(places)) {
    it(`${orientation} of EXIF is applied once, to pixels and to sizes`, async () => {
      const [w, h] = [11, 7];
      const file = await jpeg(w, h);
      const stored = await pixels(put('stored.jpg', file));
      const path = put('turned.jpg', withSegment(file, 0xe1, exif(Number(orientation))));
      const picture = await loadPicture(path, 'pixels');
      const header = await loadPicture(path, 'header');
      const sides = Number(orientation) > 4 ? [h, w] : [w, h];
      assert.deepEqual([picture.width, picture.height], sides);
      assert.deepEqual([header.width, header.height], sides);
      const expected = new Uint8Array(stored.length);
      for (let y = 0; y < h; y++) {
        for (let x = 0; x < w; x++) {
          const [u, v] = place(x, y, w, h);
          expected.set(stored.subarray((y * w + x) * 3, (y * w + x) * 3 + 3), (v * sides[0]! + u) * 3);
        }
      }
      assert.deepEqual(Buffer.from((await picture.rgb()).data), Buffer.from(expected));
      assert.equal(picture.flags.includes('oriented'), orientation !== '1');
    });
  }

  it('of XMP counts where EXIF says nothing', async () => {
    const xmp = Buffer.from('http://ns.adobe.com/xap/1.0/\0<x tiff:Orientation="6"/>');
    const { width, height } = await loadPicture(put('xmp.jpg', withSegment(await jpeg(11, 7), 0xe1, xmp)), 'header');
    assert.deepEqual([width, height], [7, 11]);
  });

  it('that is broken or unknown counts for nothing', async () => {
    const blocks = [exif(9), exif(0), Buffer.from('Exif\0\0garbage'), exif(6).subarray(0, 20)];
    blocks.push(Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f', 'latin1'));
    for (const block of blocks) {
      const { width, flags } = await loadPicture(put('bad.jpg', withSegment(await jpeg(11, 7), 0xe1, block)), 'pixels');
      assert.deepEqual([width, flags], [11, []]);
    }
  });

  it('far behind in a file is found by reading on', async () => {
    const still = png(300, 100, 8, 2, pngRows(900, 100));
    assert.ok(still.length > 64 * 1024);
    const tagged = Buffer.concat([still.subarray(0, -12), chunk('eXIf', exif(8).subarray(6)), still.subarray(-12)]);
    const { width, height, sha256 } = await loadPicture(put('late.png', tagged), 'header');
    assert.deepEqual([width, height], [100, 300]);
    assert.equal(sha256, createHash('sha256').update(tagged).digest('hex'));
  });
});

describe('colours are those of the stored samples', () => {
  it('a profile, even a broken or huge one, changes nothing', async () => {
    const file = await jpeg(24, 16);
    const plain = await pixels(put('plain.jpg', file));
    const name = Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1');
    for (const body of [Buffer.from('garbage'), noise(60_000, 1, 1)]) {
      const path = put('profile.jpg', withSegment(file, 0xe2, Buffer.concat([name, body])));
      assert.deepEqual(await pixels(path), plain);
    }
    const p3 = await sharp(file).withIccProfile('p3').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    const start = p3.indexOf('ICC_PROFILE') - 4;
    const bare = Buffer.concat([p3.subarray(0, start), p3.subarray(start + 2 + p3.readUInt16BE(start + 2))]);
    assert.deepEqual(await pixels(put('p3.jpg', p3)), await pixels(put('bare.jpg', bare)));
  });

  it('alpha is dropped, not composited', async () => {
    const rgba = noise(9, 5, 4);
    const rgb = Buffer.from(rgba.filter((_, i) => i % 4 !== 3));
    const source = sharp(rgba, { raw: { width: 9, height: 5, channels: 4 } });
    assert.deepEqual(Buffer.from(await pixels(put('a.png', await source.clone().png().toBuffer()))), rgb);
  });

  it('16-bit grey is clipped, not scaled, as Pillow clips it', async () => {
    const path = put('grey16.png', png(3, 1, 16, 0, Buffer.from([0, 0, 7, 0, 255, 1, 0])));
    assert.deepEqual([...(await pixels(path))], [7, 7, 7, 255, 255, 255, 255, 255, 255]);
  });

  it('inks are converted without a profile', async () => {
    const source = sharp(noise(24, 16), { raw: { width: 24, height: 16, channels: 3 } });
    const file = await source.toColourspace('cmyk').jpeg().toBuffer();
    const inks = await sharp(file).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer();
    assert.equal(inks.length, 24 * 16 * 4);
    const data = await pixels(put('inks.jpg', file));
    for (let i = 0; i < 24 * 16 * 3; i++) {
      const pixel = Math.floor(i / 3) * 4;
      const light = ((255 - inks[pixel + (i % 3)]!) * (255 - inks[pixel + 3]!)) / 255;
      assert.ok(Math.abs(data[i]! - light) <= 1, `${data[i]} for ${light}`);
    }
  });
});

describe('what is read', () => {
  it('the hash is that of the decoded bytes, and of none where only the head was read', async () => {
    const file = await jpeg(400, 400);
    assert.ok(file.length > 64 * 1024);
    const path = put('big.jpg', file);
    const picture = await loadPicture(path, 'pixels');
    assert.equal(picture.sha256, createHash('sha256').update(file).digest('hex'));
    assert.equal(picture.bytes, file.length);
    const header = await loadPicture(path, 'header');
    assert.deepEqual([header.sha256, header.decoded, header.bytes], [null, false, file.length]);
    await assert.rejects(header.rgb(), /not asked for/);
  });

  it('of a size, nothing but the size', async () => {
    assert.equal((await loadPicture(put('any.jpg', Buffer.from('anything')), 'file')).bytes, 8);
  });

  it('thousands of damaged files cost no crash', async () => {
    const source = sharp(noise(40, 30), { raw: { width: 40, height: 30, channels: 3 } });
    const files = [
      await source.clone().jpeg().toBuffer(),
      await source.clone().png().toBuffer(),
      await source.clone().webp().toBuffer(),
      await source.clone().gif().toBuffer(),
    ];
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return (state >>> 8) % below;
    };
    let decoded = 0;
    for (let turn = 0; turn < 300; turn++) {
      const bytes = Buffer.from(files[turn % files.length]!);
      for (let change = 0; change <= turn % 5; change++) bytes[random(bytes.length)] = random(256);
      const path = put('damaged', bytes);
      for (const need of ['header', 'pixels'] as const) {
        await loadPicture(path, need).then(
          () => decoded++,
          (error: unknown) => assert.ok(error instanceof PictureProblem, String((error as Error).stack)),
        );
      }
    }
    assert.ok(decoded > 150, `${decoded} were decoded`);
  });
});
