import * as z from 'zod/mini';
import { nothing, whole } from '../../pages/asks.ts';

const key = z.string().check(z.minLength(1), z.maxLength(5000));
const metric = z.string().check(z.maxLength(512));
const metrics = z.array(metric).check(z.maxLength(24));

/** The shapes of the questions about trainings: curves, evaluations, the samples of a step. */
export const trainingAsks = {
  'training/list': nothing,
  'training/curves': z.strictObject({
    key,
    metrics,
    axis: z.enum(['step', 'epoch', 'time']),
    range: z.nullable(z.strictObject({ from: z.number(), to: z.number() })),
    points: whole.check(z.minimum(2), z.maximum(4000)),
    smoothing: z.number().check(z.minimum(0), z.maximum(0.999)),
    known: z.nullable(z.string()),
  }),
  'training/spikes': z.strictObject({ key, metric }),
  'training/samples': z.strictObject({ key, from: whole, to: whole }),
  'training/clusters': z.strictObject({ key }),
  'training/cluster': z.strictObject({ key, cluster: whole }),
  'training/recipes': z.strictObject({ a: key, b: key }),
  'training/evaluations': z.strictObject({
    keys: z.array(key).check(z.maxLength(64)),
    baseline: z.nullable(z.string().check(z.maxLength(5000))),
  }),
};
