import { alphanumericFilter } from './alphanumeric-filter.ts';
import { averageLineLengthFilter } from './average-line-length-filter.ts';
import { characterRepetitionFilter } from './character-repetition-filter.ts';
import { cleanEmailMapper } from './clean-email-mapper.ts';
import { cleanLinksMapper } from './clean-links-mapper.ts';
import { documentDeduplicator } from './document-deduplicator.ts';
import { fixUnicodeMapper } from './fix-unicode-mapper.ts';
import { frequencySpecifiedFieldSelector } from './frequency-specified-field-selector.ts';
import { imageAestheticsFilter } from './image-aesthetics-filter.ts';
import { imageAspectRatioFilter } from './image-aspect-ratio-filter.ts';
import { imageBlurFilter } from './image-blur-filter.ts';
import { imageDarkFilter } from './image-dark-filter.ts';
import { imageDeduplicator } from './image-deduplicator.ts';
import { imageLightFilter } from './image-light-filter.ts';
import { imageLowInformationFilter } from './image-low-information-filter.ts';
import { imageNearDeduplicator } from './image-near-deduplicator.ts';
import { imageNsfwFilter } from './image-nsfw-filter.ts';
import { imagePairSimilarityFilter } from './image-pair-similarity-filter.ts';
import { imageShapeFilter } from './image-shape-filter.ts';
import { imageSizeFilter } from './image-size-filter.ts';
import { imageTextMatchingFilter } from './image-text-matching-filter.ts';
import { imageTextSimilarityFilter } from './image-text-similarity-filter.ts';
import { imageWatermarkFilter } from './image-watermark-filter.ts';
import { maximumLineLengthFilter } from './maximum-line-length-filter.ts';
import type { Operator } from './operator.ts';
import { punctuationNormalizationMapper } from './punctuation-normalization-mapper.ts';
import { randomSelector } from './random-selector.ts';
import { rangeSpecifiedFieldSelector } from './range-specified-field-selector.ts';
import { replaceContentMapper } from './replace-content-mapper.ts';
import { specialCharactersFilter } from './special-characters-filter.ts';
import { specifiedFieldFilter } from './specified-field-filter.ts';
import { specifiedNumericFieldFilter } from './specified-numeric-field-filter.ts';
import { suffixFilter } from './suffix-filter.ts';
import { textLengthFilter } from './text-length-filter.ts';
import { topkSpecifiedFieldSelector } from './topk-specified-field-selector.ts';
import { whitespaceNormalizationMapper } from './whitespace-normalization-mapper.ts';
import { wordRepetitionFilter } from './word-repetition-filter.ts';
import { wordsNumFilter } from './words-num-filter.ts';

/** All operators of this version, in the order of the manual. */
export const operators: readonly Operator[] = [
  imageShapeFilter,
  imageAspectRatioFilter,
  imageSizeFilter,
  imageBlurFilter,
  imageDarkFilter,
  imageLightFilter,
  imageLowInformationFilter,
  imageNsfwFilter,
  imageAestheticsFilter,
  imageWatermarkFilter,
  imagePairSimilarityFilter,
  imageTextSimilarityFilter,
  imageTextMatchingFilter,
  wordsNumFilter,
  textLengthFilter,
  wordRepetitionFilter,
  characterRepetitionFilter,
  alphanumericFilter,
  specialCharactersFilter,
  averageLineLengthFilter,
  maximumLineLengthFilter,
  specifiedFieldFilter,
  specifiedNumericFieldFilter,
  suffixFilter,
  punctuationNormalizationMapper,
  whitespaceNormalizationMapper,
  cleanLinksMapper,
  cleanEmailMapper,
  replaceContentMapper,
  fixUnicodeMapper,
  imageDeduplicator,
  imageNearDeduplicator,
  documentDeduplicator,
  randomSelector,
  topkSpecifiedFieldSelector,
  rangeSpecifiedFieldSelector,
  frequencySpecifiedFieldSelector,
];

/** The operator of a name, or undefined. */
export function findOperator(name: string): Operator | undefined {
  return byName.get(name);
}

/** Whether samples with the lowest values of a statistic are the best by it. A key that no operator measures: no. */
export function isLowerBetter(key: string): boolean {
  return lowerIsBetter.has(key);
}

const byName: ReadonlyMap<string, Operator> = new Map(operators.map((operator) => [operator.name, operator]));

const lowerIsBetter: ReadonlySet<string> = new Set(
  operators
    .flatMap((operator) => (operator.kind === 'filter' ? operator.statistics : []))
    .filter(({ better, min, max }) => (better ?? (min === undefined && max !== undefined ? 'low' : 'high')) === 'low')
    .map(({ key }) => key),
);
