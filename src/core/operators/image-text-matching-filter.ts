import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { imageTextDifferences, imageTextParameters, model, secondOf } from './shared/models.ts';

/** Data-Juicer's `image_text_matching_filter`. */
export const imageTextMatchingFilter = defineFilter({
  kind: 'filter',
  name: 'image_text_matching_filter',
  from: 'data-juicer',
  summary:
    'Keeps samples whose text is true of their pictures, as a BLIP model judges it: the probability that they match.',
  parameters: z.strictObject({
    hf_blip: model('Salesforce/blip-itm-base-coco', 'The BLIP model with a matching head.'),
    ...imageTextParameters(0.003),
  }),
  differences: imageTextDifferences,
  cost: 'model',
  version: 1,
  statistics: [{ key: 'image_text_matching_score', per: 'chunk', min: 'min_score', max: 'max_score' }],
  measuredBy: ['horizontal_flip', 'vertical_flip'],
  askModel: { task: 'matching', model: 'hf_blip', about: 'chunk', value: secondOf },
});
