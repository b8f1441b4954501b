import type { LabValue } from '../../../src/protocol/lab.ts';
import { number, t } from '../../shared/words.ts';
import { amountOf, modeOf } from './values.ts';

/** A value in words. */
export function shown(value: LabValue): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object')
    return Math.abs(Number(value)) >= Number.MAX_SAFE_INTEGER ? t('none') : number(Number(value));
  const amount = number(amountOf(value));
  switch (modeOf(value)) {
    case 'percentile':
      return t('percentile {0}', amount);
    case 'mean':
      return t('mean {0}', signed(amountOf(value), amount));
    case 'sigma':
      return t('mean {0} σ', signed(amountOf(value), amount));
    case 'keep':
      return t('the best {0}', amount);
    case 'number':
      return amount;
  }
}

function signed(value: number, text: string): string {
  return value < 0 ? `− ${text.replace(/^[-−]/u, '')}` : `+ ${text}`;
}
