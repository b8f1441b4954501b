import { z } from 'zod';
import type { Raster } from '../../../base/raster.ts';
import type { Filter } from '../operator.ts';
import { bound } from './bounds.ts';
import { anyOrAll } from './pictures.ts';

interface Quality {
  readonly name: string;
  readonly key: string;
  readonly summary: string;
  /** cleanvision's calibrated threshold. */
  readonly least: number;
  /** 0 to 1, lower is worse. */
  readonly score: (raster: Raster) => number;
}

/** A filter on one quality of pictures, all of whose pixels are looked at. */
export function qualityFilter({ name, key, summary, least, score }: Quality) {
  const parameters = z.strictObject({
    min_score: bound(least, 'Least score; 0 is worst, 1 is best.'),
    any_or_all: anyOrAll,
  });
  return {
    kind: 'filter',
    name,
    from: 'better-synth',
    summary,
    parameters,
    cost: 'pixels',
    version: 1,
    statistics: [{ key, per: 'picture', min: 'min_score' }],
    measuredBy: [],
    pictures: 'listed',
    measurePicture: {
      needs: 'pixels',
      measure: () => async (picture) => ({ [key]: score(await picture.rgb()) }),
    },
  } satisfies Filter<z.output<typeof parameters>>;
}
