import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openMatMul } from '../../../src/core/models/matmul.ts';
import { Random } from '../../../src/base/random.ts';
import type { Matrix } from '../../../src/base/matrix.ts';
import { project, weightsOf, type Projector } from '../../../src/core/train/projector.ts';
import { epochOrder } from '../../../src/core/train/sampler.ts';
import {
  stepsOf,
  trainProjector,
  type Checkpoint,
  type ProjectorTask,
  type TrainingStep,
} from '../../../src/core/train/train-projector.ts';
import { peers, peersBeginning, peersTask, product } from './peers.ts';

async function train(
  task: ProjectorTask,
  options: { stopped?: Checkpoint; by?: typeof product } = {},
): Promise<{ steps: TrainingStep[]; checkpoints: Checkpoint[]; projector: Projector }> {
  const training = trainProjector(task, options.by ?? product, options);
  const steps: TrainingStep[] = [];
  const checkpoints: Checkpoint[] = [];
  let next = await training.next();
  for (; next.done !== true; next = await training.next()) {
    steps.push(next.value);
    checkpoints.push(next.value.checkpoint());
  }
  return { steps, checkpoints, projector: next.value };
}

function assertNear(ours: ArrayLike<number>, theirs: ArrayLike<number>, tolerance: number): void {
  assert.equal(ours.length, theirs.length);
  const off = Math.max(...Array.from(ours, (value, i) => Math.abs(value - theirs[i]!)));
  assert.ok(off <= tolerance, `off by ${off}`);
}

/** Pictures whose features say, behind some noise, what their captions' vectors are. */
function learnable(count: number): ProjectorTask {
  const draw = new Random(3);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - draw.real())) * Math.cos(2 * Math.PI * draw.real());
  const [columns, outputs] = [24, 8];
  const targets: Matrix = { rows: count, columns: outputs, data: new Float32Array(count * outputs) };
  const features: Matrix = { rows: count, columns, data: new Float32Array(count * columns) };
  for (let row = 0; row < count; row++) {
    const vector = Array.from({ length: outputs }, normal);
    const length = Math.hypot(...vector);
    targets.data.set(
      vector.map((value) => value / length),
      row * outputs,
    );
    for (let i = 0; i < columns; i++) features.data[row * columns + i] = vector[i % outputs]! + 0.2 * normal();
  }
  const places = Int32Array.from({ length: count }, (_, i) => i);
  const order = epochOrder(count, 10, 1);
  const rates = { learningRate: 1e-2, warmup: 0.03, temperature: 0.07, seed: 4 };
  return { features, targets, samples: { picture: places, caption: places }, order, batch: 16, hidden: 20, ...rates };
}

const bytesOf = (projector: Projector): string =>
  weightsOf(projector)
    .map(({ buffer }) => Buffer.from(buffer).toString('base64'))
    .join();

describe('a training', () => {
  it('takes the steps that PyTorch takes', async () => {
    const { steps, projector } = await train(peersTask(), { stopped: peersBeginning() });
    assert.equal(steps.length, peers.steps.length);
    steps.forEach((step, i) => {
      const peer = peers.steps[i]!;
      assertNear(step.losses, peer.losses, 2e-5);
      assertNear([step.gradNorm], [peer.grad_norm], 2e-5 * peer.grad_norm);
      assertNear([step.learningRate], [peer.learning_rate], 1e-15);
    });
    assertNear(
      weightsOf(projector).flatMap((values) => [...values]),
      peers.last.flat(2),
      1e-5,
    );
  });

  it('says of each step which samples it saw, and what each of them lost', async () => {
    const task = { ...learnable(50), order: epochOrder(50, 1, 2), accumulation: 2 };
    const { steps } = await train(task);
    assert.deepEqual(
      steps.map(({ step, samples, epoch }) => [step, samples.length, epoch]),
      [
        [1, 32, 0.64],
        [2, 18, 1],
      ],
    );
    assert.deepEqual([...steps.flatMap(({ samples }) => [...samples])], [...task.order]);
    for (const { loss, losses } of steps)
      assertNear([loss], [losses.reduce((sum, value) => sum + value, 0) / losses.length], 1e-12);
    assert.equal(stepsOf(task), 2);
  });

  it('learns: what a picture is led to is nearer to its own caption than to others', async () => {
    const task = learnable(96);
    const share = async (projector: Projector): Promise<number> => {
      const found = await product(await project(projector, task.features, product), task.targets);
      const hits = task.samples.picture.filter((row) => {
        const row_ = found.data.subarray(row * found.columns, (row + 1) * found.columns);
        return row_.indexOf(Math.max(...row_)) === row;
      });
      return hits.length / found.rows;
    };
    const { steps, projector, checkpoints } = await train(task);
    const before = await share(checkpoints[0]!.projector);
    const after = await share(projector);
    assert.ok(before < 0.2 && after > 0.6, `${before} → ${after}`);
    assert.ok(steps.at(-1)!.loss < steps[0]!.loss / 2);
  });

  it('goes on from any step to the same weights, bit by bit', async () => {
    const task = learnable(40);
    const whole = await train(task);
    for (const checkpoint of [whole.checkpoints[0]!, whole.checkpoints[4]!, whole.checkpoints.at(-1)!]) {
      const rest = await train(task, { stopped: checkpoint });
      assert.equal(rest.steps.length, stepsOf(task) - checkpoint.step);
      assert.equal(bytesOf(rest.projector), bytesOf(whole.projector));
    }
  });

  it('depends on its seed and on nothing else, however many threads multiply', async () => {
    const task = learnable(64);
    const [one, two] = [await openMatMul(1), await openMatMul(2)];
    const first = bytesOf((await train(task, { by: one.product })).projector);
    assert.equal(bytesOf((await train(task, { by: one.product })).projector), first);
    assert.equal(bytesOf((await train(task, { by: two.product })).projector), first);
    assert.notEqual(bytesOf((await train({ ...task, seed: 5 }, { by: one.product })).projector), first);
    await Promise.all([one.close(), two.close()]);
  });
});
