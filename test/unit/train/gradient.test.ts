import assert from 'node:assert/strict';
import { it } from 'node:test';
import { gelu, geluSlope } from '../../../src/core/train/gelu.ts';
import { contrast } from '../../../src/core/train/info-nce.ts';
import { rowsAt } from '../../../src/core/train/matrix.ts';
import { backward, forward, weightsOf } from '../../../src/core/train/projector.ts';
import { peers, peersBeginning, peersTask, product } from './peers.ts';

it('a GELU and its slope are those of PyTorch', () => {
  peers.gelu.x.forEach((x, i) => {
    assert.ok(Math.abs(gelu(x) - peers.gelu.y[i]!) < 1e-14, `gelu(${x})`);
    assert.ok(Math.abs(geluSlope(x) - peers.gelu.slope[i]!) < 1e-14, `slope at ${x}`);
  });
});

it('the gradient of every weight is what finite differences measure', async () => {
  const { features, targets, temperature } = peersTask();
  const some = Int32Array.of(0, 3, 4, 7, 9, 11);
  const [seen, aims] = [rowsAt(features, some), rowsAt(targets, some)];
  const { projector } = peersBeginning();
  const scale = 1 / some.length;
  const loss = async (): Promise<number> => {
    const { outputs } = await forward(projector, seen, product);
    const { losses } = await contrast(outputs, aims, { temperature, scale }, product);
    return losses.reduce((sum, value) => sum + value, 0) * scale;
  };
  const pass = await forward(projector, seen, product);
  const { gradient } = await contrast(pass.outputs, aims, { temperature, scale }, product);
  const found = await backward(projector, pass, gradient, product);
  // Values are float32: a wider stride would bend, a narrower one drown in their rounding.
  const stride = 2 ** -9;
  for (const [i, weights] of weightsOf(projector).entries()) {
    for (let at = 0; at < weights.length; at++) {
      const own = weights[at]!;
      const lossAt = async (moved: number): Promise<number> => {
        weights[at] = moved;
        return loss();
      };
      const measured = ((await lossAt(own + stride)) - (await lossAt(own - stride))) / (2 * stride);
      weights[at] = own;
      const off = Math.abs(measured - found[i]![at]!);
      assert.ok(off < 2e-3, `weights ${i}, ${at}: ${found[i]![at]!} in place of ${measured}`);
    }
  }
});
