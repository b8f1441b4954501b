import type { Curve, Curves, Training } from '../../../src/protocol/training.ts';
import { floatsOf } from './numbers.ts';

/** A curve, ready to be drawn. */
export interface DrawnCurve extends Omit<Curve, 'x' | 'y' | 'smooth' | 'steps'> {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly smooth: Float64Array;
  readonly steps: Float64Array;
}

/** A training with its curves as they are shown. */
export interface ShownTraining {
  readonly training: Training;
  readonly answer: Curves;
  readonly curves: ReadonlyMap<string, DrawnCurve>;
}

/** Makes an answer ready to be drawn. */
export function shownTraining(training: Training, answer: Curves): ShownTraining {
  const curves = answer.curves.map((curve) => {
    const { x, y, smooth, steps } = curve;
    const drawn = { ...curve, x: floatsOf(x), y: floatsOf(y), smooth: floatsOf(smooth), steps: floatsOf(steps) };
    return [curve.metric, drawn] as const;
  });
  return { training, answer, curves: new Map(curves) };
}

/** Seconds until the last step at the speed of late; null: not known. */
export function secondsLeft({ step, totalSteps, speed, state }: Curves): number | null {
  if (state !== 'running' || totalSteps === null || speed === null || speed <= 0) return null;
  return Math.max(0, totalSteps - step) / speed;
}
