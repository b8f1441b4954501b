/** Words that several commands say alike. */
import { stageKinds } from '../protocol/records.ts';
import { numberText } from '../base/number-text.ts';

/** A number of things: `1 edit`, `2 edits`. @param noun one that takes an s */
export function counted(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * What became of a sample, and through whom: `dropped by words_num_filter in clean`.
 * @param operator as the view `decisions` has it; a stage that decides by itself is its own operator, and not said twice
 * @param stage where, unless that is said already
 */
export function outcomeText(outcome: string, operator: string | null, stage?: string): string {
  return `${outcome}${byText(outcome, operator)}${stage === undefined ? '' : ` in ${stage}`}`;
}

function byText(outcome: string, operator: string | null): string {
  if (operator === 'manual') return ` by hand (tag ${outcome === 'kept' ? 'keep' : 'drop'})`;
  return operator === null || isStageItself(operator) ? '' : ` by ${operator}`;
}

/** Whether an operator's name stands for its whole stage, as `select` does. */
export function isStageItself(operator: string): boolean {
  return stageKinds.some((kind) => kind === operator);
}
