/** The log of a training as Hugging Face's Trainer prints it: a Python dict on each line. */
import type { TrainingStep } from './train-projector.ts';

/** A step's line. */
export function stepLine({
  loss,
  gradNorm,
  learningRate,
  epoch,
}: Pick<TrainingStep, 'loss' | 'gradNorm' | 'learningRate' | 'epoch'>): string {
  const values = { loss: rounded(loss, 4), grad_norm: gradNorm, learning_rate: learningRate };
  return dict({ ...values, epoch: rounded(epoch, 2) });
}

/** What a whole training was. */
export interface TrainingEnd {
  readonly seconds: number;
  readonly samples: number;
  readonly steps: number;
  /** Mean over the steps. */
  readonly loss: number;
  readonly epochs: number;
}

/** The last line. */
export function endLine({ seconds, samples, steps, loss, epochs }: TrainingEnd): string {
  return dict({
    train_runtime: rounded(seconds, 4),
    train_samples_per_second: rounded(samples / seconds, 3),
    train_steps_per_second: rounded(steps / seconds, 3),
    train_loss: loss,
    epoch: rounded(epochs, 2),
  });
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Python's text of a dict of floats. */
export function dict(values: Readonly<Record<string, number>>): string {
  return `{${Object.entries(values)
    .map(([name, value]) => `'${name}': ${pythonFloat(value)}`)
    .join(', ')}}`;
}

/** Python's text of a float: the shortest digits as in JavaScript, but an exponent below 1e-4 and from 1e16 on. */
function pythonFloat(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = value.toExponential().split('e') as [string, string];
    return `${digits}e${exponent[0]!}${exponent.slice(1).padStart(2, '0')}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
