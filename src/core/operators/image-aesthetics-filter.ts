import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { model, trustRemoteCode } from './shared/models.ts';
import { anyOrAll } from './shared/pictures.ts';

/** Predictors of this name score from 0 to 10; Data-Juicer divides their scores by ten, and goes by the name alone. */
function isOutOfTen({ hf_scorer_model: name }: { readonly hf_scorer_model: string }): boolean {
  return name.includes('aesthetics-predictor');
}

/** Data-Juicer's `image_aesthetics_filter`. */
export const imageAestheticsFilter = defineFilter({
  kind: 'filter',
  name: 'image_aesthetics_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose pictures look as good as a model asks for.',
  parameters: z.strictObject({
    hf_scorer_model: model(
      'shunk031/aesthetics-predictor-v2-sac-logos-ava1-l14-linearMSE',
      'The predictor; a score out of ten is divided by ten where the name holds `aesthetics-predictor`.',
    ),
    trust_remote_code: trustRemoteCode,
    min_score: bound(0.5, 'Smallest score.'),
    max_score: bound(1, 'Greatest score.'),
    any_or_all: anyOrAll,
  }),
  cost: 'model',
  version: 1,
  statistics: [{ key: 'image_aesthetics_scores', per: 'picture', min: 'min_score', max: 'max_score' }],
  measuredBy: [],
  pictures: 'unique',
  askModel: {
    task: 'aesthetics',
    model: 'hf_scorer_model',
    about: 'picture',
    value: ([score], parameters) => (isOutOfTen(parameters) ? score! / 10 : score!),
    variant: isOutOfTen,
  },
});
