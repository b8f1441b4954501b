/** AdamW (Loshchilov and Hutter 2019) as PyTorch computes it, with PyTorch's defaults and a weight decay of 0. */

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

/** Running means of gradients and of their squares, one value per weight. */
export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Moments before the first step. */
export function noMoments(size: number): Moments {
  return { first: new Float32Array(size), second: new Float32Array(size) };
}

/**
 * Moves weights and moments in place.
 * @param step 1 for the first
 */
export function adamw(
  weights: Float32Array,
  gradient: Float32Array,
  { first, second }: Moments,
  { step, learningRate }: { readonly step: number; readonly learningRate: number },
): void {
  const stride = learningRate / (1 - beta1 ** step);
  const correction = 1 / Math.sqrt(1 - beta2 ** step);
  for (let i = 0; i < weights.length; i++) {
    const slope = gradient[i]!;
    const mean = beta1 * first[i]! + (1 - beta1) * slope;
    const square = beta2 * second[i]! + (1 - beta2) * slope * slope;
    weights[i]! -= (stride * mean) / (Math.sqrt(square) * correction + epsilon);
    first[i] = mean;
    second[i] = square;
  }
}
