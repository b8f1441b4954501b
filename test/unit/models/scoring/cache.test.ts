import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FeatureCache, type Features } from '../../../../src/core/models/scoring/cache.ts';

function features(numbers: number): Features {
  return { logits: { data: new Float32Array(numbers), shape: [numbers] } };
}

describe('features are remembered within a bound of bytes', () => {
  it('what was not asked for longest is forgotten first', () => {
    const cache = new FeatureCache(10_000);
    for (const key of ['a', 'b']) cache.set(key, features(1000));
    assert.notEqual(cache.get('a'), undefined);
    cache.set('c', features(1000));
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => cache.get(key) !== undefined),
      [true, false, true],
    );
  });

  it('however many there are, and however large their keys', () => {
    const cache = new FeatureCache(100_000);
    for (let i = 0; i < 1000; i++) cache.set(`${i}`.padStart(5000), features(1));
    assert.ok(cache.bytes <= 100_000 && cache.bytes > 80_000, `${cache.bytes} bytes`);
    assert.equal(cache.get('0'.padStart(5000)), undefined);
    assert.notEqual(cache.get('999'.padStart(5000)), undefined);
  });

  it('what is larger than all of it is not kept, and an entry set again counts once', () => {
    const cache = new FeatureCache(10_000);
    cache.set('large', features(5000));
    assert.deepEqual([cache.get('large'), cache.bytes], [undefined, 0]);
    cache.set('small', features(10));
    const { bytes } = cache;
    cache.set('small', features(10));
    assert.equal(cache.bytes, bytes);
  });
});
