/** What operators on pictures share. */
import { z } from 'zod';
import { toGrey } from '../../../base/resample.ts';
import type { Raster } from '../../../base/raster.ts';

/** The parameter that says how a sample's pictures decide together. */
export const anyOrAll = z
  .enum(['any', 'all'])
  .default('any')
  .describe('Whether any picture within bounds keeps the sample, or all must be.');

/**
 * Computes something of a picture once, however many operators ask for it, and forgets it with the picture.
 * @param compute must depend on the picture alone
 */
export function oncePerRaster<T>(compute: (raster: Raster) => T): (raster: Raster) => T {
  const known = new WeakMap<Raster, { readonly value: T }>();
  return (raster) => {
    const found = known.get(raster);
    if (found !== undefined) return found.value;
    const value = compute(raster);
    known.set(raster, { value });
    return value;
  };
}

/** The grey of a picture, shared among operators. */
export const greyOf = oncePerRaster(toGrey);
