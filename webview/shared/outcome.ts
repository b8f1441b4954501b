import { html, nothing, type TemplateResult } from 'lit';
import type { GridRow } from '../../src/protocol/grid.ts';
import { icon } from './ui/icon.ts';
import { t } from './words.ts';

const icons: Readonly<Record<string, string>> = { kept: 'pass', dropped: 'circle-slash', failed: 'error' };

/** An outcome by icon and word. */
export function outcomeMark(outcome: string | null): TemplateResult | typeof nothing {
  if (outcome === null) return nothing;
  return html`<span class="outcome ${outcome}">${icon(icons[outcome] ?? 'question')} ${outcomeWord(outcome)}</span>`;
}

/** An outcome in the person's language; other words are shown as they are. */
export function outcomeWord(outcome: string): string {
  switch (outcome) {
    case 'kept':
      return t('kept');
    case 'dropped':
      return t('dropped');
    case 'failed':
      return t('failed');
    default:
      return outcome;
  }
}

/** Who decided, where, and why. */
export function decidedText(decided: GridRow['decided']): string {
  if (decided === null) return '';
  const by = decided.operator === null ? decided.stage : t('{0} in {1}', operatorWord(decided.operator), decided.stage);
  return decided.reason === null ? by : `${by}: ${decided.reason}`;
}

function operatorWord(operator: string): string {
  return operator === 'manual' ? t('your tag') : operator;
}
