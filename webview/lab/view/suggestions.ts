import { html, nothing, type TemplateResult } from 'lit';
import type { LabBound, LabSuggestion, LabValue } from '../../../src/protocol/lab.ts';
import { number, t } from '../../shared/words.ts';
import { shown } from '../model/value-text.ts';
import { modeOf, sizeOf } from '../model/values.ts';

/** A threshold that suggestions are shown for. */
export interface Suggesting {
  readonly bound: LabBound;
  suggested: readonly LabSuggestion[] | 'asked' | null;
  target: number | null;
  ask(): Promise<void>;
  set(value: LabValue): void;
}

/** What may be set, each with what it would keep, and a number of samples to aim at. */
export function suggestions(bound: Suggesting): TemplateResult {
  const { suggested } = bound;
  return html`<div class="suggestions" role="group" aria-label=${t('Suggestions for {0}', bound.bound.parameter)}>
    ${
      suggested === 'asked' || suggested === null
        ? html`<vscode-progress-ring class="small-ring" aria-label=${t('Counting')}></vscode-progress-ring>`
        : suggested.map((each) => suggestion(bound, each))
    }
    <label class="target"
      >${t('Keep')}
      <input
        type="number"
        min="1"
        step="1"
        placeholder=${t('samples')}
        .value=${bound.target === null ? '' : String(bound.target)}
        @change=${(event: Event) => {
          const target = (event.target as HTMLInputElement).valueAsNumber;
          bound.target = Number.isFinite(target) && target >= 1 ? Math.round(target) : null;
          void bound.ask();
        }}
      />
    </label>
  </div>`;
}

function suggestion(bound: Suggesting, { value, at, kept }: LabSuggestion): TemplateResult {
  const isNumber = modeOf(value) === 'number';
  const where =
    at === null || isNumber
      ? nothing
      : html`<span class="resolved">= ${bound.bound.size ? sizeOf(at) : number(at)}</span>`;
  return html`<button
    type="button"
    class="suggestion"
    @click=${() => {
      bound.set(value);
      bound.suggested = null;
    }}
  >
    ${isNumber && typeof value === 'number' ? String(value) : shown(value)} ${where} <b>${t('keeps {0}', kept)}</b>
  </button>`;
}
