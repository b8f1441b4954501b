/** How fast a training learns, as `get_cosine_schedule_with_warmup` of Hugging Face Transformers. */

/** The course of a training. */
export interface Course {
  readonly steps: number;
  /** The highest learning rate. */
  readonly learningRate: number;
  /** The share of the steps in which the rate rises from 0; rounded up to whole steps. */
  readonly warmup: number;
}

/** The learning rate of a step, 1 for the first: it rises in a line, then falls along half a cosine towards 0. */
export function learningRateAt(step: number, { steps, learningRate, warmup }: Course): number {
  const rising = Math.ceil(steps * warmup);
  const before = step - 1;
  if (before < rising) return (learningRate * before) / rising;
  const progress = (before - rising) / Math.max(1, steps - rising);
  return (learningRate * (1 + Math.cos(Math.PI * progress))) / 2;
}
