import type { Tensor } from '../../../train/safetensors.ts';
import { endLine, stepLine } from '../../../train/log-lines.ts';
import type { TrainingStep } from '../../../train/train-projector.ts';

/** Numbers that are kept of a step: its loss, the length of its gradient, its learning rate, the epoch after it. */
const perStep = 4;

/** What the steps of a training have told so far. */
export class TrainingHistory {
  readonly #steps: Float64Array;
  /** Per place in the order of samples. */
  readonly #losses: Float64Array;
  #done = 0;
  #seen = 0;

  /** @param size of the whole training */
  constructor(size: { readonly steps: number; readonly samples: number }) {
    this.#steps = new Float64Array(size.steps * perStep);
    this.#losses = new Float64Array(size.samples);
  }

  /** Steps so far. */
  get steps(): number {
    return this.#done;
  }

  /** Samples seen so far, repeated ones as often as they were. */
  get samples(): number {
    return this.#seen;
  }

  /** Losses of the samples seen, in the order in which they were. */
  get losses(): Float64Array {
    return this.#losses.subarray(0, this.#seen);
  }

  /** The mean loss of a step, 1 for the first. */
  lossOf(step: number): number {
    return this.#steps[(step - 1) * perStep]!;
  }

  /** Adds a step. */
  add({ loss, gradNorm, learningRate, epoch, losses }: TrainingStep): void {
    this.#steps.set([loss, gradNorm, learningRate, epoch], this.#done++ * perStep);
    this.#losses.set(losses, this.#seen);
    this.#seen += losses.length;
  }

  /** All of it as arrays. */
  tensors(): Record<'steps' | 'losses', Tensor<Float64Array>> {
    const steps = this.#steps.subarray(0, this.#done * perStep);
    return {
      steps: { shape: [this.#done, perStep], data: steps },
      losses: { shape: [this.#seen], data: this.losses },
    };
  }

  /** Takes over what {@link tensors} gave before. */
  restore(steps: Tensor, losses: Tensor): void {
    this.#steps.set(steps.data);
    this.#losses.set(losses.data);
    this.#done = steps.data.length / perStep;
    this.#seen = losses.data.length;
  }

  /** The log so far, a line a step. */
  log(): string[] {
    return Array.from({ length: this.#done }, (_, i) => {
      const [loss, gradNorm, learningRate, epoch] = this.#steps.subarray(i * perStep) as unknown as Numbers;
      return stepLine({ loss, gradNorm, learningRate, epoch });
    });
  }

  /** The log's last line. @param seconds that all steps took */
  lastLine(seconds: number): string {
    let loss = 0;
    for (let step = 1; step <= this.#done; step++) loss += this.lossOf(step) / this.#done;
    const epochs = this.#steps[this.#done * perStep - 1]!;
    return endLine({ seconds, samples: this.#seen, steps: this.#done, loss, epochs });
  }
}

type Numbers = readonly [number, number, number, number];
