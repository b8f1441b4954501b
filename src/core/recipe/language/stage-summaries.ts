import type { StageKind } from '../../../protocol/records.ts';

/** What each kind of stage does, in one sentence. */
export const stageSummaries: Readonly<Record<StageKind, string>> = {
  measure: 'Runs operators and stores what they measure; drops nothing.',
  clean: 'Runs operators and drops what they do not keep.',
  cluster: 'Groups samples by what their captions or pictures are about; all stay.',
  synthesize: 'Has a model write captions for pictures: a new sample for each.',
  select: 'Chooses samples, up to a budget.',
  train: 'Trains a small projector on what is left; all samples stay that can be trained on.',
  export: 'Writes the result to a file; all samples stay.',
};
