import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { model, secondOf, trustRemoteCode } from './shared/models.ts';
import { anyOrAll } from './shared/pictures.ts';

/** Data-Juicer's `image_nsfw_filter`. */
export const imageNsfwFilter = defineFilter({
  kind: 'filter',
  name: 'image_nsfw_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose pictures a classifier finds fit for work: the probability of its second class.',
  parameters: z.strictObject({
    hf_nsfw_model: model('Falconsai/nsfw_image_detection', 'The classifier.'),
    trust_remote_code: trustRemoteCode,
    min_score: bound(0, 'Smallest probability of unsafe content.'),
    max_score: bound(0.5, 'Greatest probability of unsafe content.'),
    any_or_all: anyOrAll,
  }),
  cost: 'model',
  version: 1,
  statistics: [{ key: 'image_nsfw_score', per: 'picture', min: 'min_score', max: 'max_score', better: 'low' }],
  measuredBy: [],
  pictures: 'unique',
  askModel: { task: 'classification', model: 'hf_nsfw_model', about: 'picture', value: secondOf },
});
