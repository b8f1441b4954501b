/** How a run ended, as its terminal and its notification say it. No editor in here. */
import { plainText } from '../../base/plain-text.ts';
import { exitCodes } from '../../protocol/errors.ts';
import type { RunEnd } from '../../protocol/runs.ts';
import type { Translate } from '../words.ts';
import { coloured } from './transcript.ts';

/** How a run, or the attempt at one, ended. */
export interface Outcome {
  /** An exit code of the command line; null where the process ended without one. */
  readonly exit: number | null;
  readonly failure: RunEnd['failure'];
}

/** What kind of end an exit code stands for. */
export type Verdict = 'done' | 'some-failed' | 'cancelled' | 'failed';

/** The kind of an end. */
export function verdictOf({ exit }: Outcome): Verdict {
  if (exit === exitCodes.done) return 'done';
  if (exit === exitCodes.someFailed) return 'some-failed';
  return exit === exitCodes.cancelled || exit === exitCodes.terminated ? 'cancelled' : 'failed';
}

/** An end in a sentence. */
export function outcomeText(outcome: Outcome, t: Translate): string {
  switch (verdictOf(outcome)) {
    case 'done':
      return t('Done.');
    case 'some-failed':
      return t('Done. Some samples failed: the Datasets view lists them under Quarantine.');
    case 'cancelled':
      return t('Cancelled. What was finished is kept; the next run goes on from there.');
    case 'failed':
      if (outcome.exit === null) return t('The process ended without saying why. What was finished is kept.');
      return outcome.failure === null
        ? t('Failed with exit code {0}.', outcome.exit)
        : plainText(outcome.failure.message.split('\n')[0]!);
  }
}

/** A failure's details and the sentence of the end, as lines for a terminal. */
export function outcomeLines(outcome: Outcome, t: Translate): string[] {
  const colour = { done: 'green', 'some-failed': 'yellow', cancelled: 'yellow', failed: 'red' } as const;
  const { where, safe, next } = outcome.failure ?? {};
  const details = verdictOf(outcome) === 'cancelled' ? [] : [where, safe, next].filter((text) => text !== undefined);
  return [
    coloured(outcomeText(outcome, t), colour[verdictOf(outcome)]),
    ...details.map((text) => `  ${plainText(text)}`),
  ];
}
