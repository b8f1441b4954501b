import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { openMatMul } from '../../../src/core/models/matmul.ts';
import { plainProduct } from '../../support/plain-product.ts';

test('a product by the model runtime is a · bᵀ, for any sizes one after the other', async () => {
  const random = new Random(3);
  const matrix = (rows: number, columns: number) => ({
    rows,
    columns,
    data: Float32Array.from({ length: rows * columns }, () => random.real() - 0.5),
  });
  const { product, close } = await openMatMul(1);
  for (const [n, k, d] of [
    [1, 1, 1],
    [257, 50, 96],
    [3, 7, 64],
  ] as const) {
    const [a, b] = [matrix(n, d), matrix(k, d)];
    const [y, expected] = [await product(a, b), await plainProduct(a, b)];
    assert.deepEqual([y.rows, y.columns, y.data.length], [n, k, n * k]);
    y.data.forEach((value, i) => assert.ok(Math.abs(value - expected.data[i]!) < 1e-5, `${value} at ${i}`));
  }
  await close();
});
