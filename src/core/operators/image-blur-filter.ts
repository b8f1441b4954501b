import { defineFilter } from './operator.ts';
import { sharpnessScore } from './shared/picture-quality.ts';
import { qualityFilter } from './shared/quality-filter.ts';

/** Sharpness: how strongly the grey picture's edges stand out, at 512 pixels a side at most. */
export const imageBlurFilter = defineFilter(
  qualityFilter({
    name: 'image_blur_filter',
    key: 'image_blur_score',
    summary: 'Keeps samples whose pictures are sharp enough.',
    least: 0.29,
    score: sharpnessScore,
  }),
);
