/** What became of samples, in words. No editor in here: `t` translates. */
import { numberText } from '../base/number-text.ts';
import type { Counts } from '../protocol/records.ts';
import type { Translate } from './words.ts';

/** What became of samples: `8 123 kept · 1 877 dropped · 3 failed`. */
export function countsText(counts: Counts & { readonly created?: number }, t: Translate): string {
  const { kept, dropped, failed, created = 0 } = counts;
  return [
    t('{0} kept', numberText(kept)),
    ...(dropped === 0 ? [] : [t('{0} dropped', numberText(dropped))]),
    ...(failed === 0 ? [] : [t('{0} failed', numberText(failed))]),
    ...(created === 0 ? [] : [t('{0} created', numberText(created))]),
  ].join(' · ');
}

/** The same with those that entered: `500 in · 416 kept · 76 dropped · 8 failed`. */
export function sumText(counts: Counts & { readonly created?: number }, t: Translate): string {
  return `${t('{0} in', numberText(counts.in))} · ${countsText(counts, t)}`;
}
