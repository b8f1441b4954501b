import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { model, secondOf, trustRemoteCode } from './shared/models.ts';
import { anyOrAll } from './shared/pictures.ts';

/** Data-Juicer's `image_watermark_filter`. */
export const imageWatermarkFilter = defineFilter({
  kind: 'filter',
  name: 'image_watermark_filter',
  from: 'data-juicer',
  summary:
    'Keeps samples whose pictures bear no watermark, as a classifier sees it: the probability of its second class.',
  parameters: z.strictObject({
    hf_watermark_model: model('amrul-hzz/watermark_detector', 'The classifier.'),
    trust_remote_code: trustRemoteCode,
    prob_threshold: bound(0.8, 'Greatest probability of a watermark.'),
    any_or_all: anyOrAll,
  }),
  cost: 'model',
  version: 1,
  statistics: [{ key: 'image_watermark_prob', per: 'picture', max: 'prob_threshold' }],
  measuredBy: [],
  pictures: 'unique',
  askModel: { task: 'classification', model: 'hf_watermark_model', about: 'picture', value: secondOf },
});
