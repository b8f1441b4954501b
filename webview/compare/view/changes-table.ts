import { html, type TemplateResult } from 'lit';
import type { Change, Comparison } from '../../../src/protocol/compare.ts';
import { scoreText } from '../../shared/score-text.ts';
import { t, number } from '../../shared/words.ts';
import type { CompareModel } from '../model/compare.ts';
import { causeText } from '../model/words.ts';

/** Samples of one side alone, by why; a line shows its samples. */
export function changesTable(model: CompareModel, { changes }: Comparison): TemplateResult {
  if (changes.length === 0) return html`<p class="quiet">${t('Both sides keep the same samples.')}</p>`;
  return html`<table class="figures">
    <thead>
      <tr>
        <th scope="col">${t('Kept by')}</th>
        <th scope="col" class="number">${t('Samples')}</th>
        <th scope="col">${t('Why the other side leaves them out')}</th>
        <th scope="col">${t('For example')}</th>
      </tr>
    </thead>
    <tbody>
      ${changes.map((change) => changeRow(model, change))}
    </tbody>
  </table>`;
}

function changeRow(model: CompareModel, change: Change): TemplateResult {
  const isShown = model.panel.kept.shown === change.filter;
  return html`<tr class=${isShown ? 'chosen' : ''}>
    <td><span class="side-mark side-mark-${change.keptBy}">${change.keptBy.toUpperCase()}</span></td>
    <td class="number">
      <button
        type="button"
        class="text-button"
        aria-pressed=${String(isShown)}
        title=${t('Show these samples')}
        @click=${() => void model.panel.run(() => model.show(change))}
      >
        ${number(change.samples)}
      </button>
    </td>
    <td>${causeText(change)}</td>
    <td class="example" dir="auto">${exampleText(change)}</td>
  </tr>`;
}

function exampleText({ examples }: Change): string {
  const [example] = examples;
  if (example === undefined) return '';
  const { id, reason, scoreA, scoreB } = example;
  const moved = scoreA !== scoreB && scoreA !== null && scoreB !== null;
  const scores = moved ? ` (${scoreText(scoreA)} → ${scoreText(scoreB)})` : '';
  return `${id}${reason === null ? '' : `: ${reason}`}${scores}`;
}
