/** Why rows are not taken. */
import type { SelectQuestion } from './question.ts';
import { sidesOf } from './ratio.ts';

/** The reasons, by their number in `Selection.why`. */
export const reasons = [
  'not selected',
  'more captions of the picture than max_per_image',
  'not high',
  'beyond its cluster’s share',
  'over the budget',
  'left out by the ratio',
  'left out by the budget and the ratio',
] as const;

/** Numbers of reasons. */
export const why = { notSelected: 0, beyond: 1, notHigh: 2, share: 3, budget: 4, ratio: 5, budgetAndRatio: 6 } as const;

/** One of them. */
export type Why = (typeof why)[keyof typeof why];

/**
 * What leaves rows out that would be taken otherwise: the budget, the ratio or both; where it is neither, the share of
 * their cluster.
 * @param fit the rows that the strategy and people would take if there were neither
 */
export function limitOn(question: SelectQuestion, fit: readonly number[]): Why {
  const { budget, fill } = question;
  const held = sidesOf({ ...question, budget: null }, fit).reduce((sum, { places }) => sum + places, 0);
  // A budget that is filled by repeating has its share for each side, however few the ratio would have left.
  const overBudget = budget !== null && (fill === 'repeat' ? fit.length : held) > budget;
  if (held < fit.length) return overBudget ? why.budgetAndRatio : why.ratio;
  return overBudget ? why.budget : why.share;
}
