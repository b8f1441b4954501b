import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { model, trustRemoteCode } from './shared/models.ts';
import { anyOrAll } from './shared/pictures.ts';

/** Data-Juicer's `image_pair_similarity_filter`. */
export const imagePairSimilarityFilter = defineFilter({
  kind: 'filter',
  name: 'image_pair_similarity_filter',
  from: 'data-juicer',
  summary: 'Keeps samples of two pictures that lie near each other for a CLIP model: the cosine of their embeddings.',
  parameters: z.strictObject({
    hf_clip: model('openai/clip-vit-base-patch32', 'The CLIP model.'),
    trust_remote_code: trustRemoteCode,
    min_score: bound(0.1, 'Smallest cosine.'),
    max_score: bound(1, 'Greatest cosine.'),
    any_or_all: anyOrAll,
  }),
  differences: ['A sample without exactly two different pictures fails by itself.'],
  cost: 'model',
  version: 1,
  statistics: [{ key: 'image_pair_similarity', per: 'picture', min: 'min_score', max: 'max_score' }],
  measuredBy: [],
  askModel: { task: 'picture-similarity', model: 'hf_clip', about: 'pair', value: ([cosine]) => cosine! },
});
