import { defineFilter } from './operator.ts';
import { brightnessOf } from './shared/picture-quality.ts';
import { qualityFilter } from './shared/quality-filter.ts';

/** Darkness after cleanvision's *light*: one less the 5th percentile of the pixels' brightness. */
export const imageLightFilter = defineFilter(
  qualityFilter({
    name: 'image_light_filter',
    key: 'image_light_score',
    summary: 'Keeps samples whose pictures are dark enough somewhere.',
    least: 0.05,
    score: (raster) => 1 - brightnessOf(raster).low,
  }),
);
