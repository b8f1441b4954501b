/** Picture files for tests, made from pixels. */
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import type sharpModule from 'sharp';

/** sharp, to make pictures only. */
export const sharp = createRequire(import.meta.url)('sharp') as typeof sharpModule;

/** A folder that is gone after the tests, and a function that puts a file into it. */
export function pictureFolder(): { readonly path: string; readonly put: (name: string, bytes: Uint8Array) => string } {
  const path = mkdtempSync(join(tmpdir(), 'pictures-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  const put = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(path, name), bytes);
    return join(path, name);
  };
  return { path, put };
}

/** Pixels of a linear congruential generator: the same on each run. */
export function noise(width: number, height: number, channels: 1 | 3 | 4 = 3, seed = 1): Buffer {
  let state = seed;
  const bytes = Buffer.alloc(width * height * channels);
  for (let i = 0; i < bytes.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** A JPEG of noise. */
export function jpeg(width: number, height: number, seed = 1): Promise<Buffer> {
  return sharp(noise(width, height, 3, seed), { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}

/** A PNG chunk. */
export function chunk(name: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name), body]);
  const bytes = Buffer.alloc(named.length + 8);
  bytes.writeUInt32BE(body.length, 0);
  named.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(named), named.length + 4);
  return bytes;
}

/** A PNG with a header as given and rows of zeros, or of the bytes given. */
export function png(width: number, height: number, depth: number, colour: number, rows: Uint8Array): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, depth, colour, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

/** Rows of a PNG: noise, each after a zero that names no filter. */
export function pngRows(bytesPerRow: number, rows: number): Buffer {
  const bytes = noise(bytesPerRow + 1, rows, 1);
  for (let at = 0; at < bytes.length; at += bytesPerRow + 1) bytes[at] = 0;
  return bytes;
}

/** The JPEG with an application segment put first. */
export function withSegment(file: Buffer, marker: number, body: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([file.subarray(0, 2), head, body, file.subarray(2)]);
}

/** An EXIF block that says nothing but an orientation. */
export function exif(orientation: number): Buffer {
  const block = Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  block.writeUInt16LE(orientation, 24);
  return block;
}
