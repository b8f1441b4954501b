/** What a run's terminal, its status-bar item and its notification say alike. No editor in here: `t` translates. */
import { numberText } from '../../base/number-text.ts';
import { durationText, rateText, type Speed } from '../../base/pace.ts';
import { plainText } from '../../base/plain-text.ts';
import type { RunEvent } from '../../protocol/runs.ts';
import type { Translate } from '../words.ts';

/** Progress of a stage. */
export type StageProgress = Extract<RunEvent, { type: 'progress' }>;

/** How far, how fast, how long still: `1 240/10 000 · 12.0/s · 3 min`; why it waits, where it does. */
export function progressText({ done, total, waiting }: StageProgress, speed: Speed | null): string {
  const counts = `${numberText(done)}/${numberText(total)}`;
  if (waiting !== undefined) return `${counts} · ${plainText(waiting)}`;
  if (speed === null) return counts;
  const left = speed.secondsLeft === null ? [] : [durationText(speed.secondsLeft)];
  return [counts, rateText(speed.perSecond), ...left].join(' · ');
}

/** What a stage is doing, in the reader's language. */
export function whatText(what: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    measured: t('measured'),
    embedded: t('embedded'),
    clustered: t('clustered'),
    captioned: t('captioned'),
    trained: t('trained'),
    written: t('written'),
  };
  return words[what] ?? plainText(what);
}
