import { defineFilter } from './operator.ts';
import { informationScore } from './shared/picture-quality.ts';
import { qualityFilter } from './shared/quality-filter.ts';

/** Variety after cleanvision's *low_information*: the entropy of the levels of all colours. */
export const imageLowInformationFilter = defineFilter(
  qualityFilter({
    name: 'image_low_information_filter',
    key: 'image_low_information_score',
    summary: 'Keeps samples whose pictures have enough variety of colours.',
    least: 0.3,
    score: informationScore,
  }),
);
