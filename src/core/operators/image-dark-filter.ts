import { defineFilter } from './operator.ts';
import { brightnessOf } from './shared/picture-quality.ts';
import { qualityFilter } from './shared/quality-filter.ts';

/** Brightness after cleanvision's *dark*: the 99th percentile of the pixels' brightness. */
export const imageDarkFilter = defineFilter(
  qualityFilter({
    name: 'image_dark_filter',
    key: 'image_dark_score',
    summary: 'Keeps samples whose pictures are bright enough somewhere.',
    least: 0.32,
    score: (raster) => brightnessOf(raster).high,
  }),
);
