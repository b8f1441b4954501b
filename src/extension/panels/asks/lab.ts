import * as z from 'zod/mini';
import type { LabMethods, LabSetting } from '../../../protocol/lab.ts';
import { name, whole } from '../../pages/asks.ts';

const value = z.union([z.string().check(z.maxLength(512)), z.number(), z.boolean(), z.record(name, z.number())]);

/** Thresholds of a stage. */
export const thresholds = z.strictObject({
  stage: name,
  settings: z.array(z.strictObject({ operator: name, parameter: name, value })).check(z.maxLength(1000)),
}) satisfies z.ZodMiniType<{ stage: string; settings: LabSetting[] }>;

/** The shapes of the questions about the threshold lab: a clean stage decided anew at other thresholds. */
export const labAsks = {
  'lab/open': z.strictObject({ stage: z.nullable(name) }),
  'lab/decide': z.extend(thresholds, { order: z.enum(['nearest', 'dataset']) }),
  'lab/alone': thresholds,
  'lab/why': z.extend(thresholds, { rows: z.array(whole).check(z.maxLength(1000)) }),
  'lab/suggest': z.extend(thresholds, { operator: name, parameter: name, target: z.nullable(whole) }),
  'lab/texts': thresholds,
} satisfies { readonly [M in keyof LabMethods]: z.ZodMiniType<LabMethods[M]['ask']> };
