/** What a comparison over seeds tells, as sentences: the engine says it in English, a view in the person's language. */
import type { GroupDifference } from './training.ts';

type Translate = (text: string, ...values: readonly (string | number)[]) => string;

/** A verdict, and what it rests on. */
export interface VerdictWords {
  readonly verdict: string;
  readonly details: string;
}

/** A difference to the baseline in figures, with its interval where there is one. @param textOf a figure without a sign */
export function differenceText({ value, low, high }: GroupDifference, textOf: (figure: number) => string): string {
  const signed = (figure: number): string => `${figure < 0 ? '−' : '+'}${textOf(Math.abs(figure))}`;
  return low === null || high === null ? signed(value) : `${signed(value)} [${signed(low)}, ${signed(high)}]`;
}

/** A difference to the baseline in words. */
export function verdictWords({ verdict, needed, paired, n }: GroupDifference, t: Translate): VerdictWords {
  const words: Readonly<Record<typeof verdict, string>> = {
    better: t('better'),
    worse: t('worse'),
    'not distinguishable': t('not distinguishable'),
    'too few': t('no verdict from one seed'),
  };
  const seeds = paired ? t('{0} pairs of the same seed', n) : t('{0} seeds each, not paired', n);
  const basis = verdict === 'too few' ? t('train at least two more seeds') : seeds;
  const more = needed === null ? [] : [t('about {0} seeds would tell a difference of this size', needed)];
  return { verdict: words[verdict], details: [basis, ...more].join('; ') };
}
