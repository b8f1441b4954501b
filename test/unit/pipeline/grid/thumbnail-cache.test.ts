import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import {
  storedThumbnail,
  storeThumbnail,
  thumbnailName,
  trimThumbnails,
} from '../../../../src/core/pipeline/grid/thumbnail-cache.ts';

const scratch = mkdtempSync(join(tmpdir(), 'better-synth-cache-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

test('another path, size or time of a picture is another name', () => {
  const named = [
    thumbnailName('a.jpg', { size: 1n, mtimeNs: 1n }),
    thumbnailName('b.jpg', { size: 1n, mtimeNs: 1n }),
    thumbnailName('a.jpg', { size: 2n, mtimeNs: 1n }),
    thumbnailName('a.jpg', { size: 1n, mtimeNs: 2n }),
  ];
  assert.equal(new Set(named).size, 4);
  for (const name of named) assert.match(name, /^([0-9a-f]{2})\/\1[0-9a-f]{62}\.webp$/);
});

test('a stored thumbnail has its size, one that is not whole does not count', async () => {
  const path = join(scratch, 'store/ab/x.webp');
  assert.equal(await storedThumbnail(path), null);
  const bytes = await sharp({ create: { width: 31, height: 7, channels: 3, background: 'red' } })
    .webp()
    .toBuffer();
  assert.deepEqual(await storeThumbnail(path, bytes), { width: 31, height: 7 });
  assert.deepEqual(await storedThumbnail(path), { width: 31, height: 7 });
  for (const broken of [bytes.subarray(0, 20), bytes.subarray(0, 40), Buffer.alloc(bytes.length)]) {
    writeFileSync(path, broken);
    assert.equal(await storedThumbnail(path), null);
  }
});

test('nothing is written through a link', async () => {
  mkdirSync(join(scratch, 'linked'));
  mkdirSync(join(scratch, 'elsewhere'));
  symlinkSync(join(scratch, 'elsewhere'), join(scratch, 'linked/cd'));
  await assert.rejects(storeThumbnail(join(scratch, 'linked/cd/x.webp'), Buffer.alloc(40)), { kind: 'refused' });
  assert.equal(existsSync(join(scratch, 'elsewhere/x.webp')), false);
});

test('the oldest thumbnails go when there are too many', async () => {
  const folder = join(scratch, 'full');
  const file = (name: string): string => join(folder, name.slice(0, 2), name);
  for (const [i, name] of ['aa1', 'bb2', 'aa3', 'cc4'].entries()) {
    mkdirSync(join(folder, name.slice(0, 2)), { recursive: true });
    writeFileSync(file(name), Buffer.alloc(100));
    utimesSync(file(name), 1000 - i, 1000 - i);
  }
  await trimThumbnails(folder, 250);
  assert.deepEqual(
    ['aa1', 'bb2', 'aa3', 'cc4'].map((name) => existsSync(file(name))),
    [true, true, false, false],
  );
  await trimThumbnails(join(scratch, 'nowhere'), 1);
});
