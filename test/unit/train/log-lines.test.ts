import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dict, endLine, stepLine } from '../../../src/core/train/log-lines.ts';
import { peers } from './peers.ts';

it('a step is logged as Hugging Face’s Trainer logs it', () => {
  const step = { loss: 2.410049, gradNorm: 17.100001, learningRate: 9e-5, epoch: 0.3125 };
  assert.equal(stepLine(step), "{'loss': 2.41, 'grad_norm': 17.100001, 'learning_rate': 9e-05, 'epoch': 0.31}");
});

it('the last line says how long it took and how fast it was', () => {
  const end = { seconds: 12.5, samples: 2000, steps: 63, loss: 1.625, epochs: 1 };
  assert.equal(
    endLine(end),
    "{'train_runtime': 12.5, 'train_samples_per_second': 160.0, 'train_steps_per_second': 5.04, 'train_loss': 1.625, 'epoch': 1.0}",
  );
});

it('numbers are written as Python writes them', () => {
  for (const [value, text] of peers.floats) assert.equal(dict({ x: value }), `{'x': ${text}}`);
});
