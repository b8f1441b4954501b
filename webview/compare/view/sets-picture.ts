import { html, type TemplateResult } from 'lit';
import type { Comparison, SampleSet } from '../../../src/protocol/compare.ts';
import { t, number } from '../../shared/words.ts';
import type { CompareModel } from '../model/compare.ts';

/** The two sides as one bar: only in A, in both, only in B. Each part shows its samples. */
export function setsPicture(model: CompareModel, { a, b, onlyA, both, onlyB }: Comparison): TemplateResult {
  const part = (name: string, label: string, set: SampleSet): TemplateResult =>
    html`<button
      type="button"
      class="set set-${name}"
      .style=${`flex-grow: ${set.samples}`}
      aria-pressed=${String(model.panel.kept.shown === set.filter)}
      @click=${() => void model.panel.run(() => model.show(set))}
    >
      <strong>${number(set.samples)}</strong> <span>${label}</span>
    </button>`;
  return html`<div class="sets" role="group" aria-label=${t('Samples')}>
      ${part('a', t('only in A'), onlyA)} ${part('both', t('in both'), both)} ${part('b', t('only in B'), onlyB)}
    </div>
    <p class="quiet" aria-live="polite">
      ${t('A keeps {0} samples, B keeps {1}; {2} are the same.', a.kept, b.kept, both.samples)}
    </p>`;
}
