import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { imageTextDifferences, imageTextParameters, model } from './shared/models.ts';

/** Data-Juicer's `image_text_similarity_filter`. */
export const imageTextSimilarityFilter = defineFilter({
  kind: 'filter',
  name: 'image_text_similarity_filter',
  from: 'data-juicer',
  summary:
    'Keeps samples whose pictures and text lie near each other for a CLIP model: its logit divided by 100, the cosine of the published ones.',
  parameters: z.strictObject({
    hf_clip: model('openai/clip-vit-base-patch32', 'The CLIP model.'),
    ...imageTextParameters(0.1),
  }),
  differences: imageTextDifferences,
  cost: 'model',
  version: 1,
  statistics: [{ key: 'image_text_similarity', per: 'chunk', min: 'min_score', max: 'max_score' }],
  measuredBy: ['horizontal_flip', 'vertical_flip'],
  askModel: { task: 'similarity', model: 'hf_clip', about: 'chunk', value: ([similarity]) => similarity! },
});
