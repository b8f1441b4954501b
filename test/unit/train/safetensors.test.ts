import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decodeSafetensors, encodeSafetensors } from '../../../src/core/train/safetensors.ts';

const file = {
  tensors: {
    '0.weight': { shape: [2, 3], data: Float32Array.of(1, -2, 0.5, 3e-8, NaN, Infinity) },
    '0.bias': { shape: [1], data: Float32Array.of(7) },
    losses: { shape: [2], data: Float64Array.of(0.1, 1e-300) },
  },
  metadata: { step: '12', note: 'é — 3 × 3' },
};

it('weights are stored as safetensors', () => {
  const bytes = encodeSafetensors(file);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  assert.equal(length % 8, 0);
  const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + length)).toString()) as Record<string, unknown>;
  assert.deepEqual(header['0.bias'], { dtype: 'F32', shape: [1], data_offsets: [24, 28] });
  assert.deepEqual(header['losses'], { dtype: 'F64', shape: [2], data_offsets: [28, 44] });
  assert.equal(bytes.length, 8 + length + 44);
  assert.equal(new DataView(bytes.buffer).getFloat32(8 + length + 24, true), 7);
});

it('and read back as they were', () => {
  assert.deepEqual(decodeSafetensors(encodeSafetensors(file)), file);
  const within = Buffer.from([1, 2, 3, ...encodeSafetensors(file)]).subarray(3);
  assert.deepEqual(decodeSafetensors(within), file);
});
