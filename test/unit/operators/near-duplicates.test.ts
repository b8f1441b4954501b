import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { imageNearDeduplicator } from '../../../src/core/operators/image-near-deduplicator.ts';
import type { SampleView } from '../../../src/core/operators/operator.ts';
import { greatestRadius, nearFingerprints } from '../../../src/core/operators/shared/near-duplicates.ts';

function distance(a: string, b: string): number {
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;
}

function near(a: string, b: string, radius: number): boolean {
  if (a.length !== b.length || a === '') return false;
  for (let at = 0; at < a.length; at += 16) {
    if (distance(a.slice(at, at + 16), b.slice(at, at + 16)) > radius) return false;
  }
  return true;
}

/** The definition, by comparing all with all. */
function slowly(fingerprints: readonly string[], rank: Float64Array | null, radius: number): number[] {
  const worth = (row: number): number => (rank === null || Number.isNaN(rank[row]) ? -Infinity : rank[row]!);
  const order = fingerprints
    .map((_, row) => row)
    .sort((a, b) => (worth(b) > worth(a) ? 1 : worth(b) < worth(a) ? -1 : a - b));
  const result = fingerprints.map((_, row) => row);
  const standing: number[] = [];
  for (const row of order) {
    const other = standing.find((one) => near(fingerprints[one]!, fingerprints[row]!, radius));
    if (other === undefined) standing.push(row);
    else result[row] = other;
  }
  return result;
}

/** Hashes of one or two pictures, or none, most of them a few bits from one of three. */
const fingerprint = fc
  .array(
    fc
      .tuple(fc.constantFrom(0n, 0xffff0000ff00f00fn, 0x8000000000000001n), fc.array(fc.nat(63), { maxLength: 14 }))
      .map(([base, bits]) =>
        bits
          .reduce<bigint>((hash, bit) => hash ^ (1n << BigInt(bit)), base)
          .toString(16)
          .padStart(16, '0'),
      ),
    { maxLength: 2 },
  )
  .map((hashes) => hashes.join(''));

describe('near duplicates', () => {
  it('are those of the definition, for any hashes, ranks and radius', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fingerprint, fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(NaN))), { maxLength: 40 }),
        fc.boolean(),
        fc.integer({ min: 0, max: greatestRadius }),
        (rows, ranked, radius) => {
          const fingerprints = rows.map(([hash]) => hash);
          const rank = ranked ? Float64Array.from(rows, ([, value]) => value) : null;
          assert.deepEqual([...nearFingerprints({ fingerprints, rank }, radius)], slowly(fingerprints, rank, radius));
        },
      ),
      { seed: 1, numRuns: 150 },
    );
  });

  it('of a dropped sample do not follow it', () => {
    const fingerprints = ['0000000000000000', '000000000000000f', '00000000000000ff'];
    assert.deepEqual([...nearFingerprints({ fingerprints, rank: null }, 4)], [0, 0, 2]);
  });

  it('leave the best, and samples without pictures', () => {
    const samples = [[], ['a.jpg'], ['b.jpg'], []];
    const hashes = [[], ['0000000000000000'], ['0000000000000001'], []];
    const rank = Float64Array.of(0, 0.2, 0.9, 0);
    assert.deepEqual(decided(samples, hashes, rank), [0, 2, 2, 3]);
    assert.deepEqual(decided(samples, hashes, null), [0, 1, 1, 3]);
    assert.equal(imageNearDeduplicator.rankBy!(parameters()), null);
    assert.equal(imageNearDeduplicator.rankBy!({ ...parameters(), keep_by: 'image_blur_score' }), 'image_blur_score');
  });

  it('captions of one file stand or fall together', () => {
    const samples = [['a.jpg'], ['a.jpg'], ['b.jpg'], ['b.jpg'], ['a.jpg', 'a.jpg']];
    const [a, b] = ['00000000000000f0', '00000000000000f1'];
    const hashes = [[a], [a], [b], [b], [a]];
    assert.deepEqual(decided(samples, hashes, null), [0, 1, 0, 0, 4]);
    const rank = Float64Array.of(0.1, 0.3, 0.2, 0.9, 0);
    assert.deepEqual(decided(samples, hashes, rank), [3, 3, 2, 3, 3]);
  });

  it('are found among 60,000 hashes without comparing all', () => {
    let state = 9;
    const word = (): string => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return (state >>> 16).toString(16).padStart(4, '0');
    };
    const fingerprints = Array.from({ length: 60_000 }, () => word() + word() + word() + word());
    for (let row = 1000; row < 60_000; row += 1000) fingerprints[row] = flipped(fingerprints[row - 1]!);
    const started = process.cpuUsage();
    const found = nearFingerprints({ fingerprints, rank: null }, 4);
    const seconds = process.cpuUsage(started).user / 1e6;
    for (let row = 1000; row < 60_000; row += 1000) assert.equal(found[row], row - 1);
    assert.ok(seconds < 10, `${seconds} s`);
  });
});

function parameters(): { method: 'phash'; radius: number; keep_by: string } {
  return { method: 'phash', radius: 4, keep_by: 'first' };
}

/** The hash with a bit changed in each quarter: no quarter is equal. */
function flipped(hash: string): string {
  return (BigInt(`0x${hash}`) ^ 0x0001_0001_0001_0001n).toString(16).padStart(16, '0');
}

/** The representatives of samples with these files, hashed so. */
function decided(samples: readonly string[][], hashes: readonly string[][], rank: Float64Array | null): number[] {
  const print = imageNearDeduplicator.fingerprint(parameters());
  const fingerprints = samples.map((images, i) => print({ images } as unknown as SampleView, hashes[i]!));
  return [...imageNearDeduplicator.representatives({ fingerprints, rank }, parameters())];
}
