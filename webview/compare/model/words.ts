import type { Change, ChangeCause, ComparableStage } from '../../../src/protocol/compare.ts';
import { scoreName } from '../../shared/score-name.ts';
import { t } from '../../shared/words.ts';

/** Why samples are on one side alone, in a sentence about the side that left them out. */
export function causeText({ cause, operator, stage, key }: Change): string {
  const by = byWhom(operator, stage);
  const score = key === null ? '' : scoreName(key);
  const texts: Record<ChangeCause, string> = {
    threshold: t('{0}: another threshold for the same score ({1})', by, score),
    score: t('{0}: another score ({1})', by, score),
    operator: t('{0}: a step that the other side has not', by),
    tag: operator === 'manual' ? t('your tag drops them') : t('your tag keeps them against {0}', by),
    neighbours: t('{0}: it depends on other samples, and these changed', by),
    failed: t('{0}: they could not be looked at', by),
    created: t('they were not created there'),
  };
  return texts[cause];
}

function byWhom(operator: string | null, stage: string | null): string {
  // What a stage decides as a whole is known by its name.
  if (stage === null || operator === null || operator === 'select') return stage ?? operator ?? '';
  return t('{0} in {1}', operator, stage);
}

/** A stage of a run as people choose it. */
export function stageText({ run, stage, kept, at }: ComparableStage): string {
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'short' });
  return t('Run {0}, {1}: {2} kept ({3})', String(run), stage, kept, when.format(new Date(at)));
}
