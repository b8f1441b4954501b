import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Raster } from '../../../src/base/raster.ts';
import { resize, toGrey, type Kernel } from '../../../src/base/resample.ts';
import { readTable } from './tables.ts';

type Size = readonly [width: number, height: number];
type Kind = 'noise' | 'slope' | 'checks' | 'steps';

interface Case {
  readonly kind: Kind;
  readonly from: Size;
  readonly sha256: string;
  readonly first: string;
}

interface ResamplerTable {
  readonly resize: readonly (Case & { readonly channels: 1 | 3; readonly to: Size; readonly kernel: Kernel })[];
  readonly grey: readonly Case[];
}

describe("the resampler gives Pillow's very bytes", () => {
  const table = readTable<ResamplerTable>('resampler');

  it('for 330 pictures, sizes and kernels', () => {
    assert.equal(table.resize.length, 330);
    for (const { kind, channels, from, to, kernel, ...expected } of table.resize) {
      const place = `${kind} ${from.join('×')}×${channels} → ${to.join('×')} ${kernel}`;
      assert.deepEqual(digest(resize(drawn(kind, from, channels), ...to, kernel)), expected, place);
    }
  });

  it('for grey', () => {
    assert.equal(table.grey.length, 88);
    for (const { kind, from, ...expected } of table.grey) {
      assert.deepEqual(digest(toGrey(drawn(kind, from, 3))), expected, `${kind} ${from.join('×')}`);
    }
  });
});

function digest({ data }: Raster): { sha256: string; first: string } {
  return {
    sha256: createHash('sha256').update(data).digest('hex'),
    first: Buffer.from(data.subarray(0, 16)).toString('hex'),
  };
}

/** The pictures of `python/parity/resampler.py`, from whole numbers alone. */
function drawn(kind: Kind, [width, height]: Size, channels: 1 | 3): Raster {
  const data = new Uint8Array(width * height * channels);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    const c = i % channels;
    const x = Math.floor(i / channels) % width;
    const y = Math.floor(i / channels / width);
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const value: Readonly<Record<Kind, number>> = {
      noise: state >>> 24,
      slope: Math.floor((255 * (x + 2 * y)) / (width + 2 * height)) + 20 * c,
      checks: (x + y + c) % 2 === 0 ? 255 : 0,
      steps: 37 * Math.floor(x / 5) + 91 * Math.floor(y / 3) + 50 * c,
    };
    data[i] = value[kind];
  }
  return { width, height, channels, data };
}
