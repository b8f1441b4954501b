/** Parameters that bound a statistic. */
import { z } from 'zod';

/** Where Data-Juicer's default is `sys.maxsize`: no count comes near. */
export const unbounded = Number.MAX_SAFE_INTEGER;

/** A bound that is a whole number of characters or words. */
export function countBound(by: number, description: string): z.ZodDefault<z.ZodInt> {
  return z.int().default(by).describe(description);
}

/** A bound that may be any number. */
export function bound(by: number, description: string): z.ZodDefault<z.ZodNumber> {
  return z.number().default(by).describe(description);
}
