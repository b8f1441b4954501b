import { html, type TemplateResult } from 'lit';
import type { Ledger, TerminalState } from '../../../src/protocol/ledger.ts';
import { outcomeMark } from '../../shared/outcome.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t, number } from '../../shared/words.ts';
import type { LedgerModel } from '../model/ledger.ts';

/** One line per terminal state; the last one sums them up. */
export function statesTable(model: LedgerModel, { states, input, created }: Ledger): TemplateResult {
  const hasCreated = created > 0;
  const sum = states.reduce((all, { source }) => all + source, 0);
  return html`<table class="figures">
    <thead>
      <tr>
        <th scope="col">${t('Outcome')}</th>
        <th scope="col">${t('Stage')}</th>
        <th scope="col">${t('By')}</th>
        <th scope="col" class="number">${t('Rows')}</th>
        <th scope="col" class="number">${t('Share')}</th>
        ${hasCreated ? html`<th scope="col" class="number">${t('Created')}</th>` : ''}
      </tr>
    </thead>
    <tbody>
      ${states.map(
        (state) =>
          html`<tr>
            <td>${state.outcome === 'none' ? t('not decided') : outcomeMark(state.outcome)}</td>
            <td>${state.stage ?? '–'}</td>
            <td>${byWhom(state)}</td>
            <td class="number">
              <button
                type="button"
                class="text-button"
                title=${t('Show these samples in the grid')}
                @click=${() => {
                  model.show(state.filter);
                }}
              >
                ${number(state.source)}
              </button>
            </td>
            <td class="number">${share(state.source, input)}</td>
            ${hasCreated ? html`<td class="number">${state.created === 0 ? '' : number(state.created)}</td>` : ''}
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <td colspan="3">
          ${sum === input ? html`${icon('check')} ${t('All rows of the input')}` : html`${icon('warning')} ${t('The sum is not the input: {0}', input)}`}
        </td>
        <td class="number">${number(sum)}</td>
        <td class="number">${share(sum, input)}</td>
        ${hasCreated ? html`<td class="number">${number(created)}</td>` : ''}
      </tr>
    </tfoot>
  </table>`;
}

function byWhom({ operator, outcome }: TerminalState): string {
  if (operator === 'manual') return t('your tag');
  if (operator !== null) return operator;
  return outcome === 'kept' ? t('kept by all') : '–';
}

function share(count: number, of: number): string {
  if (of === 0) return '–';
  return new Intl.NumberFormat(document.documentElement.lang, { style: 'percent', maximumFractionDigits: 1 }).format(
    count / of,
  );
}
