import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Raster } from '../../../src/base/raster.ts';
import { cosineTransform } from '../../../src/core/operators/shared/dct.ts';
import { hashMethods, perceptualHash } from '../../../src/core/operators/shared/perceptual-hash.ts';

function grey(width: number, height: number, level: (x: number, y: number) => number): Raster {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    level(Math.floor(i / 3) % width, Math.floor(i / 3 / width)),
  );
  return { width, height, channels: 3, data };
}

describe('the cosine transform', () => {
  it('is the sum that defines it', () => {
    for (let seed = 1; seed < 20; seed++) {
      const input = Array.from({ length: 32 }, (_, n) => Math.sin(seed * 77 + n * n * 13) * 255);
      const output = cosineTransform(input);
      for (let k = 0; k < 32; k++) {
        const sum = input.reduce((total, x, n) => total + 2 * x * Math.cos((Math.PI * k * (2 * n + 1)) / 64), 0);
        assert.ok(Math.abs(output[k]! - sum) < 1e-9, `${k}: ${output[k]} for ${sum}`);
      }
    }
  });

  it('rounds as SciPy does', () => {
    // scipy.fftpack.dct of 0, 8, 16, … 248; SciPy 1.13 and 1.17 agree.
    const output = cosineTransform(Array.from({ length: 32 }, (_, n) => n * 8));
    const known: Record<number, number> = {
      1: -3318.7580873158226,
      7: -66.36739561845214,
      9: -39.56116795307739,
      25: -3.0401612376578555,
      31: -0.3934887726154557,
    };
    for (const [k, value] of Object.entries(known)) assert.equal(output[Number(k)], value);
  });
});

describe('a perceptual hash', () => {
  it('of a flat picture has all bits that compare with at least', () => {
    for (const level of [0, 100, 255]) {
      const flat = grey(40, 30, () => level);
      assert.equal(perceptualHash(flat, 'ahash'), 'ffffffffffffffff');
      assert.equal(perceptualHash(flat, 'dhash'), '0000000000000000');
      assert.equal(perceptualHash(flat, 'phash'), 'ffffffffffffffff');
    }
  });

  it('of a slope says where it gets brighter', () => {
    assert.equal(
      perceptualHash(
        grey(256, 64, (x) => x),
        'dhash',
      ),
      'ffffffffffffffff',
    );
    assert.equal(
      perceptualHash(
        grey(256, 64, (x) => 255 - x),
        'dhash',
      ),
      '0000000000000000',
    );
    assert.equal(
      perceptualHash(
        grey(256, 64, (x) => x),
        'ahash',
      ),
      '0f0f0f0f0f0f0f0f',
    );
  });

  it('does not change with brightness and size, much', () => {
    const picture = (scale: number, add: number): Raster =>
      grey(
        64 * scale,
        48 * scale,
        (x, y) => 100 + add + 60 * Math.sin(x / (9 * scale)) * Math.cos((x + 2 * y) / (15 * scale)),
      );
    for (const method of hashMethods) {
      const a = BigInt(`0x${perceptualHash(picture(2, 0), method)}`);
      const b = BigInt(`0x${perceptualHash(picture(3, 10), method)}`);
      const differing = (a ^ b).toString(2).replaceAll('0', '').length;
      assert.ok(differing <= 6, `${method}: ${differing} bits`);
    }
  });
});
