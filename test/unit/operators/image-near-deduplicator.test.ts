import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { imageNearDeduplicator } from '../../../src/core/operators/image-near-deduplicator.ts';
import { sample } from './sample.ts';

const parameters = imageNearDeduplicator.parameters.parse({});
const fingerprint = imageNearDeduplicator.fingerprint(parameters);
const hash = '0f0f0f0f0f0f0f0f';
const near = '0f0f0f0f0f0f0f00';
const far = 'f0f0f0f0f0f0f0f0';

/** Which row stands for each of these samples: the files that they list, and the hash of each. */
function standIns(samples: readonly [images: string[], hashes: string[]][], rank: number[] | null = null): number[] {
  const fingerprints = samples.map(([images, hashes]) => fingerprint({ ...sample(''), images }, hashes));
  const question = { fingerprints, rank: rank === null ? null : Float64Array.from(rank) };
  return [...imageNearDeduplicator.representatives(question, parameters)];
}

suite('image_near_deduplicator', () => {
  test('drops a file that looks like an earlier one, and leaves another alone', () => {
    assert.deepEqual(
      standIns([
        [['a.jpg'], [hash]],
        [['b.jpg'], [near]],
        [['c.jpg'], [far]],
      ]),
      [0, 0, 2],
    );
  });
  test('keeps the captions of one file together: they stand or fall as one', () => {
    const samples: [string[], string[]][] = [
      [['a.jpg'], [hash]],
      [['a.jpg'], [hash]],
      [['b.jpg'], [near]],
      [['b.jpg'], [near]],
    ];
    assert.deepEqual(standIns(samples), [0, 1, 0, 0]);
    assert.deepEqual(standIns(samples, [1, 2, 3, 0]), [2, 2, 2, 3]);
  });
  test('compares samples of equally many pictures, place by place', () => {
    assert.deepEqual(
      standIns([
        [
          ['a.jpg', 'c.jpg'],
          [hash, far],
        ],
        [['b.jpg'], [near]],
        [
          ['b.jpg', 'd.jpg'],
          [near, far],
        ],
      ]),
      [0, 1, 0],
    );
  });
  test('never drops a sample without pictures', () => {
    assert.deepEqual(
      standIns([
        [[], []],
        [[], []],
      ]),
      [0, 1],
    );
  });
});
